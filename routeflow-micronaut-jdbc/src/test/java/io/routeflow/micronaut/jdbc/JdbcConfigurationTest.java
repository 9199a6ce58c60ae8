package io.routeflow.micronaut.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcConfigurationTest {
  private final List<String> warnings = new ArrayList<>();

  @Test
  void whatIsNotSetHasItsDefault() {
    assertThat(read(Map.of())).isEqualTo(new JdbcConfiguration(true, 5, 100));
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatIsSetHolds() {
    JdbcConfiguration configuration =
        read(
            Map.of(
                JdbcConfiguration.ENABLED, " No ",
                JdbcConfiguration.N_PLUS_ONE_THRESHOLD, " 3 ",
                JdbcConfiguration.MAX_STATEMENTS, "7"));

    assertThat(configuration).isEqualTo(new JdbcConfiguration(false, 3, 7));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "routeflow.jdbc.enabled,maybe",
    "routeflow.jdbc.n-plus-one-threshold,1",
    "routeflow.jdbc.n-plus-one-threshold,five",
    "routeflow.jdbc.max-statements,0",
    "routeflow.jdbc.max-statements,1001",
    "routeflow.jdbc.max-statements,99999999999"
  })
  void aBadValueGivesTheDefaultAndAWarningThatNamesItsKey(String key, String text) {
    assertThat(read(Map.of(key, text))).isEqualTo(JdbcConfiguration.DEFAULTS);
    assertThat(warnings).singleElement().asString().startsWith(key).contains("'" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\u001b[31m", "\r\nERROR"})
  void aWarningIsOneLineWhateverTheValue(String text) {
    read(Map.of(JdbcConfiguration.MAX_STATEMENTS, text + "x".repeat(10_000)));

    assertThat(warnings)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line).hasSizeLessThan(300);
              assertThat(line.chars()).noneMatch(Character::isISOControl);
            });
  }

  private JdbcConfiguration read(Map<String, String> settings) {
    return JdbcConfiguration.read(settings::get, warnings::add);
  }
}
