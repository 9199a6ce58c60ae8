package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.value.MapPropertyResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsReaderTest {

  private final List<String> warnings = new ArrayList<>();

  @Test
  void whatIsNotSetHasItsDefaultWithoutAWord() {
    SettingsReader reader = reader(Map.of());
    Settings.ALL.forEach(
        setting -> assertThat(reader.read(setting)).isEqualTo(setting.defaultValue()));
    assertThat(warnings).isEmpty();
  }

  @Test
  void aBadValueIsNamedWithItsKeyItsDefectAndTheDefault() {
    assertThat(reader(Map.of("queue-maxsize", "many")).read(Settings.QUEUE_MAXSIZE))
        .isEqualTo(5000);
    assertThat(warnings)
        .containsExactly(
            "routeflow.queue-maxsize must be a whole number from 1 to 1000000;"
                + " 'many' is not, using 5000");
  }

  @Test
  void theValueIsShownShortAndWithoutControlCharacters() {
    String text = "a\r\nERROR all is lost " + "x".repeat(1000);
    reader(Map.of("env", text)).read(Settings.ENV);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("'a??ERROR all is lost ")
        .hasSizeLessThan(200);
  }

  @Test
  void whatMayHoldASecretIsNotShown() {
    SettingsReader reader =
        reader(Map.of("ingest-key", "hunter2 x", "endpoint", "http://u:hunter2@h"));
    assertThat(reader.read(Settings.INGEST_KEY)).isEmpty();
    assertThat(reader.read(Settings.ENDPOINT)).isEmpty();
    assertThat(warnings).hasSize(2).noneMatch(line -> line.contains("hunter2"));
  }

  private SettingsReader reader(Map<String, String> settings) {
    return new SettingsReader(settings, new MapPropertyResolver(Map.of()), warnings);
  }
}
