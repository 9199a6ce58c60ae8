package io.routeflow.micronaut.jdbc.sql;

/** Reads the names that tokens hold. */
final class Names {
  private static final int UNICODE_PREFIX = 2;

  private Names() {}

  static boolean isName(SqlLexer token) {
    return token.kind() == TokenKind.WORD || token.kind() == TokenKind.NAME;
  }

  /** The name without its quotes. */
  static String text(SqlLexer token) {
    int start = token.start();
    int end = token.end();
    if (token.kind() == TokenKind.NAME) {
      boolean unicode =
          token.sql().charAt(start + 1) == '&' && Characters.isWordStart(first(token));
      start += unicode ? UNICODE_PREFIX + 1 : 1;
      end--;
    }
    return token.sql().subSequence(start, end).toString();
  }

  private static char first(SqlLexer token) {
    return token.sql().charAt(token.start());
  }
}
