package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DB2 | SELECT a FROM orders WHERE b = ? FOR READ ONLY WITH RS USE AND KEEP UPDATE LOCKS"
            + " | orders",
        "UNKNOWN | ALTER TABLE orders UPDATE total = 5, n = 6 WHERE id = 1 | orders",
        "UNKNOWN | ALTER PROCEDURE p AS UPDATE stock SET n = 1 | stock",
        "MYSQL | ANALYZE TABLE t UPDATE HISTOGRAM ON a, b WITH 4 BUCKETS | t",
        "ORACLE | BEGIN IF :1 > 0 THEN UPDATE stock SET n = :2 WHERE id = :3; END IF; END; | stock",
        "MYSQL | CREATE PROCEDURE p() BEGIN IF a THEN UPDATE `stock` SET n = 1; END IF; END"
            + " | stock",
        "POSTGRESQL | MERGE INTO t USING (SELECT a FROM s) s ON t.a = s.a WHEN MATCHED THEN UPDATE"
            + " SET a = 1, b = 2 | t, s",
        "UNKNOWN | MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE * | t, s",
        "H2 | SELECT CASE WHEN a THEN update ELSE b END, c FROM t | t",
        "H2 | SELECT CASE WHEN a THEN update END, c FROM t | t"
      })
  void anUpdateThatChangesNoTableNamesNone(SqlDialect dialect, String sql, String tables) {
    CaseTable.hold(dialect, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT Id FROM Orders (NOLOCK) WHERE Id = 1 | Orders",
        "SELECT Id FROM Orders(nolock) o | Orders",
        "SELECT * FROM dbo.A (NOLOCK) JOIN dbo.B (NOLOCK) ON A.id = B.id | dbo.A, dbo.B",
        "SELECT * FROM A (NOLOCK), B (UPDLOCK, ROWLOCK) | A, B",
        "SELECT * FROM Orders(INDEX(ix)) | Orders",
        "SELECT * FROM Orders ( INDEX = ix ), C | Orders, C",
        "SELECT * FROM f(nolock.a), C | C",
        "SELECT * FROM f(@a) JOIN C ON 1 = 1 | C"
      })
  void aHintBehindATableIsNoArgument(String sql, String tables) {
    CaseTable.hold(SqlDialect.SQL_SERVER, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL | WITH x AS (TABLE u) TABLE x | u",
        "POSTGRESQL | TABLE u | u",
        "POSTGRESQL | CREATE TABLE t AS WITH x AS (SELECT a FROM u) SELECT * FROM (TABLE x) y | t, u",
        "POSTGRESQL | CREATE TABLE t AS TABLE u | t, u",
        "ORACLE | SELECT a FROM TABLE(f(1)) x, t | t",
        "ORACLE | CREATE TYPE x AS TABLE OF NUMBER | ''",
        "SQL_SERVER | CREATE TYPE x AS TABLE (a int, b int) | ''"
      })
  void aTableThatIsReadAsAWholeMayBeOneOfAWithClause(
      SqlDialect dialect, String sql, String tables) {
    CaseTable.hold(dialect, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MYSQL | ANALYZE TABLE a, b | a, b",
        "MYSQL | OPTIMIZE TABLE a, b | a, b",
        "MYSQL | ANALYZE TABLE t DROP HISTOGRAM ON a, b | t",
        "MYSQL | ANALYZE TABLE s, t COLUMNS a, b | s, t",
        "MYSQL | ANALYZE TABLE t INDEX i, j | t",
        "UNKNOWN | OPTIMIZE TABLE t FINAL DEDUPLICATE BY a, b, c | t",
        "MYSQL | ANALYZE SELECT * FROM a x, b y, c | a, b, c",
        "MYSQL | LOCK TABLES a READ, b WRITE | a, b",
        "MYSQL | DROP INDEX i ON t | t",
        "SQL_SERVER | DROP INDEX i ON t, j ON u | t",
        "POSTGRESQL | DROP INDEX i, j | ''",
        "MYSQL | CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1 | t",
        "POSTGRESQL | CREATE OR REPLACE TRIGGER x AFTER INSERT OR UPDATE OF a ON s.t FOR EACH ROW"
            + " EXECUTE FUNCTION f() | s.t",
        "POSTGRESQL | CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION f() | ''",
        "POSTGRESQL | DROP TRIGGER x ON t | t",
        "ORACLE | CREATE TRIGGER x AFTER LOGON ON DATABASE BEGIN INSERT INTO l VALUES (1); END; | l",
        "SQL_SERVER | CREATE TRIGGER x ON ALL SERVER FOR LOGON AS INSERT INTO l VALUES (1) | l",
        "POSTGRESQL | COPY t FROM STDIN | t",
        "POSTGRESQL | COPY s.t (a, b) FROM PROGRAM 'x' | s.t",
        "POSTGRESQL | COPY (SELECT a FROM t) TO STDOUT | t",
        "UNKNOWN | COPY INTO t FROM s | t, s",
        "POSTGRESQL | COPY t TO STDOUT | t",
        "POSTGRESQL | COPY \"t\"(a) FROM STDIN | t",
        "POSTGRESQL | COPY BINARY t FROM STDIN | t",
        "POSTGRESQL | COPY BINARY \"t\" TO STDOUT | t",
        "POSTGRESQL | COPY binary FROM STDIN | binary",
        "POSTGRESQL | COPY binary.t (a) FROM STDIN | binary.t",
        "UNKNOWN | COPY HISTORY t | ''",
        "MYSQL | DESCRIBE t | t",
        "MYSQL | DESC s.t a | s.t",
        "MYSQL | DESCRIBE SELECT a FROM t | t",
        "MYSQL | DESCRIBE PARTITIONS SELECT * FROM t | t",
        "MYSQL | DESC `t` | t",
        "UNKNOWN | DESCRIBE history; SELECT 1 FROM u | history, u",
        "UNKNOWN | DESCRIBE HISTORY t | ''",
        "UNKNOWN | DESCRIBE FUNCTION f | ''",
        "UNKNOWN | DESC USER bob | ''",
        "UNKNOWN | DESCRIBE QUERY SELECT a FROM t | t",
        "MYSQL | DESC FORMAT = JSON SELECT a FROM t | t",
        "POSTGRESQL | IMPORT FOREIGN SCHEMA s LIMIT TO (a, b) FROM SERVER x INTO y | ''",
        "UNKNOWN | IMPORT INTO t FROM CSV AT c | t",
        "MYSQL | IMPORT INTO t FROM SELECT * FROM u | t, u",
        "UNKNOWN | INSERT INTO FUNCTION remote('h', t) SELECT 1 | ''",
        "UNKNOWN | INSERT INTO function (a) VALUES (1) | function",
        "UNKNOWN | SELECT * FROM t LEFT ARRAY JOIN arr AS a, b JOIN u ON a = u.a | t, u",
        "ORACLE | CREATE INDEX i ON CLUSTER c | ''",
        "ORACLE | CREATE INDEX i ON t (a) | t",
        "MYSQL | CREATE INDEX i ON schema.t (a) | schema.t",
        "MYSQL | CREATE INDEX i ON database (a) | database",
        "ORACLE | CREATE TRIGGER x AFTER DROP ON hr.SCHEMA BEGIN INSERT INTO l VALUES (1); END; | l",
        "ORACLE | CREATE TRIGGER x AFTER DROP ON SCHEMA BEGIN INSERT INTO l VALUES (1); END; | l",
        "MYSQL | CREATE TRIGGER x AFTER INSERT ON schema.t FOR EACH ROW SET NEW.a = 1 | schema.t"
      })
  void whatIsDefinedOrDescribedIsATable(SqlDialect dialect, String sql, String tables) {
    CaseTable.hold(dialect, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL | SELECT a FROM \"we\"\"ird\" | we\"ird",
        "POSTGRESQL | SELECT a FROM s.\"\"\"x\"\"\"\"\" | s.\"x\"\"",
        "SQL_SERVER | SELECT a FROM [my ]]table] | my ]table",
        "SQL_SERVER | SELECT a FROM [my [table] | my [table",
        "MYSQL | SELECT a FROM `a``b` | a`b",
        "POSTGRESQL | SELECT a FROM U&\"d\\0061ta\" | d\\0061ta"
      })
  void aQuoteInAQuotedNameIsOne(SqlDialect dialect, String sql, String tables) {
    CaseTable.hold(dialect, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WITH FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END; SELECT f FROM t | SELECT",
        "WITH PROCEDURE p IS BEGIN NULL; END; FUNCTION f RETURN NUMBER IS BEGIN p; RETURN 1; END;"
            + " c AS (SELECT 1 FROM u) SELECT f FROM t | SELECT",
        "WITH function AS (SELECT 1 FROM u) SELECT f FROM t | SELECT"
      })
  void theFunctionsOfAQueryDoNotHideItsVerb(String sql, String operation) {
    assertThat(SqlNormalizer.read(sql, SqlDialect.ORACLE).operation()).isEqualTo(operation);
  }
}
