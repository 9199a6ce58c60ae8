package io.routeflow.micronaut.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
  @MethodSource("badValues")
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

  static Stream<Arguments> badValues() {
    List<String> flags = List.of("maybe", "2", "-1", "NaN", "truetrue", "", "   ", "${…}");
    List<String> numbers =
        List.of(
            "five",
            "-1",
            "0",
            "1.5",
            "5.0",
            "NaN",
            "Infinity",
            "1e3",
            "0x10",
            "99999999999",
            "9".repeat(60),
            "",
            "   ",
            "1 000",
            "${…}");
    return Stream.of(
            flags.stream().map(text -> Arguments.of(JdbcConfiguration.ENABLED, text)),
            numbers.stream().map(text -> Arguments.of(JdbcConfiguration.MAX_STATEMENTS, text)),
            numbers.stream()
                .map(text -> Arguments.of(JdbcConfiguration.N_PLUS_ONE_THRESHOLD, text)),
            Stream.of("1", "10001")
                .map(text -> Arguments.of(JdbcConfiguration.N_PLUS_ONE_THRESHOLD, text)),
            Stream.of(Arguments.of(JdbcConfiguration.MAX_STATEMENTS, "1001")))
        .flatMap(values -> values);
  }

  private JdbcConfiguration read(Map<String, String> settings) {
    return JdbcConfiguration.read(settings::get, warnings::add);
  }
}
