package io.routeflow.micronaut.opentelemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OtlpEndpointTypeTest {

  /** It decides whether there is TLS, and so how gRPC begins. */
  @ParameterizedTest
  @CsvSource({
    "HTTP://collector:4317, http://collector:4317",
    "HTTP://otel_collector:4317, http://otel_collector:4317",
    "Https://collector/Base, https://collector/Base",
    "http://Collector:4317, http://Collector:4317",
    "collector:4317, //collector:4317"
  })
  void theCaseOfASchemeMeansNothing(String text, String expected) {
    URI read = new OtlpEndpointType().read(text, ConversionService.SHARED);
    // as text, since addresses are equal whatever the case of their scheme
    assertThat(read).hasToString(expected);
  }
}
