package io.routeflow.micronaut.policy.masking;

/** The marks of bold, slanted or struck text around a name, as in Markdown. */
final class Emphasis {

  private static final String MARKS = "*_~";

  private Emphasis() {}

  /**
   * Where the value begins behind marks that end between a name and its value: {@code **password:**
   * x}. The same index where no value follows on the line, or where the marks do not open before
   * the name: they are the value then.
   *
   * @param from where the name may begin at the earliest
   * @param nameEnd the index after it
   * @param marks the index after what divides name and value
   */
  static int skip(String text, int from, int nameEnd, int marks) {
    int end = marks;
    while (end < text.length() && isMark(text.charAt(end))) {
      end++;
    }
    int value = end;
    while (value < text.length() && isBlank(text.charAt(value))) {
      value++;
    }
    boolean follows = value > end && value < text.length() && !isLineEnd(text.charAt(value));
    boolean closes = end > marks && !TextSign.isSpace(text.charAt(marks - 1));
    return follows && closes && opens(text, from, nameEnd, marks, end) ? value : marks;
  }

  /** Whether the same marks stand before the name, in the reverse order. */
  private static boolean opens(String text, int from, int nameEnd, int marks, int end) {
    int length = end - marks;
    for (int i = nameEnd - length - 1; i >= from && !isLineEnd(text.charAt(i)); i--) {
      if (begins(text, i, i + length) && isReverse(text, i, marks, length)) {
        return true;
      }
    }
    return false;
  }

  /** Within a word, an underscore is none: it joins the parts of a name. */
  private static boolean begins(String text, int start, int end) {
    char before = start == 0 ? ' ' : text.charAt(start - 1);
    return isMark(text.charAt(start))
        && !isMark(before)
        && (text.charAt(start) != '_' || !Character.isLetterOrDigit(before))
        && !isMark(text.charAt(end))
        && !TextSign.isSpace(text.charAt(end));
  }

  private static boolean isReverse(String text, int start, int marks, int length) {
    for (int i = 0; i < length; i++) {
      if (text.charAt(start + i) != text.charAt(marks + length - 1 - i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMark(char c) {
    return MARKS.indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return TextSign.isSpace(c) && !isLineEnd(c);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
