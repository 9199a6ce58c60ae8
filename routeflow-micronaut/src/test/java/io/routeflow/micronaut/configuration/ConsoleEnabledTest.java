package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.value.MapPropertyResolver;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleEnabledTest {

  @ParameterizedTest
  @CsvSource({"dev, true", "test, true", "prod, false", "cloud, false", "'', false"})
  void unsaidItIsThereForThoseWhoDevelopOnly(String environment, boolean on) {
    assertThat(isOn(Map.of(), environment)).isEqualTo(on);
    assertThat(isOn(Map.of("routeflow.console.enabled", " "), environment)).isEqualTo(on);
  }

  @ParameterizedTest
  @CsvSource({"dev, no, false", "dev, FALSE, false", "prod, true, true", "prod, on, true"})
  void whatIsSaidHolds(String environment, String text, boolean on) {
    assertThat(isOn(Map.of("routeflow.console.enabled", text), environment)).isEqualTo(on);
  }

  @ParameterizedTest
  @ValueSource(strings = {"perhaps", "1.5", "true false"})
  void textThatIsNeitherYesNorNoOpensNothingInProduction(String text) {
    assertThat(isOn(Map.of("routeflow.console.enabled", text), "prod")).isFalse();
  }

  private static boolean isOn(Map<String, Object> properties, String environment) {
    return ConsoleEnabled.isOn(new MapPropertyResolver(properties), Set.of(environment));
  }
}
