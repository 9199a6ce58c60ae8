package io.routeflow.micronaut.jdbc.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** In a list of what is returned, words that lead to tables elsewhere may name columns. */
final class OutputListsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT a order_no FROM t | t",
        "SELECT count(*) total, a key, b first, c value FROM orders | orders",
        "SELECT count(*) update, b FROM t, u | t, u",
        "SELECT a update, b FROM t | t",
        "SELECT ? update, b FROM t | t",
        "SELECT 1 update, b FROM t | t",
        "SELECT 'x' update, b FROM t | t",
        "SELECT CASE WHEN a THEN b END update, c FROM t | t",
        "SELECT (SELECT max(a) update, b FROM u) update, c FROM t | u, t",
        "WITH c AS (SELECT 1 FROM x) SELECT count(*) delete FROM c | x",
        "WITH c AS (SELECT 1 FROM x) SELECT (a) merge, d FROM c JOIN e USING (id) | x, e",
        "WITH c AS (SELECT (a) insert, b update, d FROM x) SELECT a upsert, d FROM c, e | x, e",
        "INSERT INTO t SELECT (a) replace, b update, c FROM u, v | t, u, v",
        "SELECT a using, b join, c table FROM t | t",
        "SELECT count(*) update; DELETE FROM t | t",
        "SELECT count(*) update UNION SELECT a FROM t, u | t, u"
      })
  void aWordWithoutAsNamesAColumn(String sql, String tables) {
    for (SqlDialect dialect : SqlDialect.values()) {
      if (!dialect.has(DialectFeature.BARE_ARGUMENTS)) {
        CaseTable.hold(dialect, sql, tables);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT a distinct FROM t | t",
        "SELECT count(*) distinct FROM t, u | t, u",
        "SELECT DISTINCT a distinct FROM t | t",
        "SELECT a IS DISTINCT FROM b, c FROM t | t",
        "SELECT a IS NOT DISTINCT FROM b distinct FROM t | t",
        "SELECT a FROM t WHERE a IS DISTINCT FROM b | t"
      })
  void distinctIsAnOperatorBehindIsAlone(String sql, String tables) {
    CaseTable.hold(SqlDialect.POSTGRESQL, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE t SET a = 1 RETURNING a AS from, b | t",
        "UPDATE t SET a = 1 RETURNING count(*) update, b, c | t",
        "INSERT INTO t VALUES (1) RETURNING a AS into, b AS join, c delete, d | t",
        "DELETE FROM t RETURNING a using, b, c | t",
        "DELETE FROM t USING u RETURNING (a) using, b, c | t, u",
        "DELETE FROM t RETURNING a AS from, (SELECT max(b) FROM u) | t, u",
        "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE RETURNING a using, b | t, u",
        "WITH d AS (DELETE FROM t RETURNING a AS from, b) INSERT INTO u SELECT a FROM d | t, u",
        "SELECT JSON_VALUE(a, '$' RETURNING int) AS from, b FROM t | t",
        "DELETE FROM t RETURNING a; INSERT INTO u SELECT b FROM v | t, u, v"
      })
  void soItDoesBehindReturning(String sql, String tables) {
    CaseTable.hold(SqlDialect.POSTGRESQL, sql, tables);
    CaseTable.hold(SqlDialect.SQLITE, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEGIN INSERT INTO t (a) VALUES (1) RETURNING id INTO v_id; END; | t",
        "UPDATE t SET a = 1 RETURNING id, b BULK COLLECT INTO ids, bs | t",
        "BEGIN DELETE FROM t RETURNING id INTO v_id; INSERT INTO u VALUES (v_id); END; | t, u"
      })
  void whatReturningGoesIntoIsNoTable(String sql, String tables) {
    CaseTable.hold(SqlDialect.ORACLE, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL | CREATE TABLE x AS SELECT a index FROM t JOIN u ON t.a = u.a | x, t, u",
        "POSTGRESQL | CREATE VIEW v AS SELECT index FROM t JOIN u ON t.a = u.a | t, u",
        "MYSQL | CREATE VIEW v AS SELECT a FROM t USE INDEX (i) JOIN u ON t.a = u.a | t, u",
        "MYSQL | CREATE TABLE x AS SELECT a FROM t FORCE INDEX (i) JOIN u ON t.a = u.a | x, t, u",
        "MYSQL | CREATE INDEX i ON t (a) | t",
        "POSTGRESQL | CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY t (a) | t",
        "SQLITE | SELECT a with FROM t | t"
      })
  void aColumnOrAHintDefinesNothing(SqlDialect dialect, String sql, String tables) {
    CaseTable.hold(dialect, sql, tables);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"SQL_SERVER", "UNKNOWN"})
  void whereStatementsNeedNoSemicolonAVerbBeginsOne(SqlDialect dialect) {
    CaseTable.hold(dialect, "SELECT @a = (1) UPDATE t SET b = @a", "t");
    CaseTable.hold(
        dialect, "WITH c AS (SELECT 1 AS a) SELECT (a) FROM c DELETE t WHERE a = 1", "t");
  }
}
