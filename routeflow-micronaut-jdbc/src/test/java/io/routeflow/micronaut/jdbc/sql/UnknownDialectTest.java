package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an unknown database may read as data or as a comment, though most read names there. */
final class UnknownDialectTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO users (name, city) FORMAT CSV acme,Berlin",
        "INSERT INTO users FORMAT TSV acme",
        "INSERT INTO users\n  format JSONEachRow\n acme",
        "INSERT INTO users (name) SETTINGS async_insert = 1 FORMAT CSV acme",
        "INSERT INTO users SELECT a FROM input('a String') FORMAT CSV acme",
        "WITH c AS (SELECT 1) INSERT INTO users SELECT a FROM c FORMAT CSV acme",
        "SET a = 1; INSERT INTO users FORMAT /* rows */ CSV acme"
      })
  void rowsThatStandInTheTextAsTheyAreLeaveTheVerbOnly(String sql) {
    NormalizedSql normalized = read(sql);
    assertThat(normalized).isEqualTo(NormalizedSql.verbOnly(normalized.operation()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t (format, a) VALUES (?)",
        "INSERT INTO t SELECT format FROM u",
        "INSERT INTO t SELECT a, format b FROM u",
        "INSERT INTO t SELECT u.format f FROM u",
        "INSERT INTO t SELECT a AS format, b FROM u",
        "INSERT INTO format SELECT a FROM format WHERE b = ?",
        "INSERT INTO t FORMAT Values (?)",
        "INSERT INTO t SELECT a FROM u; SELECT a FROM t FORMAT JSON",
        "SELECT a FROM t FORMAT JSONEachRow",
        "UPDATE t SET format = ?"
      })
  void aFormatThatNoRowsFollowIsAWord(String sql) {
    assertThat(read(sql).statement()).isEqualTo(sql);
  }

  private static NormalizedSql read(String sql) {
    return SqlNormalizer.read(sql, SqlDialect.UNKNOWN);
  }
}
