package io.routeflow.micronaut.jdbc.sql;

/** Decides what a word is where the name of a table must be. */
final class TableWords {
  private static final String OUTER_JOIN = "OJ";

  private TableWords() {}

  /**
   * Whether it is the name.
   *
   * @param previous the word before it, where that can make a difference
   */
  static boolean isTable(SqlLexer token, Keyword previous) {
    Keyword keyword = token.keyword();
    if (isEscape(token) || isOfFunction(token)) {
      return false;
    }
    if (keyword == Keyword.NONE || isQualifier(token)) {
      return previous != Keyword.OR;
    }
    if (isBeforeTable(token) || previous == Keyword.OR || isShare(token)) {
      return false;
    }
    if (keyword == Keyword.FIRST && previous == Keyword.INSERT) {
      return token.dialect() == SqlDialect.MYSQL || token.dialect() == SqlDialect.SQL_SERVER;
    }
    // A verb right behind FROM has no parentheses, so it is the name of what is read.
    boolean read = previous == Keyword.FROM || previous == Keyword.JOIN;
    return !keyword.is(KeywordRole.RESERVED)
        || keyword.is(KeywordRole.NAME_OF_TABLE)
        || (read && keyword.is(KeywordRole.DATA_VERB));
  }

  /** Whether the name comes behind it. */
  static boolean isBeforeTable(SqlLexer token) {
    return token.keyword().is(KeywordRole.BEFORE_TABLE)
        || isOfStatistics(token)
        || isOfCopy(token)
        || (isEscape(token) && Names.equal(Names.text(token), OUTER_JOIN));
  }

  /** Whether it says how much of the table: TOP (5) PERCENT. */
  static boolean isAmount(Keyword keyword) {
    return keyword == Keyword.TOP || keyword == Keyword.PERCENT;
  }

  /** Whether it says what a JDBC escape is: <code>{oj t LEFT OUTER JOIN u ON …}</code>. */
  private static boolean isEscape(SqlLexer token) {
    return token.previousSymbol() == '{';
  }

  private static boolean isShare(SqlLexer token) {
    return token.keyword() == Keyword.PERCENT && token.previousSymbol() == ')';
  }

  /** SQL Server's UPDATE STATISTICS t. */
  private static boolean isOfStatistics(SqlLexer token) {
    return token.keyword() == Keyword.STATISTICS
        && token.previousKeyword() == Keyword.UPDATE
        && token.dialect() == SqlDialect.SQL_SERVER;
  }

  /** PostgreSQL's COPY BINARY t FROM STDIN, where BINARY alone would be the table. */
  private static boolean isOfCopy(SqlLexer token) {
    if (token.keyword() != Keyword.BINARY || token.previousKeyword() != Keyword.COPY) {
      return false;
    }
    char next = Lookahead.first(token);
    return next != '.' && next != '(' && !isDirection(Lookahead.word(token));
  }

  /** Whether the word, in upper case, says which way COPY goes. */
  static boolean isDirection(String word) {
    return word.equals("FROM") || word.equals("TO");
  }

  /** MariaDB's SET STATEMENT a = 1 FOR, and SQL Server's SET NOCOUNT ON, need no semicolon. */
  static boolean endsSettings(Keyword keyword) {
    return keyword == Keyword.FOR || keyword == Keyword.ON || keyword == Keyword.OFF;
  }

  /** ClickHouse's t ARRAY JOIN a, where a is a column. */
  static boolean isArrayJoin(SqlLexer join) {
    return join.keyword() == Keyword.JOIN
        && join.previousKeyword() == Keyword.ARRAY
        && join.dialect() == SqlDialect.UNKNOWN;
  }

  /** ClickHouse's INSERT INTO FUNCTION remote(…). */
  private static boolean isOfFunction(SqlLexer token) {
    Keyword before = token.previousKeyword();
    return token.keyword() == Keyword.FUNCTION
        && (before == Keyword.INTO || before == Keyword.TABLE)
        && token.dialect() == SqlDialect.UNKNOWN
        && Characters.isWordStart(Lookahead.first(token))
        && !Lookahead.keyword(token).is(KeywordRole.RESERVED);
  }

  /** What touches a dot is a name, whatever it means elsewhere: default.orders. */
  private static boolean isQualifier(SqlLexer token) {
    int end = token.end();
    return end + 1 < token.sql().length()
        && Characters.at(token.sql(), end) == '.'
        && !Characters.isDigit(Characters.at(token.sql(), end + 1));
  }
}
