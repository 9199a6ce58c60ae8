package io.routeflow.micronaut.jdbc.sql;

/**
 * Finds the words that lead to the table of a statement that reads and writes no rows, or all of
 * them: {@code CREATE TABLE t}, {@code CREATE INDEX i ON t}, {@code LOCK TABLES t}, {@code SHOW
 * COLUMNS FROM t}, {@code COPY t FROM STDIN}. Not thread-safe.
 */
final class DefinitionPlaces {
  /** Whether ON leads to the table. */
  private boolean onTable;

  private boolean columnsShown;

  /** Whether a table is being defined in which other words than elsewhere are plain. */
  private boolean definedTable;

  /** Whether the statement is IMPORT FOREIGN SCHEMA. */
  private boolean imported;

  private Keyword statement = Keyword.NONE;

  /** Takes the beginning of a statement. */
  void begin(Keyword verb) {
    statement = verb;
    onTable = false;
    columnsShown = false;
    definedTable = false;
    imported = false;
  }

  /** Takes the FROM of SHOW, and returns whether it leads to a table. */
  boolean showsFromTable() {
    boolean shown = columnsShown;
    columnsShown = false;
    return shown;
  }

  /** Whether the statement may name several tables. */
  static boolean isOfSeveral(Keyword statement) {
    return statement == Keyword.DROP
        || statement == Keyword.LOCK
        || statement == Keyword.TRUNCATE
        || statement == Keyword.ANALYZE
        || statement == Keyword.OPTIMIZE;
  }

  /** Whether FROM, outside of a query, names a user, a cursor, a server or a program. */
  static boolean hasOtherFrom(SqlLexer from, Keyword statement) {
    if (statement == Keyword.REVOKE || statement == Keyword.FETCH) {
      return true;
    }
    boolean copied = statement == Keyword.COPY && from.dialect() == SqlDialect.POSTGRESQL;
    return (copied || statement == Keyword.IMPORT) && from.depth() == 0;
  }

  /** Whether INTO names a schema. */
  boolean isIntoSchema() {
    return imported;
  }

  /**
   * Whether a verb says what happens to the table that was named: ClickHouse's ALTER TABLE t UPDATE
   * a = 1, and MySQL's ANALYZE TABLE t UPDATE HISTOGRAM ON a, b.
   */
  boolean isOfDefinedTable(Keyword verb) {
    return definedTable && verb == Keyword.UPDATE;
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
    imported |= verb == Keyword.IMPORT && keyword == Keyword.FROM;
    if (keyword == Keyword.INDEX || isStatistics(token) || isTrigger(token)) {
      onTable = verb == Keyword.CREATE || verb == Keyword.DROP;
    } else if (keyword == Keyword.ON && onTable) {
      onTable = false;
      return !isOther(token);
    } else if (keyword == Keyword.TABLE) {
      definedTable = verb == Keyword.ANALYZE || isMutable(token, verb);
      return true;
    }
    return (keyword == Keyword.TABLES && isOfSeveral(verb))
        || (keyword == verb && isBeforeTable(token));
  }

  /** Verbs that a table follows. */
  private static boolean isBeforeTable(SqlLexer verb) {
    Keyword keyword = verb.keyword();
    if (keyword == Keyword.DESCRIBE || keyword == Keyword.DESC) {
      // MySQL takes a statement there, and how its plan is written
      Keyword next = Lookahead.keyword(verb);
      return !next.is(KeywordRole.VERB)
          && next != Keyword.FORMAT
          && !Lookahead.word(verb).equals("EXTENDED");
    }
    return keyword == Keyword.TRUNCATE || keyword == Keyword.COPY;
  }

  /** Whether TABLE reads all of a table: a query that need not say SELECT. */
  boolean isQuery(SqlLexer token) {
    if (token.keyword() != Keyword.TABLE || Lookahead.first(token) == '(') {
      return false;
    }
    return switch (token.previousSymbol()) {
      case '(' -> true;
      case ')' -> statement == Keyword.WITH && token.depth() == 0;
      default -> statement == Keyword.TABLE || token.previousKeyword() == Keyword.AS;
    };
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

  /** Not PostgreSQL's CREATE EVENT TRIGGER, which is on no table. */
  private static boolean isTrigger(SqlLexer token) {
    return token.keyword() == Keyword.TRIGGER && token.previousKeyword() != Keyword.NONE;
  }

  /** ON CLUSTER c of Oracle and ClickHouse, and what a trigger may be on. */
  private static boolean isOther(SqlLexer on) {
    return switch (Lookahead.word(on)) {
      case "CLUSTER" -> Characters.isWordStart(Lookahead.behindWord(on));
      case "DATABASE", "SCHEMA" -> true;
      default -> false;
    };
  }

  private static boolean isMutable(SqlLexer token, Keyword verb) {
    return verb == Keyword.ALTER && token.dialect() == SqlDialect.UNKNOWN;
  }
}
