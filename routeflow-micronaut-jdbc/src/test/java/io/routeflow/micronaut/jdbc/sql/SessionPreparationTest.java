package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in one text before the statement that it prepares the session for. */
final class SessionPreparationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET IDENTITY_INSERT orders ON; INSERT INTO orders VALUES (?) | INSERT | orders",
        "SET IDENTITY_INSERT [dbo].[orders] ON INSERT INTO dbo.orders VALUES (?) | INSERT |"
            + " dbo.orders",
        "SET IDENTITY_INSERT shop..orders OFF; UPDATE t SET a = ? | UPDATE | t",
        "SET ANSI_NULLS ON SET QUOTED_IDENTIFIER ON SELECT a FROM t WHERE b = ? | SELECT | t",
        "SET ANSI_NULLS ON; SET NOCOUNT ON; DELETE FROM t WHERE b = ? | DELETE | t",
        "SET ANSI_NULLS ON UPDATE t SET a = ? | UPDATE | t",
        "SET ARITHABORT ON DELETE t WHERE b = ? | DELETE | t",
        "SET ARITHABORT OFF DELETE FROM t WHERE b = ? | DELETE | t"
      })
  void aSwitchOfSqlServerDoesNotHideWhatFollows(String sql, String operation, String tables) {
    NormalizedSql normalized = SqlNormalizer.read(sql, SqlDialect.SQL_SERVER);
    assertThat(normalized.statement()).isEqualTo(sql);
    assertThat(normalized.operation()).isEqualTo(operation);
    assertThat(normalized.tables()).containsExactly(tables);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET tenant acme",
        "SET tenant",
        "SET tenant acme ON",
        "SET tenant = acme ON",
        "SET tenant ONE",
        "SET [tenant] ON",
        "SET IDENTITY_INSERT orders acme",
        "SET IDENTITY_INSERT 'x' acme ON",
        "SET IDENTITY_INSERT orders ON acme",
        "SET ANSI_NULLS ON acme",
        "ALTER LOGIN bob SET acme ON"
      })
  void aWordThatMayBeAValueLeavesTheVerbOnly(String sql) {
    for (SqlDialect dialect : SqlDialect.values()) {
      assertThat(SqlNormalizer.read(sql + "; SELECT 1", dialect).toString())
          .as("%s in %s", sql, dialect)
          .doesNotContain("acme", "tenant");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET QUOTED_IDENTIFIER OFF UPDATE users SET token = \"acme\" WHERE mail = \"acme\" | SET",
        "SET QUOTED_IDENTIFIER OFF; UPDATE users SET token = \"acme\" | SET",
        "SET NOCOUNT ON; SET QUOTED_IDENTIFIER OFF; UPDATE users SET token = \"acme\" | SET",
        "SET QUOTED_IDENTIFIER /* x */ OFF; UPDATE users SET token = \"acme\" | SET",
        "SET ANSI_NULLS, QUOTED_IDENTIFIER OFF; UPDATE users SET token = \"acme\" | SET",
        "set ansi_defaults off; UPDATE users SET token = \"acme\" | SET",
        "SELECT 1 SET QUOTED_IDENTIFIER OFF UPDATE users SET token = \"acme\" | SELECT",
        "IF @a = 1 SET QUOTED_IDENTIFIER, ANSI_NULLS OFF UPDATE users SET t = \"acme\" | IF",
        "SELECT 1 SET ANSI_NULLS, QUOTED_IDENTIFIER, ANSI_PADDING OFF UPDATE users SET token = \"acme\""
            + " | SELECT",
        "SELECT 1 SET ANSI_NULLS, QUOTED_IDENTIFIER /*x*/ OFF UPDATE users SET token = \"acme\""
            + " | SELECT",
        "UPDATE t SET a = 1 SET ANSI_NULLS, QUOTED_IDENTIFIER, ANSI_PADDING OFF SELECT \"acme\""
            + " | UPDATE"
      })
  void whatTurnsNamesInDoubleQuotesIntoStringsLeavesTheVerbOnly(String sql, String operation) {
    assertThat(SqlNormalizer.read(sql, SqlDialect.SQL_SERVER))
        .isEqualTo(NormalizedSql.verbOnly(operation));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET quoted_identifier = ?",
        "UPDATE t SET a = ?, quoted_identifier = ?, b = f(c, quoted_identifier, d)",
        "UPDATE quoted_identifier SET quoted_identifier.a = ?",
        "SELECT a, quoted_identifier, b FROM t",
        "SET NOCOUNT ON SELECT a, quoted_identifier, b FROM t"
      })
  void aColumnThatIsCalledLikeASwitchIsAColumn(String sql) {
    assertThat(SqlNormalizer.read(sql, SqlDialect.SQL_SERVER).statement()).isEqualTo(sql);
    assertThat(SqlNormalizer.read(sql, SqlDialect.UNKNOWN).statement()).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEGIN TRANSACTION; INSERT INTO orders VALUES (?) | INSERT",
        "BEGIN; UPDATE t SET a = ?; COMMIT | UPDATE",
        "BEGIN WORK; SELECT a FROM t | SELECT",
        "BEGIN IMMEDIATE TRANSACTION; DELETE FROM t | DELETE",
        "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY; SELECT a FROM t | SELECT",
        "START TRANSACTION; INSERT INTO t VALUES (?) | INSERT",
        "START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT a FROM t | SELECT",
        "SET NOCOUNT ON; BEGIN TRAN; MERGE INTO t USING u ON ? = ? WHEN MATCHED THEN DELETE | MERGE",
        "BEGIN; | BEGIN",
        "START TRANSACTION; | START",
        "BEGIN; COMMIT | COMMIT"
      })
  void theBeginningOfATransactionDoesNotHideWhatFollows(String sql, String operation) {
    NormalizedSql normalized = SqlNormalizer.read(sql, SqlDialect.SQL_SERVER);
    assertThat(normalized.operation()).isEqualTo(operation);
    assertThat(normalized.statement()).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL | BEGIN ATOMIC; SELECT 1; END",
        "SQL_SERVER | BEGIN UPDATE t SET a = 1; DELETE FROM u END",
        "SQL_SERVER | BEGIN TRY INSERT INTO t VALUES (1); END TRY",
        "ORACLE | BEGIN work; UPDATE t SET a = 1; END;",
        "UNKNOWN | BEGIN p(1); UPDATE t SET a = 1; END;"
      })
  void aBlockIsABlock(SqlDialect dialect, String sql) {
    assertThat(SqlNormalizer.read(sql, dialect).operation()).isEqualTo("BEGIN");
  }
}
