package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In each dialect, a keyword right behind a value, a marker or a name is read as behind a blank.
 */
class TouchingTokensTest {

  /** A bar is where there may be a blank. */
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT id FROM t WHERE a=?|AND b=?|OR c=?|ORDER BY id",
          "SELECT id FROM t WHERE a=:a AND b=15|AND c=1.5|OR e=2",
          "UPDATE t SET a=?|WHERE id=?",
          "SELECT 'x'|AS a, 'y'|AS b FROM t WHERE c='z'|AND d LIKE'a%'|OR e='f'|GROUP BY g",
          "SELECT id FROM t WHERE x BETWEEN 'a'|AND 'b'|ORDER BY x",
          "INSERT INTO t (a) SELECT 'x'|FROM u WHERE b='y'|UNION SELECT 'z'|FROM v",
          "DELETE FROM t WHERE a='x'|AND b IS NULL",
          "SELECT \"id\"|FROM t WHERE \"a\"=1",
          "SELECT \"id\"|AS a, \"b\"|FROM \"t\"|WHERE \"c\"='d'|AND e=1",
          "SELECT `id`|FROM `t`|WHERE `a`=1",
          "SELECT [id]|FROM [t]|WHERE [a]=1");

  static Stream<Arguments> all() {
    return Arrays.stream(SqlDialect.values())
        .flatMap(dialect -> STATEMENTS.stream().map(sql -> Arguments.of(dialect, sql)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aBlankBetweenMakesNoDifference(SqlDialect dialect, String sql) {
    NormalizedSql touching = SqlNormalizer.read(sql.replace("|", ""), dialect);
    NormalizedSql apart = SqlNormalizer.read(sql.replace('|', ' '), dialect);

    assertThat(touching.statement()).isEqualTo(apart.statement());
    assertThat(touching.tables()).isEqualTo(apart.tables());
    if (sql.indexOf('`') < 0 && sql.indexOf('"') < 0 && sql.indexOf('[') < 0) {
      assertThat(touching.tables()).isNotEmpty();
    }
  }
}
