package io.routeflow.micronaut.jdbc.sql;

/** The token that a lexer has just read. Only the lexer writes it. Not thread-safe. */
abstract class Token {
  /** The longest word before the quote of a JDBC escape, as in <code>{ts'...'}</code>. */
  private static final int MAX_ESCAPE = 2;

  private static final String GUID = "GUID";

  final CharSequence sql;
  final SqlDialect dialect;
  int kind = TokenKind.SYMBOL;
  Keyword keyword = Keyword.NONE;
  char symbol;
  int tokenClass = TokenClass.PLAIN;
  Keyword previousKeyword = Keyword.NONE;
  char previousSymbol;
  int start;
  int end;
  boolean spaced;
  int depth;
  long packed;

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

  /** What the token before this one was, as by {@link #keyword()}. */
  Keyword previousKeyword() {
    return previousKeyword;
  }

  /** What the token before this one was, as by {@link #symbol()}. */
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

  /** The word as {@link KeywordTable#pack} has it; 0 where it was not read so. */
  long packed() {
    return packed;
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

  /** The token's {@link TokenClass}. */
  int tokenClass() {
    return tokenClass;
  }

  /** Looks at the token before this one, whose kind is still there while this one is read. */
  boolean isAfterOperand() {
    if (kind == TokenKind.WORD) {
      return !previousKeyword.is(KeywordRole.BEFORE_OPERAND);
    }
    return kind != TokenKind.SYMBOL || previousSymbol == ')' || previousSymbol == ']';
  }

  /** Whether a literal may touch the keyword; ZONE ends the name of a type behind TIME alone. */
  boolean isBeforeLiteral() {
    return keyword.touchesLiteral() && (keyword != Keyword.ZONE || previousKeyword == Keyword.TIME);
  }

  /** Whether the word is that of a JDBC escape; SQL Server's driver has one more. */
  boolean isEscape(int wordEnd) {
    return previousSymbol == '{'
        && (wordEnd - start <= MAX_ESCAPE
            || (dialect == SqlDialect.SQL_SERVER
                && Names.equal(sql.subSequence(start, wordEnd), GUID)));
  }

  boolean isAfterDot() {
    return !spaced && start > 0 && Characters.at(sql, start - 1) == '.';
  }

  /** Whether nothing stands before, or what ends a statement. */
  boolean isStatementStart() {
    return kind == TokenKind.SYMBOL && (previousSymbol == '\0' || previousSymbol == ';');
  }

  /** Whether nothing stands before that could have an index. */
  boolean isBeforeName() {
    return kind == TokenKind.WORD
        ? previousKeyword.is(KeywordRole.RESERVED)
        : kind == TokenKind.SYMBOL && previousSymbol != ')' && previousSymbol != ']';
  }
}
