package io.routeflow.micronaut.jdbc.sql;

/** Classes of characters; bits, from a table for the first 256. */
final class Characters {
  /** Starts a word, and goes on with it. */
  static final int LETTER = 1;

  static final int DIGIT = 1 << 1;

  /** Goes on with a word that a letter started. */
  static final int DOLLAR = 1 << 2;

  static final int BLANK = 1 << 3;

  /** A symbol of its own in every dialect, whatever follows. */
  static final int SYMBOL = 1 << 4;

  /** What comments start with. */
  static final int MARK = 1 << 5;

  /** Right after a word it may make that word the prefix of a literal. */
  static final int AFTER_PREFIX = 1 << 6;

  /** What words consist of. */
  static final int WORD = LETTER | DIGIT | DOLLAR;

  private static final int ASCII = 128;
  private static final int TABLED = 256;
  private static final byte[] CLASSES = classes();
  private static final byte[] HASH_CLASSES = classes();
  private static final byte[] SIGN_CLASSES = classes();

  static {
    mark(HASH_CLASSES, "#", LETTER);
    mark(SIGN_CLASSES, "#@$", LETTER);
  }

  private Characters() {}

  private static byte[] classes() {
    byte[] classes = new byte[TABLED];
    for (char c = 0; c < TABLED; c++) {
      if (c >= ASCII) {
        classes[c] = (byte) foreign(c);
      } else if (isDigit(c)) {
        classes[c] = DIGIT;
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
        classes[c] = LETTER;
      } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
        classes[c] = BLANK;
      }
    }
    classes['$'] |= DOLLAR;
    mark(classes, ",;}=<>!|&%^~", SYMBOL);
    mark(classes, "-#/", MARK);
    mark(classes, "'\"`&", AFTER_PREFIX);
    return classes;
  }

  private static void mark(byte[] classes, String characters, int bit) {
    for (int i = 0; i < characters.length(); i++) {
      classes[characters.charAt(i)] |= (byte) bit;
    }
  }

  /** A character of a text that nearly always is a string: then this is no call at all. */
  static char at(CharSequence text, int index) {
    return text instanceof String string ? string.charAt(index) : text.charAt(index);
  }

  /** The classes of the first 256 characters, with those signs that the dialect has as letters. */
  static byte[] table(SqlDialect dialect) {
    if (dialect.has(DialectFeature.SIGNS_IN_NAMES)) {
      return SIGN_CLASSES;
    }
    return dialect.has(DialectFeature.HASH_IN_NAMES) ? HASH_CLASSES : CLASSES;
  }

  /** The class of a character by such a table. */
  static int classOf(char c, byte[] table) {
    return c < TABLED ? table[c] : foreign(c);
  }

  static int classOf(char c) {
    return classOf(c, CLASSES);
  }

  static boolean isWordStart(char c) {
    return (classOf(c) & LETTER) != 0;
  }

  static boolean isWordPart(char c) {
    return (classOf(c) & WORD) != 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isBlank(char c) {
    return (classOf(c) & BLANK) != 0;
  }

  /** Whether white space or a comment may start here. */
  static boolean startsBlank(char c) {
    return (classOf(c) & (BLANK | MARK)) != 0;
  }

  static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
  }

  /** Whether each half of a pair of surrogates has the other one. */
  static boolean isWellFormed(CharSequence text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = at(text, i);
      if (Character.isSurrogate(c)) {
        i++;
        if (i == end || !Character.isSurrogatePair(c, at(text, i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static int foreign(char c) {
    if (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c)) {
      return LETTER;
    }
    return Character.isSpaceChar(c) ? BLANK : 0;
  }
}
