package io.routeflow.micronaut.jdbc.sql;

/** What a word right before a quote makes of the literal behind it. */
enum LiteralPrefix {
  /** The word is none. */
  NONE,
  /** A string as without it. */
  PLAIN,
  /** A string with backslash escapes. */
  ESCAPE,
  /** A string with delimiters of its own. */
  ALTERNATIVE;

  private static final int LONGEST = 2;

  static LiteralPrefix of(CharSequence sql, int start, int end, SqlDialect dialect) {
    int letters = end - start;
    if (letters > LONGEST) {
      return NONE;
    }
    char first = Characters.upper(Characters.at(sql, start));
    char last = Characters.upper(Characters.at(sql, end - 1));
    if (last == 'Q' && (letters == 1 || first == 'N') && dialect.has(DialectFeature.Q_QUOTES)) {
      return ALTERNATIVE;
    }
    if (letters > 1) {
      return dialect == SqlDialect.DB2 && isOfBytes(first, last) ? PLAIN : NONE;
    }
    return switch (first) {
      case 'N', 'X', 'B' -> PLAIN;
      case 'G' -> dialect == SqlDialect.DB2 ? PLAIN : NONE;
      case 'E' -> dialect.has(DialectFeature.ESCAPE_STRINGS) ? ESCAPE : NONE;
      default -> NONE;
    };
  }

  /** Db2's GX, UX and BX. */
  private static boolean isOfBytes(char first, char last) {
    return last == 'X' && (first == 'G' || first == 'U' || first == 'B');
  }
}
