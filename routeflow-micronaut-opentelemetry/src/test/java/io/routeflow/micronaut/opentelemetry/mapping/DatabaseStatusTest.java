package io.routeflow.micronaut.opentelemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.SqlUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseStatusTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql, 23505, 0, 23505",
    "postgresql, 23505, 7, 23505",
    "mysql, 42S02, 1146, 1146",
    "mysql, 08S01, 0, 08S01",
    "mariadb, 42S02, 1146, 1146",
    "microsoft.sql_server, S0002, 208, 208",
    "oracle.db, 42000, 942, ORA-00942",
    "ibm.db2, 42704, -204, -204",
    "h2, 42S02, 42102, 42102",
    "sqlite, , 1, 1",
    "derby, 42X05, 30000, 42X05/30000",
    "derby, , 30000, 30000",
    "other_sql, , 0, "
  })
  void isTheCodeOfTheProductThatSaysMost(
      String system, @Nullable String state, int code, @Nullable String expected) {
    assertThat(DatabaseStatus.of(failed(system, state, code))).isEqualTo(expected);
  }

  private static SqlUsage.Statement failed(String system, @Nullable String state, int code) {
    return new SqlUsage.Statement(
        "SELECT ?",
        "SELECT",
        List.of(),
        null,
        "default",
        system,
        1,
        -1,
        -1,
        1,
        1,
        1,
        state,
        "java.sql.SQLException",
        false,
        code);
  }
}
