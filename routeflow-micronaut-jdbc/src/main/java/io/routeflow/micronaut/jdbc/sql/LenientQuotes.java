package io.routeflow.micronaut.jdbc.sql;

/**
 * SQLite reads {@code "x"} as a string where no column has that name, and only SQLite knows the
 * columns. So such a name is hidden wherever an expression can stand; it stays where the grammar
 * has nothing but a name: beside a dot, where a table or an alias is named, where INSERT lists its
 * columns and UPDATE assigns to one, and in definitions. Not thread-safe.
 */
final class LenientQuotes {
  private static final int NOWHERE = Integer.MAX_VALUE;

  /** Where {@code INTO table AS alias (columns)} has got to. */
  private enum Target {
    NONE,
    EXPECTED,
    NAMED,
    ALIAS_EXPECTED,
    ALIASED
  }

  /** Parentheses in which each item starts with a name. */
  private final DepthBits lists = new DepthBits();

  private Keyword previous = Keyword.NONE;
  private Keyword beforePrevious = Keyword.NONE;
  private Keyword beforeName = Keyword.NONE;
  private int previousKind = TokenKind.SYMBOL;
  private char previousSymbol = ';';
  private boolean definition;
  private boolean fileNamed;
  private Target target = Target.NONE;
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
    target(token);
    if (Names.isName(token) && previousSymbol != '.') {
      beforeName = previous;
    }
    beforePrevious = previous;
    previous = token.keyword();
    previousSymbol = token.symbol();
    previousKind = token.kind();
    return hidden;
  }

  private boolean isPlaceOfName(int depth) {
    if (lists.has(depth)) {
      return previousSymbol == '('
          || previousSymbol == ','
          || previous.is(KeywordRole.BEFORE_CONSTRAINT_NAME);
    }
    if (depth > callDepth) {
      return false;
    }
    if (previous == Keyword.FROM) {
      // IS DISTINCT FROM compares
      return beforePrevious != Keyword.DISTINCT;
    }
    if (previous.is(KeywordRole.BEFORE_QUOTED_NAME)) {
      return !fileNamed;
    }
    if (previousSymbol == ',' && depth == assignmentsDepth) {
      return true;
    }
    return definition && depth == 0 && isPlaceOfDefinition();
  }

  private boolean isPlaceOfDefinition() {
    if (previous == Keyword.ON || previous == Keyword.BY) {
      return previous == Keyword.ON;
    }
    boolean afterOperator = previousSymbol != '\0' && previousSymbol != ',';
    return !afterOperator && !previous.is(KeywordRole.BEFORE_OPERAND);
  }

  private void keyword(Keyword keyword, int depth) {
    if (previousSymbol == ';') {
      definition = keyword == Keyword.CREATE || keyword == Keyword.ALTER || keyword == Keyword.DROP;
      fileNamed = false;
    }
    // VACUUM INTO has an expression there.
    fileNamed |= keyword == Keyword.VACUUM;
    boolean queries = keyword == Keyword.SELECT || keyword.is(KeywordRole.ENDS_TABLES);
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
      lists.clear(token.depth());
      if (isList()) {
        lists.set(token.depth());
      } else if (callDepth == NOWHERE && isCall(token.spaced())) {
        callDepth = outside;
      }
    } else if (token.symbol() == ')') {
      callDepth = token.depth() <= callDepth ? NOWHERE : callDepth;
    } else if (token.symbol() == ';') {
      assignmentsDepth = NOWHERE;
    }
  }

  /**
   * Whether a parenthesis at this place lists columns: those of INSERT, a table, a key. An index
   * has expressions there.
   */
  private boolean isList() {
    if (target == Target.NAMED || target == Target.ALIASED) {
      return true;
    }
    boolean named = previousKind == TokenKind.NAME || !previous.is(KeywordRole.RESERVED);
    boolean name = named && previousKind != TokenKind.SYMBOL;
    return definition
        && (previous.is(KeywordRole.BEFORE_KEY_COLUMNS)
            || (name && beforeName.is(KeywordRole.BEFORE_DEFINED_NAME)));
  }

  /** INTO, the table, perhaps its alias; whatever else comes ends it. */
  private void target(SqlLexer token) {
    boolean name = Names.isName(token);
    if (token.keyword() == Keyword.INTO) {
      target = Target.EXPECTED;
    } else if (target == Target.EXPECTED) {
      target = name ? Target.NAMED : Target.NONE;
    } else if (target == Target.NAMED && token.symbol() == '.') {
      target = Target.EXPECTED;
    } else if (target == Target.NAMED && token.keyword() == Keyword.AS) {
      target = Target.ALIAS_EXPECTED;
    } else if (target == Target.ALIAS_EXPECTED && name) {
      target = Target.ALIASED;
    } else {
      target = Target.NONE;
    }
  }

  private boolean isCall(boolean spaced) {
    if (previousKind != TokenKind.WORD) {
      return false;
    }
    return previous == Keyword.NONE || (!spaced && !previous.is(KeywordRole.BEFORE_OPERAND));
  }

  private boolean isQualified(SqlLexer token) {
    int end = token.end();
    boolean dotAfter = end < token.sql().length() && token.sql().charAt(end) == '.';
    return dotAfter || previousSymbol == '.';
  }
}
