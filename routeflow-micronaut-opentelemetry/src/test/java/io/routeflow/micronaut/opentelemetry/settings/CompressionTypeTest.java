package io.routeflow.micronaut.opentelemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TelemetryFlow's own settings say by a boolean whether there is compression. */
final class CompressionTypeTest {

  private static final CompressionType TYPE = new CompressionType();

  @ParameterizedTest
  @CsvSource({"gzip, GZIP", "none, NONE", "true, GZIP", "FALSE, NONE"})
  void itIsAKindOrASwitch(String text, Compression expected) {
    assertThat(TYPE.read(text, ConversionService.SHARED)).isEqualTo(expected);
  }

  @Test
  void aBooleanIsOneToo() {
    assertThat(TYPE.read(true, ConversionService.SHARED)).isEqualTo(Compression.GZIP);
    assertThat(TYPE.read("zstd", ConversionService.SHARED)).isNull();
    assertThat(TYPE.shown(Compression.GZIP)).isEqualTo("gzip");
  }
}
