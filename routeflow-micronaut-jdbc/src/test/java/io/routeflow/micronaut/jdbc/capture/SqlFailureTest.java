package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {
  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "HY000"})
  void theSqlStateIsKept(String state) {
    assertThat(state(new SQLException("CANARY", state))).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2350", "235050", "23 05", "äöüßx", "ab123", "alice@example.org"})
  void whatIsNoStateIsNot(String state) {
    assertThat(state(new SQLException("CANARY", state))).isNull();
  }

  @Test
  void otherFailuresHaveNone() {
    assertThat(state(new SQLException("CANARY"))).isNull();
    assertThat(state(new IllegalStateException("CANARY"))).isNull();
  }

  @Test
  void theExceptionIsNamedByItsClass() {
    assertThat(SqlFailure.of(new SQLTimeoutException("CANARY")).exception())
        .isEqualTo("java.sql.SQLTimeoutException");
  }

  @Test
  void aBatchIsAsLargeAsTheDriverReports() {
    assertThat(SqlFailure.of(new BatchUpdateException(new int[] {1, -3})).batchSize()).isEqualTo(2);
    assertThat(SqlFailure.of(new BatchUpdateException()).batchSize()).isEqualTo(-1);
    assertThat(SqlFailure.of(new SQLException("CANARY")).batchSize()).isEqualTo(-1);
  }

  @Test
  void theNumberThatTheDatabaseHasForItIsKept() {
    assertThat(SqlFailure.of(new SQLException("CANARY", "42S02", 1146)).vendorCode())
        .isEqualTo(1146);
    assertThat(SqlFailure.of(new IllegalStateException("CANARY")).vendorCode()).isZero();
  }

  private static @Nullable String state(Throwable failure) {
    return SqlFailure.of(failure).state();
  }
}
