package io.routeflow.micronaut.capture.work;

/** The names of events that the application gives: bounded and printable. */
final class WorkNames {

  static final String UNNAMED = "__unnamed__";

  private static final int MAX_NAME = 256;
  private static final char REPLACEMENT = '_';
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private WorkNames() {}

  /** The name as it may be sent: without spaces around it, else as long as it was. */
  static String printable(String name) {
    if (name.codePoints().allMatch(WorkNames::isBlank)) {
      return UNNAMED;
    }
    int end = name.length();
    while (isSpace(name.charAt(end - 1))) {
      end--;
    }
    int start = 0;
    while (isSpace(name.charAt(start))) {
      start++;
    }
    StringBuilder printable = new StringBuilder(Math.min(end - start, MAX_NAME));
    int c;
    for (int i = start; i < end; i += Character.charCount(c)) {
      c = name.codePointAt(i);
      if (printable.length() + Character.charCount(c) > MAX_NAME) {
        break;
      }
      printable.appendCodePoint(isPrintable(c) ? c : REPLACEMENT);
    }
    return printable.toString();
  }

  /** All spaces are characters of one unit. */
  private static boolean isSpace(char c) {
    return Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || isJoiner(c);
  }

  /** Emoji and letters of several scripts are written with them. */
  private static boolean isJoiner(int c) {
    return c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
  }

  /** What turns the direction of the text around is none, as all else of a format's. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      case Character.FORMAT -> isJoiner(c);
      default -> true;
    };
  }
}
