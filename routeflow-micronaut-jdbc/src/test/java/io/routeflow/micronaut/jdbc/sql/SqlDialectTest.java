package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
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
    "HSQL Database Engine, STANDARD, hsqldb",
    "Apache Derby, STANDARD, derby",
    "DB2/LINUXX8664, DB2, ibm.db2",
    "DB2, DB2, ibm.db2",
    "Firebird 5.0, UNKNOWN, firebirdsql",
    "Informix Dynamic Server, UNKNOWN, other_sql",
    "'', UNKNOWN, other_sql"
  })
  void aProductHasItsDialectAndItsName(String product, SqlDialect dialect, String dbSystem) {
    assertThat(SqlDialect.of(product)).isEqualTo(dialect);
    assertThat(SqlDialect.dbSystemOf(product)).isEqualTo(dbSystem);
  }

  /** Its dialect 1 has strings in double quotes, and its driver says so. */
  @ParameterizedTest
  @CsvSource({"'\"', STANDARD", "' ', UNKNOWN", "'', UNKNOWN", ", UNKNOWN"})
  void doubleQuotesOfFirebirdAreNamesWhereItsConnectionSaysSo(
      @Nullable String quote, SqlDialect dialect) {
    assertThat(SqlDialect.of("Firebird", quote)).isEqualTo(dialect);
  }

  @Test
  void noOtherDialectDependsOnTheQuote() {
    assertThat(SqlDialect.of("MySQL", "\"")).isEqualTo(SqlDialect.MYSQL);
    assertThat(SqlDialect.of("PostgreSQL", " ")).isEqualTo(SqlDialect.POSTGRESQL);
  }

  @Test
  void aMissingProductIsUnknown() {
    assertThat(SqlDialect.of(null)).isEqualTo(SqlDialect.UNKNOWN);
    assertThat(SqlDialect.dbSystemOf(null)).isEqualTo("other_sql");
  }
}
