package io.routeflow.micronaut.jdbc.sql;

/**
 * SQLite reads {@code "x"} as a string where no column is called so, and nobody but SQLite knows
 * the columns. So such a name is hidden wherever an expression can stand; it stays where nothing
 * but a name is possible: beside a dot, where a table or an alias is named, where INSERT lists its
 * columns and UPDATE assigns to one, and in definitions, as far as they hold no expression. Not
 * thread-safe.
 */
final class LenientQuotes {
  private static final int NOWHERE = Integer.MAX_VALUE;

  private Keyword previous = Keyword.NONE;
  private Keyword beforePrevious = Keyword.NONE;
  private int previousKind = TokenKind.SYMBOL;
  private char previousSymbol = ';';
  private boolean definition;
  private boolean afterInto;
  private int columnsDepth = NOWHERE;
  private int assignmentsDepth = NOWHERE;
  private int callDepth = NOWHERE;

  /** Whether the token is a double quoted name that may be a value. */
  boolean hides(SqlLexer token) {
    boolean quoted = token.kind() == TokenKind.NAME && token.sql().charAt(token.start()) == '"';
    boolean hidden = quoted && !isQualified(token) && !isPlaceOfName(token.depth());
    if (token.keyword() != Keyword.NONE) {
      keyword(token.keyword(), token.depth());
    }
    parenthesis(token);
    afterInto =
        token.keyword() == Keyword.INTO
            || (afterInto && (token.symbol() == '.' || Names.isName(token)));
    beforePrevious = previous;
    previous = token.keyword();
    previousSymbol = token.symbol();
    previousKind = token.kind();
    return hidden;
  }

  private boolean isPlaceOfName(int depth) {
    if (depth > columnsDepth) {
      return true;
    }
    if (depth > callDepth) {
      return false;
    }
    if (previous == Keyword.FROM) {
      // IS DISTINCT FROM compares
      return beforePrevious != Keyword.DISTINCT;
    }
    if (previous.is(Role.BEFORE_QUOTED_NAME)) {
      return true;
    }
    if (previousSymbol == ',' && depth == assignmentsDepth) {
      return true;
    }
    return definition && isPlaceOfDefinition();
  }

  private boolean isPlaceOfDefinition() {
    if (previous == Keyword.ON || previous == Keyword.BY) {
      return previous == Keyword.ON;
    }
    boolean afterOperator =
        switch (previousSymbol) {
          case '\0', '(', ',', ')' -> false;
          default -> true;
        };
    return !afterOperator && !previous.is(Role.BEFORE_OPERAND);
  }

  private void keyword(Keyword keyword, int depth) {
    if (previousSymbol == ';') {
      definition = keyword == Keyword.CREATE || keyword == Keyword.ALTER || keyword == Keyword.DROP;
    }
    boolean queries = keyword == Keyword.SELECT || keyword.is(Role.ENDS_TABLES);
    if (queries || keyword == Keyword.FROM || keyword == Keyword.VALUES) {
      assignmentsDepth = NOWHERE;
      definition = false;
    }
    if (keyword == Keyword.SET) {
      assignmentsDepth = depth;
    }
  }

  private void parenthesis(SqlLexer token) {
    int outside = token.depth() - 1;
    if (token.symbol() == '(') {
      if (afterInto) {
        columnsDepth = outside;
      } else if (callDepth == NOWHERE && isCall(token.spaced())) {
        callDepth = outside;
      }
    } else if (token.symbol() == ')') {
      columnsDepth = token.depth() <= columnsDepth ? NOWHERE : columnsDepth;
      callDepth = token.depth() <= callDepth ? NOWHERE : callDepth;
    } else if (token.symbol() == ';') {
      assignmentsDepth = NOWHERE;
    }
  }

  /** Only definitions have parentheses with names in them, after the name of a table. */
  private boolean isCall(boolean spaced) {
    if (previousKind != TokenKind.WORD) {
      return false;
    }
    boolean columns = beforePrevious.is(Role.BEFORE_TABLE) || beforePrevious == Keyword.ON;
    boolean named = previous == Keyword.NONE || (!spaced && !previous.is(Role.BEFORE_OPERAND));
    return named && !columns;
  }

  private boolean isQualified(SqlLexer token) {
    int end = token.end();
    boolean dotAfter = end < token.sql().length() && token.sql().charAt(end) == '.';
    return dotAfter || previousSymbol == '.';
  }
}
