package io.routeflow.micronaut.jdbc.sql;

/** Knows the words of {@code NTH_VALUE(a, 2) FROM LAST OVER (…)}, whose FROM names no table. */
final class WindowFrom {
  private WindowFrom() {}

  /**
   * Whether a name behind FROM may be the end of the window that is read first.
   *
   * @param token what follows the name
   */
  static boolean is(CharSequence name, SqlLexer token) {
    return token.kind() == TokenKind.WORD
        && (Names.equal(name, "FIRST") || Names.equal(name, "LAST"))
        && isBehind(token);
  }

  private static boolean isBehind(SqlLexer token) {
    String word = Names.text(token);
    // MySQL has its hints there: FROM last IGNORE INDEX (i).
    return Names.equal(word, "OVER")
        || Names.equal(word, "RESPECT")
        || (Names.equal(word, "IGNORE") && token.dialect() != SqlDialect.MYSQL);
  }
}
