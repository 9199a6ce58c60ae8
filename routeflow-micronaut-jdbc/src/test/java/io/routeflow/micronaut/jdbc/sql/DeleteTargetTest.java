package io.routeflow.micronaut.jdbc.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a DELETE names before its FROM or USING: tables, or aliases of those behind it. */
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
    CaseTable.hold(SqlDialect.SQL_SERVER, sql, tables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE x SET q=1; INSERT INTO m VALUES(1); DELETE a.* FROM a JOIN b ON a.i=b.i|x, m, a, b",
        "WITH c AS (SELECT i FROM x) DELETE o FROM orders o JOIN c ON o.i=c.i | x, orders",
        "DELETE FROM y WHERE a=1; DELETE FROM a.* USING a JOIN b ON a.i=b.i | y, a, b",
        "DELETE FROM o, i USING orders o JOIN items i ON o.id=i.id | orders, items"
      })
  void takesNothingFromTheStatementsBefore(String sql, String tables) {
    CaseTable.hold(SqlDialect.MYSQL, sql, tables);
  }
}
