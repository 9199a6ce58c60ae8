package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "INSERT INTO users FORMAT `CSV` acme",
        "INSERT INTO users FORMAT CSV 1,acme",
        "EXPLAIN INSERT INTO users FORMAT CSV acme",
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
        "INSERT INTO t FORMAT RowBinary",
        "INSERT INTO t FORMAT JSONEachRow; SELECT a FROM t",
        "INSERT INTO t SELECT a FROM u WHERE format ILIKE ?",
        "INSERT INTO t SELECT a FROM u WHERE format REGEXP ?",
        "INSERT INTO format VALUE (?, ?)",
        "INSERT INTO t SELECT a FROM u; SELECT a FROM t FORMAT JSON",
        "SELECT a FROM t FORMAT JSONEachRow",
        "UPDATE t SET format = ?"
      })
  void aFormatThatNoRowsFollowIsAWord(String sql) {
    assertThat(read(sql).statement()).isEqualTo(sql);
  }

  /** Informix has comments in curly brackets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM users { find account of acme } WHERE id = 5",
        "SELECT id FROM users {acme} WHERE id = 5",
        "SELECT id { call acme } FROM users",
        "SELECT id { note: acme } FROM users",
        "SELECT id {note: see acme} FROM users",
        "SELECT id {d acme} FROM users",
        "SELECT id {t: see acme} FROM users",
        "SELECT id { limit of acme } FROM users",
        "{ for acme } SELECT id FROM users",
        "SELECT id {5, see acme} FROM users",
        "SELECT id { 5 acme } FROM users",
        "SELECT id { ticket: 4711 acme } FROM users",
        "SELECT id { note: 'x' acme } FROM users",
        "SELECT id {- acme} FROM users"
      })
  void aCurlyBracketThatMayOpenACommentLeavesTheVerbOnly(String sql) {
    NormalizedSql normalized = read(sql);
    assertThat(normalized).isEqualTo(NormalizedSql.verbOnly(normalized.operation()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{call p(?)}",
        "{ CALL s.p }",
        "{? = call f(?)}",
        "SELECT ?; {call p(?)}",
        "SELECT a FROM t WHERE b = {d ?} AND c = {ts ?} AND d = { t ? }",
        "SELECT {fn now()} FROM {oj t LEFT OUTER JOIN u ON t.a = u.a}",
        "SELECT a FROM t WHERE b LIKE ? {escape ?} {limit ?}",
        "SELECT a FROM t WHERE b = {id:UInt32} AND c = {c: Array(String)} AND d IN {d:Identifier}",
        "SELECT {?: a, ?: b}, {a: ?}, {}"
      })
  void whatElseACurlyBracketOpensStays(String sql) {
    assertThat(read(sql).statement()).isEqualTo(sql);
  }

  /** Cassandra has sets and maps in them, and values of types. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{3} | {?}",
        "{-1} | {?}",
        "{ 1.5, 2 } | { ?, ? }",
        "{:a} | {?}",
        "{ :a, ? } | { ?, ? }",
        "{ street: 'x', zip : 1 } | { street: ?, zip : ? }",
        "{ d: 1 } | { d: ? }",
        "{1: 'it''s'} | {?: ?}"
      })
  void valuesInCurlyBracketsStay(String values, String shown) {
    NormalizedSql normalized = read("UPDATE ks.t SET tags = " + values + " WHERE id = 5");
    assertThat(normalized.statement())
        .isEqualTo("UPDATE ks.t SET tags = " + shown + " WHERE id = ?");
    assertThat(normalized.tables()).containsExactly("ks.t");
  }

  /** BigQuery has strings between three quotes, in which one quote is a character. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '''a ' acme ' b''' FROM t",
        "SELECT \"\"\"a \" acme \" b\"\"\" FROM t",
        "SELECT B'''a ' acme ' b''' FROM t",
        "SELECT ''''' acme ''''' FROM t",
        "SELECT '''' acme ''' FROM t",
        "SELECT '''' acme ' b''' FROM t",
        "SELECT \"\"\"\" acme \" b\"\"\" FROM t",
        "SELECT '''' acme \\'' ' b''' FROM t"
      })
  void aStringThatOpensWithThreeQuotesLeavesTheVerbOnly(String sql) {
    assertThat(read(sql)).isEqualTo(NormalizedSql.verbOnly("SELECT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "''''", "'a'''", "'a''b'", "\"\"", "\"\"\"\""})
  void anEmptyStringAndOneThatEndsWithQuotesAreStrings(String string) {
    assertThat(read("SELECT a FROM t WHERE b = " + string + " AND c = 'x'").statement())
        .isEqualTo("SELECT a FROM t WHERE b = ? AND c = ?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT '''' a, '''' b FROM t | SELECT ? a, ? b FROM t",
        "SELECT REPLACE(a, '''', \"\"\"\") FROM t | SELECT REPLACE(a, ?, ?) FROM t",
        "SELECT 'b''', '''' a FROM t | SELECT ?, ? a FROM t"
      })
  void fourQuotesThatThreeDoNotCloseAreAString(String sql, String statement) {
    assertThat(read(sql).statement()).isEqualTo(statement);
  }

  private static NormalizedSql read(String sql) {
    return SqlNormalizer.read(sql, SqlDialect.UNKNOWN);
  }
}
