package io.routeflow.micronaut.jdbc.sql;

/** Classes of characters. */
final class Characters {
  private static final int ASCII = 128;
  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte DOLLAR = 4;
  private static final byte BLANK = 8;
  private static final byte SYMBOL = 16;
  private static final byte[] CLASSES = new byte[ASCII];

  static {
    for (char c = 0; c < ASCII; c++) {
      if (c >= '0' && c <= '9') {
        CLASSES[c] = DIGIT;
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
        CLASSES[c] = LETTER;
      } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
        CLASSES[c] = BLANK;
      }
    }
    CLASSES['$'] = DOLLAR;
    for (char c : ",;]{}=<>!|&%^~".toCharArray()) {
      CLASSES[c] = SYMBOL;
    }
  }

  private Characters() {}

  static boolean isWordStart(char c) {
    return c < ASCII ? CLASSES[c] == LETTER : isForeignWordPart(c);
  }

  static boolean isWordPart(char c) {
    return c < ASCII ? (CLASSES[c] & (LETTER | DIGIT | DOLLAR)) != 0 : isForeignWordPart(c);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isBlank(char c) {
    return c < ASCII ? CLASSES[c] == BLANK : Character.isSpaceChar(c);
  }

  /** Whether the character is a symbol of its own in every dialect, whatever follows. */
  static boolean isSymbol(char c) {
    return c < ASCII && CLASSES[c] == SYMBOL;
  }

  static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
  }

  private static boolean isForeignWordPart(char c) {
    return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }
}
