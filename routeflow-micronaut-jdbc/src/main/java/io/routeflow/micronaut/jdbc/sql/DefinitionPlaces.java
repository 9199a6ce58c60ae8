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

  /** Takes a word, and returns whether a table stands behind it. */
  boolean isBeforeTable(SqlLexer token, Keyword statement, Keyword previous) {
    Keyword keyword = token.keyword();
    if (statement == Keyword.SHOW) {
      columnsShown |= keyword.is(KeywordRole.SHOWN_OF_TABLE);
      return keyword == Keyword.TABLE && previous == Keyword.CREATE;
    }
    if (keyword == Keyword.INDEX || isStatistics(token)) {
      indexDefinition = statement == Keyword.CREATE;
    } else if (keyword == Keyword.ON && indexDefinition) {
      indexDefinition = false;
      return true;
    }
    return keyword == Keyword.TABLE
        || (keyword == Keyword.TABLES && isOfSeveral(statement))
        || (keyword == Keyword.TRUNCATE && statement == keyword);
  }

  /** CREATE STATISTICS s ON t (a); elsewhere ON is followed by columns there. */
  private static boolean isStatistics(SqlLexer token) {
    return token.keyword() == Keyword.STATISTICS && token.dialect() == SqlDialect.SQL_SERVER;
  }
}
