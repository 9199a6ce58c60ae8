package io.routeflow.micronaut.jdbc.sql;

/** Reads the names that tokens hold. */
final class Names {
  private static final int UNICODE_PREFIX = 2;

  private Names() {}

  static boolean isName(SqlLexer token) {
    return (token.kind() & (TokenKind.WORD | TokenKind.NAME)) != 0;
  }

  /** The name without its quotes. */
  static String text(SqlLexer token) {
    StringBuilder text = new StringBuilder(to(token) - from(token));
    append(text, token);
    return text.toString();
  }

  /** Whether two names are the same but for the case of ASCII letters. */
  static boolean equal(CharSequence one, CharSequence other) {
    if (one.length() != other.length()) {
      return false;
    }
    for (int i = 0; i < one.length(); i++) {
      if (Characters.upper(one.charAt(i)) != Characters.upper(other.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether they name one object, where one of them may leave out its schema. */
  static boolean isSameObject(CharSequence one, CharSequence other) {
    CharSequence longer = one.length() < other.length() ? other : one;
    CharSequence shorter = longer == one ? other : one;
    int from = longer.length() - shorter.length();
    return (from == 0 || longer.charAt(from - 1) == '.')
        && equal(longer.subSequence(from, longer.length()), shorter);
  }

  /** Appends the name without its quotes, and with one of those that are doubled in it. */
  static void append(StringBuilder target, SqlLexer token) {
    CharSequence sql = token.sql();
    int end = to(token);
    int from = from(token);
    if (token.kind() == TokenKind.NAME) {
      char close = sql.charAt(end);
      for (int i = from; i < end; i++) {
        if (sql.charAt(i) == close) {
          i++;
          target.append(sql, from, i);
          from = i + 1;
        }
      }
    }
    target.append(sql, from, end);
  }

  private static int from(SqlLexer token) {
    int start = token.start();
    if (token.kind() != TokenKind.NAME) {
      return start;
    }
    boolean unicode = token.sql().charAt(start + 1) == '&' && Characters.isWordStart(first(token));
    return unicode ? start + UNICODE_PREFIX + 1 : start + 1;
  }

  private static int to(SqlLexer token) {
    return token.kind() == TokenKind.NAME ? token.end() - 1 : token.end();
  }

  private static char first(SqlLexer token) {
    return token.sql().charAt(token.start());
  }
}
