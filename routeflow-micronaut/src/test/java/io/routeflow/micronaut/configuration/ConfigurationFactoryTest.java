package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.RouteflowOverrides;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationFactoryTest {

  private final List<String> warnings = new ArrayList<>();

  @Test
  void settingsInCodeThatCannotBeHadAreLeftOutWithAWarningThatTellsNoSecret() {
    RouteflowOverrides failing =
        () -> {
          throw new IllegalStateException("vault says: s3cret");
        };
    assertThat(settingsOf(failing, () -> Map.of("env", "test")))
        .containsExactly(Map.entry("env", "test"));
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("left out", "java.lang.IllegalStateException")
        .doesNotContain("s3cret");
  }

  @Test
  void aNullInCodeSetsNothing() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("ingest-key", null);
    assertThat(settingsOf(() -> settings)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theSwitchInCodeIsWarnedOfSinceItComesTooLate() {
    settingsOf(() -> Map.of("enabled", false));
    assertThat(warnings).singleElement().asString().startsWith("routeflow.enabled has no effect");
  }

  private Map<String, String> settingsOf(RouteflowOverrides... overrides) {
    return ConfigurationFactory.settingsOf(List.of(overrides), warnings);
  }
}
