package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NPlusOneRuleTest {
  private final SqlNormalizer normalizer = new SqlNormalizer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT title FROM book WHERE id = 1",
        "WITH b AS (SELECT id FROM book) SELECT id FROM b WHERE id = 1",
        "SELECT price_of(1)",
        "SELECT * FROM prices_of(1)",
        "INSERT INTO book (title) VALUES ('a')",
        "INSERT INTO book (id, title) VALUES (NEXT VALUE FOR book_seq, 'a')",
        "INSERT INTO book (id, title) VALUES (nextval('book_seq'), 'a') RETURNING id",
        "UPDATE book SET title = 'a' WHERE id = 1",
        "DELETE FROM book WHERE id = 1",
        "MERGE INTO book USING dual ON (id = 1) WHEN MATCHED THEN UPDATE SET title = 'a'",
        "REPLACE INTO book (id) VALUES (1)",
        "{call restock(?)}",
        "EXEC restock 1",
        "SELECT next_valuation_at FROM property WHERE id = 1",
        "UPDATE property SET next_valuation_at = 1 WHERE id = 2",
        "UPDATE property SET a = 1 WHERE next_val = 2",
        "SELECT id FROM property WHERE next_val = 1",
        "SELECT id AS next_val FROM property WHERE id = 1",
        "SELECT next_val(id) FROM property",
        "SELECT a next_val FROM property WHERE id = 1",
        "SELECT coalesce(a, next_val) FROM property WHERE id = 1",
        "SELECT id, (SELECT next_val FROM book_seq) FROM property",
        "SELECT identity FROM person WHERE id = 1",
        "SELECT identity_of(1)",
        "CALL last_insert_idle(1)",
        "EXEC nextval_report 1",
        "SELECT nextval FROM prices WHERE id = 1",
        "SELECT s.NEXTVAL, o.id FROM orders o WHERE id = 1",
        "SELECT title, nextval('s') FROM book WHERE id = 1",
        "select m1_0.current_value from meter m1_0 where m1_0.id=?",
        "SELECT m.next_value FROM meter m WHERE m.id = 1",
        "SELECT m.prev_value AS v FROM meter m WHERE m.id = 1"
      })
  void theRuleAppliesToWhatReadsOrWritesRows(String text) {
    assertThat(NPlusOneRule.applies(normalized(text, SqlDialect.UNKNOWN))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "START TRANSACTION",
        "COMMIT",
        "ROLLBACK",
        "ROLLBACK TO SAVEPOINT s1",
        "SAVEPOINT s1",
        "RELEASE SAVEPOINT s1",
        "SET search_path TO tenant1",
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SET autocommit = 0",
        "USE tenant1",
        "ALTER SESSION SET CURRENT_SCHEMA = tenant1",
        "SHOW TRANSACTION ISOLATION LEVEL",
        "RESET ALL",
        "DISCARD ALL",
        "CREATE TABLE t (a INT)",
        "SELECT 1",
        "SELECT 1 FROM dual",
        "SELECT 1 FROM SYSIBM.SYSDUMMY1",
        "VALUES 1",
        "SELECT CURRENT_TIMESTAMP",
        "SELECT @@IDENTITY",
        "SELECT set_config('app.tenant', 'a', true)",
        "EXEC sp_set_session_context 'tenant', 1",
        "SELECT nextval('book_seq')",
        "SELECT currval('book_seq')",
        "SELECT lastval()",
        "SELECT book_seq.NEXTVAL FROM DUAL",
        "SELECT NEXT VALUE FOR book_seq",
        "CALL NEXT VALUE FOR book_seq",
        "VALUES NEXT VALUE FOR book_seq",
        "SELECT GEN_ID(book_seq, 1) FROM RDB$DATABASE",
        "SELECT LAST_INSERT_ID()",
        "SELECT SCOPE_IDENTITY()",
        "CALL IDENTITY()",
        "select next_val as id_val from book_seq for update",
        "update book_seq set next_val= 2 where next_val=1",
        "SELECT DISTINCT next_val FROM book_seq",
        "SELECT max(next_val) FROM book_seq",
        "SELECT `next_val` FROM book_seq",
        "select tbl.next_val from keys tbl where tbl.sequence_name=? for update",
        "update keys set next_val=?  where next_val=? and sequence_name=?",
        "SELECT NEXT VALUE FOR s FROM INFORMATION_SCHEMA.SYSTEM_USERS",
        "select s.nextval from sys.dummy",
        "select s.nextval from informix.systables where tabid=1",
        "select next_value of s from system.onerow",
        "VALUES NEXTVAL FOR s",
        "SELECT PREVIOUS VALUE FOR s FROM sysibm.sysdummy1",
        "SELECT nextval('s') FROM generate_series(1, 50)",
        "SELECT schema1.s.NEXTVAL FROM dual CONNECT BY LEVEL <= 50",
        "SELECT 1 FROM sys.dummy",
        "SELECT IDENTITY_VAL_LOCAL() FROM SYSIBM.SYSDUMMY1",
        "select current_value of s from system.onerow",
        "VALUES PREVVAL FOR s",
        "SELECT s.PREVVAL FROM t",
        "WHILE",
        "IF 1 = 1 COMMIT",
        "DECLARE x INT"
      })
  void whatDriversAndFrameworksRunByThemselvesIsNot(String text) {
    assertThat(NPlusOneRule.applies(normalized(text, SqlDialect.UNKNOWN))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SQL_SERVER | IF NOT EXISTS (SELECT 1 FROM stock WHERE id=?) INSERT INTO stock VALUES (?,?)"
            + " ELSE UPDATE stock SET a = ? WHERE id = ?",
        "SQL_SERVER | BEGIN TRY INSERT INTO t VALUES (1) END TRY BEGIN CATCH THROW END CATCH",
        "SQL_SERVER | WHILE @i < 5 BEGIN INSERT INTO t VALUES (@i) END",
        "ORACLE | BEGIN INSERT INTO orders VALUES (s.NEXTVAL) RETURNING id INTO ?; END;",
        "ORACLE | DECLARE x NUMBER; BEGIN SELECT a INTO x FROM t; UPDATE u SET a = x; END;",
        "POSTGRESQL | DECLARE c CURSOR FOR SELECT a FROM t WHERE b = 1"
      })
  void aBlockThatNamesATableReadsOrWritesRows(SqlDialect dialect, String text) {
    assertThat(NPlusOneRule.applies(normalized(text, dialect))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SQL_SERVER | IF @@TRANCOUNT > 0 COMMIT TRAN",
        "SQL_SERVER | BEGIN TRAN",
        "ORACLE | BEGIN DBMS_SESSION.SET_IDENTIFIER(?); END;",
        "ORACLE | BEGIN SELECT s.NEXTVAL INTO ? FROM dual; END;"
      })
  void aBlockWithoutATableIsOfTheSession(SqlDialect dialect, String text) {
    assertThat(NPlusOneRule.applies(normalized(text, dialect))).isFalse();
  }

  @Test
  void aBlockThatIsTooLongToBeShownReadsOrWritesRows() {
    String text = "BEGIN UPDATE t SET " + "a = a, ".repeat(500) + "b = b; END;";
    NormalizedSql cut = normalized(text, SqlDialect.ORACLE);

    assertThat(cut.isWhole()).isFalse();
    assertThat(NPlusOneRule.applies(cut)).isTrue();
  }

  @Test
  void whatPreparesTheSessionForAnInsertDoesNotHideIt() {
    String text = "SET NOCOUNT ON; INSERT INTO orders VALUES (5)";

    assertThat(NPlusOneRule.applies(normalized(text, SqlDialect.SQL_SERVER))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT", "UPDATE t SET b = 1 WHERE c IN (SELECT"})
  void aStatementThatIsTooLongToBeShownIsNoHousekeeping(String start) {
    String columns = "next_val, nextval('s')" + ", next_val".repeat(500);
    String close = start.contains("(") ? ")" : "";
    NormalizedSql cut = normalized(start + " " + columns + " FROM t" + close, SqlDialect.H2);

    assertThat(cut.isWhole()).isFalse();
    assertThat(NPlusOneRule.applies(cut)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void statementsThatAreNotUnderstoodLookTheSameWithoutBeingIt(SqlDialect dialect) {
    NormalizedSql cut = normalized("SELECT a FROM b WHERE c = 'never closed", dialect);

    assertThat(cut.statement()).isEqualTo(cut.operation());
    assertThat(NPlusOneRule.applies(cut)).isFalse();
  }

  /** What double quotes hold may be a value there, so that these texts lose their tables. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "UNKNOWN | DELETE FROM \"A\"",
        "UNKNOWN | DELETE FROM shop.\"A\" WHERE id = 1",
        "UNKNOWN | SELECT COUNT(id) FROM \"A\"",
        "UNKNOWN | SELECT * FROM orders o, \"A\" a WHERE a.id = 1",
        "UNKNOWN | INSERT INTO \"A\" (id) VALUES (1)",
        "UNKNOWN | UPDATE \"A\" SET a = 1",
        "UNKNOWN | CALL \"A\"(1)",
        "UNKNOWN | {call \"A\"(1)}",
        "UNKNOWN | MERGE INTO \"A\" USING b ON (1 = 1) WHEN MATCHED THEN DELETE",
        "MYSQL | DELETE FROM \"A\"",
        "MYSQL | UPDATE \"A\" SET a = 1",
        "SQLITE | DELETE FROM 'a'",
        "SQLITE | INSERT INTO 'a' VALUES (1)"
      })
  void statementsWhoseTableIsHiddenLookTheSameWithoutBeingIt(SqlDialect dialect, String text) {
    NormalizedSql hidden = normalized(text, dialect);

    assertThat(hidden.nameHidden()).isTrue();
    assertThat(NPlusOneRule.applies(hidden)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "UNKNOWN | DELETE FROM a WHERE b = \"x\"",
        "UNKNOWN | SELECT \"x\", a FROM a LIMIT 5, 10",
        "UNKNOWN | SELECT EXTRACT(YEAR FROM '2020-01-01') FROM a",
        "UNKNOWN | CALL p(\"x\", 'y')",
        "SQLITE | DELETE FROM \"a\" WHERE b = 'x'",
        "SQL_SERVER | DELETE TOP 5 a WHERE b = 'x'",
        "SQL_SERVER | UPDATE TOP (5) a SET b = 'x'",
        "MYSQL | SELECT TRIM(BOTH 'x' FROM 'y'), \"z\" FROM a"
      })
  void aValueElsewhereHidesNoTable(SqlDialect dialect, String text) {
    NormalizedSql named = normalized(text, dialect);

    assertThat(named.nameHidden()).isFalse();
    assertThat(NPlusOneRule.applies(named)).isTrue();
  }

  @Test
  void aTextThatIsTooLongToBeShownMayHideItsTableToo() {
    NormalizedSql cut =
        normalized("SELECT " + "a, ".repeat(1_000) + "b FROM \"A\"", SqlDialect.UNKNOWN);

    assertThat(cut.isWhole()).isFalse();
    assertThat(NPlusOneRule.applies(cut)).isFalse();
  }

  @Test
  void aBatchOfSeveralStatementsIsNot() {
    assertThat(
            NPlusOneRule.applies(
                new NormalizedSql("INSERT INTO a; DELETE FROM b", "BATCH", List.of("a"))))
        .isFalse();
  }

  private NormalizedSql normalized(String text, SqlDialect dialect) {
    return normalizer.normalize(text, dialect);
  }
}
