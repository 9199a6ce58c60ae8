package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatesTest {
  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "HY000"})
  void aStateIsTold(String state) {
    assertThat(SqlStates.of(new SQLException("CANARY", state))).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2350", "235050", "23 05", "äöüßx", "ab123", "alice@example.org"})
  void whatIsNoStateIsNot(String state) {
    assertThat(SqlStates.of(new SQLException("CANARY", state))).isNull();
  }

  @Test
  void otherFailuresHaveNone() {
    assertThat(SqlStates.of(new SQLException("CANARY"))).isNull();
    assertThat(SqlStates.of(new IllegalStateException("CANARY"))).isNull();
  }
}
