package io.routeflow.micronaut.jdbc.sql;

/** Knows the words behind which a list of tables does not go on: columns follow, or conditions. */
final class TableListEnd {
  private TableListEnd() {}

  /**
   * Whether the token is such a word.
   *
   * @param statement the verb of the statement
   * @param verb the same, or that of the query in it that has begun last
   */
  static boolean is(SqlLexer token, Keyword statement, Keyword verb) {
    Keyword keyword = token.keyword();
    if (keyword.is(KeywordRole.ENDS_TABLES)) {
      return true;
    }
    if (keyword == Keyword.KEY) {
      // ON DUPLICATE KEY UPDATE; either word alone may be an alias
      return token.previousKeyword() == Keyword.DUPLICATE;
    }
    if (keyword == Keyword.OUTPUT) {
      // of a query it can be an alias only
      return token.dialect() == SqlDialect.SQL_SERVER && statement != Keyword.SELECT;
    }
    return isReturn(token, verb) || TableWords.isArrayJoin(token);
  }

  /** Oracle takes RETURN for RETURNING; in a block it is the end of a function, too. */
  private static boolean isReturn(SqlLexer token, Keyword verb) {
    return token.keyword() == Keyword.RETURN
        && token.dialect() == SqlDialect.ORACLE
        && verb.is(KeywordRole.DATA_VERB);
  }
}
