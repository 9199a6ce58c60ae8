package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SQL Server's DELETE names before its FROM: a table, or an alias of one behind it. */
final class DeleteTargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE orders FROM orders JOIN items i ON i.o = orders.id | orders, items",
        "DELETE orders FROM orders WHERE id = 1 | orders",
        "DELETE FROM orders FROM orders o JOIN items i ON i.o = o.id | orders, items",
        "DELETE t FROM s JOIN t ON t.a = s.a | t, s",
        "DELETE t FROM dbo.t JOIN s ON t.a = s.a | dbo.t, s",
        "DELETE o FROM orders o JOIN items i ON i.o = o.id | orders, items",
        "DELETE t FROM s | t, s",
        "DELETE t FROM s WHERE a = 1; SELECT * FROM t | t, s"
      })
  void isThereOnce(String sql, String tables) {
    assertThat(String.join(", ", SqlNormalizer.read(sql, SqlDialect.SQL_SERVER).tables()))
        .isEqualTo(tables);
  }
}
