package io.routeflow.micronaut.jdbc.sql;

/**
 * SQLite reads {@code "x"} as a string where no column is called so. Where a value is likelier than
 * a name, such a name is hidden: beside operators, in IN lists, in VALUES and among a function's
 * arguments. Not thread-safe.
 */
final class LenientQuotes {
  private static final int NOWHERE = Integer.MAX_VALUE;

  private Keyword previous = Keyword.NONE;
  private char previousSymbol;
  private Keyword beforePrevious = Keyword.NONE;
  private TokenKind previousKind = TokenKind.SYMBOL;
  private boolean call;
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
    parenthesis(token);
    beforePrevious = previous;
    previous = keyword;
    previousSymbol = token.symbol();
    previousKind = token.kind();
    return hidden;
  }

  private void parenthesis(SqlLexer token) {
    int outside = token.depth() - 1;
    if (token.symbol() == '(' && valuesDepth == NOWHERE && isCall(token.spaced())) {
      valuesDepth = outside;
      call = true;
    } else if (token.symbol() == ')' && call && token.depth() <= valuesDepth) {
      valuesDepth = NOWHERE;
      call = false;
    }
  }

  private boolean isCall(boolean spaced) {
    if (previousKind != TokenKind.WORD) {
      return false;
    }
    boolean columns = beforePrevious.is(Role.BEFORE_TABLE) || beforePrevious == Keyword.ON;
    boolean named = previous == Keyword.NONE || (!spaced && !previous.is(Role.BEFORE_OPERAND));
    return named && !columns;
  }

  private void keyword(Keyword keyword, int depth) {
    if (keyword == Keyword.IN || keyword == Keyword.VALUES) {
      valuesDepth = depth;
      call = false;
    } else if (depth <= valuesDepth || keyword == Keyword.SELECT) {
      valuesDepth = NOWHERE;
    }
    upperBound = between && keyword == Keyword.AND;
    between = keyword == Keyword.BETWEEN || (between && !upperBound);
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
