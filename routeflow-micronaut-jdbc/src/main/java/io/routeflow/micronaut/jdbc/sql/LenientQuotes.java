package io.routeflow.micronaut.jdbc.sql;

/**
 * SQLite reads {@code "x"} as a string where no column is called so. Where a value is likelier than
 * a name, such a name is hidden: beside operators, in IN lists and in VALUES. Not thread-safe.
 */
final class LenientQuotes {
  private static final int NOWHERE = Integer.MAX_VALUE;

  private Keyword previous = Keyword.NONE;
  private char previousSymbol;
  private boolean between;
  private boolean upperBound;
  private int valuesDepth = NOWHERE;

  /** Whether the token is a double quoted name that may be a value. */
  boolean hides(SqlLexer token) {
    boolean quoted = token.kind() == TokenKind.NAME && token.sql().charAt(token.start()) == '"';
    boolean hidden = quoted && !isQualified(token) && isValuePlace(token.depth());
    Keyword keyword = token.keyword();
    if (keyword != Keyword.NONE) {
      keyword(keyword, token.depth());
    }
    previous = keyword;
    previousSymbol = token.symbol();
    return hidden;
  }

  private void keyword(Keyword keyword, int depth) {
    if (keyword == Keyword.IN || keyword == Keyword.VALUES) {
      valuesDepth = depth;
    } else if (depth <= valuesDepth || keyword == Keyword.SELECT) {
      valuesDepth = NOWHERE;
    }
    upperBound = between && keyword == Keyword.AND;
    between = keyword == Keyword.BETWEEN;
  }

  private boolean isValuePlace(int depth) {
    if (depth > valuesDepth || previous.is(Role.BEFORE_VALUE)) {
      return true;
    }
    if (previous == Keyword.AND && upperBound) {
      return true;
    }
    return switch (previousSymbol) {
      case '=', '<', '>', '!', '|', '+', '-', '*', '/', '%', '&', '~' -> true;
      default -> false;
    };
  }

  private boolean isQualified(SqlLexer token) {
    int end = token.end();
    boolean dotAfter = end < token.sql().length() && token.sql().charAt(end) == '.';
    return dotAfter || previousSymbol == '.';
  }
}
