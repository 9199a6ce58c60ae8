package io.routeflow.micronaut.jdbc.sql;

/**
 * Finds the words that lead to the table of a statement that reads and writes no rows: {@code
 * CREATE TABLE t}, {@code CREATE INDEX i ON t}, {@code LOCK TABLES t}, {@code SHOW COLUMNS FROM t}.
 * Not thread-safe.
 */
final class DefinitionPlaces {
  private boolean indexDefinition;
  private boolean columnsShown;

  /** Takes the beginning of a statement. */
  void begin() {
    indexDefinition = false;
    columnsShown = false;
  }

  /** Takes the FROM of SHOW, and returns whether it leads to a table. */
  boolean showsFromTable() {
    boolean shown = columnsShown;
    columnsShown = false;
    return shown;
  }

  /** Whether the statement may name several tables. */
  static boolean isOfSeveral(Keyword statement) {
    return statement == Keyword.DROP || statement == Keyword.LOCK || statement == Keyword.TRUNCATE;
  }

  /**
   * Takes a word, and returns whether a table stands behind it.
   *
   * @param verb that of the statement, or of the query in it that has begun: a column may be called
   *     index there, a table has hints that name one, and what is joined has ON
   */
  boolean isBeforeTable(SqlLexer token, Keyword verb, Keyword previous) {
    Keyword keyword = token.keyword();
    if (verb == Keyword.SHOW) {
      columnsShown |= keyword.is(KeywordRole.SHOWN_OF_TABLE);
      return keyword == Keyword.TABLE && previous == Keyword.CREATE;
    }
    if (keyword == Keyword.INDEX || isStatistics(token)) {
      indexDefinition = verb == Keyword.CREATE;
    } else if (keyword == Keyword.ON && indexDefinition) {
      indexDefinition = false;
      return true;
    }
    return keyword == Keyword.TABLE
        || (keyword == Keyword.TABLES && isOfSeveral(verb))
        || (keyword == Keyword.TRUNCATE && verb == keyword);
  }

  /** Whether a FROM is that of a partition's bound: FOR VALUES FROM (MINVALUE) TO (10). */
  static boolean isBound(SqlLexer from, Keyword verb) {
    return from.previousKeyword() == Keyword.VALUES
        && (verb == Keyword.CREATE || verb == Keyword.ALTER);
  }

  /** CREATE STATISTICS s ON t (a); elsewhere ON is followed by columns there. */
  private static boolean isStatistics(SqlLexer token) {
    return token.keyword() == Keyword.STATISTICS && token.dialect() == SqlDialect.SQL_SERVER;
  }
}
