package io.routeflow.micronaut.jdbc.sql;

/** Decides whether what a square bracket opens is a name. Not thread-safe. */
final class SquareBrackets {
  /** What a bracket is. */
  enum Reading {
    NAME,
    SYMBOL,
    AMBIGUOUS
  }

  private final LiteralScanner literals;

  /** Those that are open and hold no name. */
  private int open;

  SquareBrackets(LiteralScanner literals) {
    this.literals = literals;
  }

  /** Where {@code [x]} may be a name or an index, both readings must find the same end. */
  Reading open(SqlLexer token) {
    SqlDialect dialect = token.dialect();
    if (dialect.has(DialectFeature.BRACKET_NAMES)) {
      return Reading.NAME;
    }
    if (!dialect.has(DialectFeature.AMBIGUOUS_BRACKETS)) {
      return Reading.SYMBOL;
    }
    int inside = token.start() + 1;
    boolean array = open > 0 || token.previousKeyword() == Keyword.ARRAY;
    boolean mode = dialect.has(DialectFeature.MODE_BRACKET_NAMES);
    if (!array && mode && token.isBeforeName() && literals.startsName(inside)) {
      return Reading.NAME;
    }
    if (!array && literals.hidesInBrackets(inside, mode)) {
      return Reading.AMBIGUOUS;
    }
    open++;
    return Reading.SYMBOL;
  }

  /** Takes one that closes. */
  void close() {
    open = Math.max(0, open - 1);
  }
}
