package io.routeflow.micronaut.capture.work;

/** The names of events that the application gives: bounded and printable. */
final class WorkNames {

  static final String UNNAMED = "__unnamed__";

  private static final int MAX_NAME = 256;
  private static final char REPLACEMENT = '_';

  private WorkNames() {}

  /** The name as it may be sent. */
  static String printable(String name) {
    String stripped = name.strip();
    if (stripped.isEmpty()) {
      return UNNAMED;
    }
    StringBuilder printable = new StringBuilder(Math.min(stripped.length(), MAX_NAME));
    int c;
    for (int i = 0; i < stripped.length(); i += Character.charCount(c)) {
      c = stripped.codePointAt(i);
      if (printable.length() + Character.charCount(c) > MAX_NAME) {
        break;
      }
      printable.appendCodePoint(isPrintable(c) ? c : REPLACEMENT);
    }
    return printable.toString();
  }

  private static boolean isPrintable(int c) {
    return !Character.isISOControl(c)
        && Character.getType(c) != Character.SURROGATE
        && Character.getType(c) != Character.LINE_SEPARATOR
        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
  }
}
