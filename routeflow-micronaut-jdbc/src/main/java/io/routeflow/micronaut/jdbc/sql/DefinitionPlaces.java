package io.routeflow.micronaut.jdbc.sql;

/**
 * Finds the words that lead to the table of a statement that reads and writes no rows, or all of
 * them: {@code CREATE TABLE t}, {@code CREATE INDEX i ON t}, {@code LOCK TABLES t}, {@code SHOW
 * COLUMNS FROM t}, {@code COPY t FROM STDIN}. Not thread-safe.
 */
final class DefinitionPlaces {
  /** Whether ON leads to the table. */
  private boolean onTable;

  /** Whether a trigger is defined, which may be on more than a table. */
  private boolean trigger;

  private boolean columnsShown;

  /** Whether a table is being defined in which other words than elsewhere are plain. */
  private boolean definedTable;

  /** Whether a table is being altered where no statement can follow without a semicolon. */
  private boolean alteredTable;

  /** Whether the statement is IMPORT FOREIGN SCHEMA. */
  private boolean imported;

  private Keyword statement = Keyword.NONE;

  /** Takes the beginning of a statement. */
  void begin(Keyword verb) {
    statement = verb;
    onTable = false;
    trigger = false;
    columnsShown = false;
    definedTable = false;
    alteredTable = false;
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
        || isOfTablesAlone(statement);
  }

  /**
   * Whether what ends a table's name ends the list of tables, too, so that columns may follow.
   *
   * @param verb that of the query where MariaDB analyzes one
   */
  static boolean endsTables(SqlLexer behindName, Keyword verb) {
    return isOfTablesAlone(verb) && behindName.symbol() != ',';
  }

  private static boolean isOfTablesAlone(Keyword statement) {
    return statement == Keyword.ANALYZE || statement == Keyword.OPTIMIZE;
  }

  /**
   * Whether FROM, outside of a query, names a user, a cursor, a server, a program or the bound of a
   * partition.
   *
   * @param verb that of the statement, or of the query in it that has begun
   */
  static boolean hasOtherFrom(SqlLexer from, Keyword statement, Keyword verb) {
    if (statement == Keyword.REVOKE || statement == Keyword.FETCH || isBound(from, verb)) {
      return true;
    }
    boolean copied = statement == Keyword.COPY && from.dialect() == SqlDialect.POSTGRESQL;
    return (copied || verb == Keyword.IMPORT) && from.depth() == 0;
  }

  /** Whether INTO names a schema. */
  boolean isIntoSchema() {
    return imported;
  }

  /**
   * Whether a verb says what happens to the table that was named, as ClickHouse's ALTER TABLE t
   * UPDATE a = 1 and MySQL's ANALYZE TABLE t UPDATE HISTOGRAM ON a, b, or names a column of it:
   * ALTER TABLE t ADD update BOOLEAN.
   */
  boolean isOfDefinedTable(SqlLexer verb) {
    Keyword before = verb.previousKeyword();
    boolean added = before == Keyword.ADD || before == Keyword.COLUMN;
    return alteredTable
        || (definedTable && verb.keyword() == Keyword.UPDATE)
        || (added && statement == Keyword.ALTER);
  }

  /** Whether a word leads to what is shown of, as FROM does: MySQL's SHOW COLUMNS IN t. */
  boolean isFromOfShow(Keyword keyword) {
    return keyword == Keyword.IN && statement == Keyword.SHOW;
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
      trigger = keyword == Keyword.TRIGGER;
    } else if (keyword == Keyword.ON && onTable) {
      onTable = false;
      return !isOther(token);
    } else if (keyword == Keyword.TABLE) {
      definedTable = verb == Keyword.ANALYZE || isMutable(token, verb);
      alteredTable = verb == Keyword.ALTER && !token.dialect().has(DialectFeature.BARE_ARGUMENTS);
      return true;
    }
    return (keyword == Keyword.TABLES && isOfSeveral(verb))
        || (keyword == verb && isBeforeTable(token));
  }

  /** Verbs that a table follows. */
  private static boolean isBeforeTable(SqlLexer verb) {
    Keyword keyword = verb.keyword();
    if (keyword == Keyword.DESCRIBE || keyword == Keyword.DESC) {
      return isDescribed(verb);
    }
    return keyword == Keyword.TRUNCATE || (keyword == Keyword.COPY && isCopied(verb));
  }

  /** Not the kind of an object, nor a statement of MySQL or how its plan is written. */
  private static boolean isDescribed(SqlLexer verb) {
    if (!Characters.isWordStart(Lookahead.first(verb))) {
      return true;
    }
    char behind = Lookahead.behindWord(verb);
    boolean ended = behind == '\0' || behind == ';';
    return behind == '.' || (ended && !Lookahead.keyword(verb).is(KeywordRole.VERB));
  }

  /** Not how, or what kind of object, is copied. */
  private static boolean isCopied(SqlLexer verb) {
    boolean quoted = !Characters.isWordStart(Lookahead.first(verb));
    if (quoted || Lookahead.keyword(verb) == Keyword.BINARY) {
      return true;
    }
    char behind = Lookahead.behindWord(verb);
    return behind == '.' || behind == '(' || TableWords.isDirection(Lookahead.wordBehind(verb));
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
  private static boolean isBound(SqlLexer from, Keyword verb) {
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
  private boolean isOther(SqlLexer on) {
    char behind = Lookahead.behindWord(on);
    if (Lookahead.word(on).equals("CLUSTER")) {
      return Characters.isWordStart(behind);
    }
    if (!trigger) {
      return false;
    }
    return switch (behind) {
      case '(' -> false;
      // of a user: ON hr.SCHEMA
      case '.' -> on.dialect() == SqlDialect.ORACLE && Lookahead.wordBehind(on).equals("SCHEMA");
      default -> Lookahead.word(on).equals("DATABASE") || Lookahead.word(on).equals("SCHEMA");
    };
  }

  private static boolean isMutable(SqlLexer token, Keyword verb) {
    return verb == Keyword.ALTER && token.dialect() == SqlDialect.UNKNOWN;
  }
}
