package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlDialectTest {
  @ParameterizedTest
  @CsvSource({
    "H2, H2, h2",
    "PostgreSQL, POSTGRESQL, postgresql",
    "MySQL, MYSQL, mysql",
    "MariaDB, MYSQL, mariadb",
    "Oracle, ORACLE, oracle.db",
    "Microsoft SQL Server, SQL_SERVER, microsoft.sql_server",
    "SQLite, SQLITE, sqlite",
    "sqlite, SQLITE, sqlite",
    "DB2/LINUXX8664, UNKNOWN, other_sql",
    "'', UNKNOWN, other_sql"
  })
  void aProductHasItsDialectAndItsName(String product, SqlDialect dialect, String dbSystem) {
    assertThat(SqlDialect.of(product)).isEqualTo(dialect);
    assertThat(SqlDialect.dbSystemOf(product)).isEqualTo(dbSystem);
  }

  @Test
  void aMissingProductIsUnknown() {
    assertThat(SqlDialect.of(null)).isEqualTo(SqlDialect.UNKNOWN);
    assertThat(SqlDialect.dbSystemOf(null)).isEqualTo("other_sql");
  }
}
