package io.routeflow.micronaut.jdbc.sql;

/** The token that a lexer has just read. Only the lexer writes it. Not thread-safe. */
abstract class Token {
  final CharSequence sql;
  final SqlDialect dialect;
  int kind = TokenKind.SYMBOL;
  Keyword keyword = Keyword.NONE;
  char symbol;
  int sign = Sign.PLAIN;
  Keyword previousKeyword = Keyword.NONE;
  char previousSymbol;
  int start;
  int end;
  boolean spaced;
  int depth;

  Token(CharSequence sql, SqlDialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  int kind() {
    return kind;
  }

  /** What the word is; {@link Keyword#NONE} for names and for every other kind of token. */
  Keyword keyword() {
    return keyword;
  }

  /** The first character of a symbol; NUL for every other kind of token. */
  char symbol() {
    return symbol;
  }

  /** What the token before this one was, as {@link #keyword()} tells. */
  Keyword previousKeyword() {
    return previousKeyword;
  }

  /** What the token before this one was, as {@link #symbol()} tells. */
  char previousSymbol() {
    return previousSymbol;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether white space or a comment stands before the token. */
  boolean spaced() {
    return spaced;
  }

  /** How many parentheses are open after the token. */
  int depth() {
    return depth;
  }

  CharSequence sql() {
    return sql;
  }

  SqlDialect dialect() {
    return dialect;
  }

  /** Turns the current token into a value. */
  void hide() {
    kind = TokenKind.VALUE;
  }

  /** The token's {@link Sign}. */
  int sign() {
    return sign;
  }
}
