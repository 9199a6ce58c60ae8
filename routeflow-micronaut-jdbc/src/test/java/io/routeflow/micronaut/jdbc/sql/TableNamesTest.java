package io.routeflow.micronaut.jdbc.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are tables, where the same word or name may mean something else. */
final class TableNamesTest {

  /** Only SQL Server changes through a WITH clause, and MySQL names there what is only read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL | WITH notes AS (SELECT 1 AS a) INSERT INTO notes SELECT a FROM notes | notes",
        "POSTGRESQL | WITH notes AS (SELECT 1 AS a) DELETE FROM notes | notes",
        "POSTGRESQL | WITH n AS (SELECT 1 AS a) UPDATE n SET a = m.a FROM n AS m, i | n, i",
        "POSTGRESQL | WITH n AS (SELECT a FROM i) SELECT a INTO n FROM n | i, n",
        "POSTGRESQL | WITH n AS (SELECT 1 AS a) MERGE INTO n USING n m ON true | n",
        "SQLITE | WITH notes AS (SELECT 1 AS a) INSERT INTO notes SELECT a FROM notes | notes",
        "SQLITE | WITH notes AS (SELECT 1 AS a) REPLACE INTO notes SELECT a FROM notes | notes",
        "SQLITE | WITH notes AS (SELECT 1 AS a) DELETE FROM notes | notes",
        "SQLITE | WITH notes AS (SELECT 1 AS a) UPDATE notes SET a = 1 | notes",
        "H2 | WITH notes AS (SELECT 1 AS a) INSERT INTO notes SELECT a FROM notes | notes",
        "SQL_SERVER | WITH n AS (SELECT a FROM t) UPDATE n SET a = 1 | t",
        "SQL_SERVER | WITH n AS (SELECT a FROM t) DELETE FROM n | t",
        "SQL_SERVER | WITH n AS (SELECT a FROM t) SELECT a INTO n FROM n | t, n",
        "MYSQL | WITH n AS (SELECT a FROM t) UPDATE n JOIN u ON u.a = n.a SET u.a = 1 | t, u"
      })
  void theTargetOfAStatementIsATableThoughAWithClauseHasItsName(
      SqlDialect dialect, String sql, String tables) {
    CaseTable.hold(dialect, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT a AS from, b FROM edges | edges",
        "SELECT a AS update, b AS into, c AS table, d AS using FROM edges | edges",
        "SELECT a AS select, b AS with, c AS join FROM edges AS e, t | edges, t",
        "SELECT a AS values, (SELECT b AS from FROM u) AS delete FROM edges | u, edges",
        "SELECT a AS insert UNION ALL SELECT b AS from FROM edges | edges",
        "INSERT INTO t SELECT a AS from FROM edges | t, edges",
        "CREATE TABLE t AS SELECT a AS from FROM edges | t, edges",
        "CREATE VIEW v AS WITH c AS (SELECT 1 AS from FROM t) SELECT a AS from FROM c | t",
        "SELECT CAST(a AS int) AS from FROM edges | edges",
        "WITH c AS (SELECT 1), d AS (SELECT 2 AS from FROM t) SELECT * FROM c, d, e | t, e",
        "SELECT 1 AS from; CREATE TABLE t AS TABLE u | t, u"
      })
  void aWordBehindAsInASelectListIsAName(String sql, String tables) {
    for (SqlDialect dialect : SqlDialect.values()) {
      CaseTable.hold(dialect, sql, tables);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE FROM o, i USING orders o JOIN items i ON o.id = i.id | orders, items",
        "DELETE FROM o USING orders o JOIN items i USING (id) | orders, items",
        "DELETE FROM orders, items USING orders JOIN items JOIN notes | orders, items, notes",
        "DELETE o, i FROM orders o JOIN items i ON o.id = i.id | orders, items",
        "DELETE FROM o.*, i.* USING orders o, items i | orders, items",
        "SELECT 1 FROM i; DELETE FROM o, i USING orders o, items i | i, orders, items"
      })
  void whatMySqlDeletesFromIsNamedByTheListBehind(String sql, String tables) {
    CaseTable.hold(SqlDialect.MYSQL, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MYSQL | INSERT INTO t (a) SELECT a FROM s ON DUPLICATE KEY UPDATE n = s.n, m = s.m | t, s",
        "MYSQL | INSERT INTO t SELECT * FROM s, u ON DUPLICATE KEY UPDATE a = 1, b = 2 | t, s, u",
        "H2 | INSERT INTO t (a) SELECT a FROM s ON DUPLICATE KEY UPDATE n = s.n, m = s.m | t, s",
        "MYSQL | INSERT INTO t (a) SELECT a FROM duplicate, u | t, duplicate, u",
        "MYSQL | SELECT a FROM t duplicate, u | t, u",
        "MYSQL | SELECT a, b FROM t INTO x, y | t",
        "SQL_SERVER | DELETE TOP (1) FROM q WITH (READPAST) OUTPUT deleted.a, deleted.b | q",
        "SQL_SERVER | DELETE FROM t OUTPUT deleted.a, deleted.b INTO log (a, b) FROM t JOIN u ON"
            + " t.a = u.a | t, log, u",
        "SQL_SERVER | MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE OUTPUT"
            + " deleted.a, deleted.b | t, s",
        "SQL_SERVER | MERGE INTO t USING (SELECT a FROM s) s ON t.a = s.a WHEN MATCHED THEN DELETE"
            + " OUTPUT $action, deleted.a, deleted.b INTO log | t, s, log",
        "SQL_SERVER | INSERT INTO l SELECT a FROM (DELETE FROM t OUTPUT deleted.a, deleted.b) d"
            + " | l, t",
        "SQL_SERVER | SELECT a FROM output, t | output, t",
        "SQL_SERVER | SELECT a FROM t output, u | t, u",
        "H2 | DELETE FROM t output, u | t, u",
        "ORACLE | DELETE FROM t RETURN a, b INTO x, y | t",
        "ORACLE | UPDATE t SET a = 1 RETURN a INTO x | t",
        "ORACLE | BEGIN DELETE FROM t RETURN a, b INTO x, y; INSERT INTO u VALUES (1); END; | t, u",
        "ORACLE | CREATE FUNCTION f RETURN NUMBER IS BEGIN INSERT INTO t VALUES (1); END; | t"
      })
  void aListOfTablesEndsWhereAnotherClauseBegins(SqlDialect dialect, String sql, String tables) {
    CaseTable.hold(dialect, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM {oj orders o LEFT OUTER JOIN items i ON o.id = i.id} | orders, items",
        "SELECT * FROM {OJ (orders o LEFT OUTER JOIN items i ON a = b)}, t | orders, items, t",
        "SELECT * FROM a, { oj b LEFT OUTER JOIN c ON b.id = c.id } WHERE d = 1 | a, b, c",
        "SELECT * FROM oj, t | oj, t"
      })
  void theEscapeOfAnOuterJoinHasTables(String sql, String tables) {
    for (SqlDialect dialect : SqlDialect.values()) {
      CaseTable.hold(dialect, sql, tables);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE p PARTITION OF t FOR VALUES FROM (MINVALUE) TO (10) | p",
        "ALTER TABLE t ATTACH PARTITION p FOR VALUES FROM (MINVALUE, 1) TO (MAXVALUE, 2) | t",
        "CREATE VIEW v AS SELECT values FROM t, u | t, u"
      })
  void theBoundOfAPartitionIsNoTable(String sql, String tables) {
    CaseTable.hold(SqlDialect.POSTGRESQL, sql, tables);
  }
}
