package io.routeflow.micronaut.jdbc.sql;

/** Text that counts how many of its characters were looked at. */
final class CountedText implements CharSequence {
  private final String text;
  private long looks;

  CountedText(String text) {
    this.text = text;
  }

  long looks() {
    return looks;
  }

  @Override
  public char charAt(int index) {
    looks++;
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    looks += end - start;
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
