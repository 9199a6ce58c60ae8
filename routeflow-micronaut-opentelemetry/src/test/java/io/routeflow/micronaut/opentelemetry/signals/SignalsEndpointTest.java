package io.routeflow.micronaut.opentelemetry.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.opentelemetry.Credentials;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignalsEndpointTest {

  @ParameterizedTest
  @CsvSource({
    "otel_collector:4317, false, https://otel_collector:4317",
    "otel_collector:4317, true, http://otel_collector:4317",
    "collector.internal:4317/, false, https://collector.internal:4317",
    "collector, true, http://collector",
    "http://otel_collector:4317/, false, http://otel_collector:4317",
    "https://collector/base/, true, https://collector/base",
    "HTTP://otel_collector:4317, false, http://otel_collector:4317",
    "Https://collector/Base, true, https://collector/Base",
    "[::1]:4317, true, http://[::1]:4317",
    "http://[::1], false, http://[::1]"
  })
  void hostsAndAddressesAreReadAsUsersWriteThem(String endpoint, boolean insecure, String url) {
    assertThat(SignalsEndpoint.isValid(endpoint)).isTrue();
    assertThat(SignalsEndpoint.target(configuration(endpoint, insecure), Signal.LOGS).url())
        .hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "grpc://collector:4317",
        "ftp://collector",
        "collector:4317/path",
        "collector:4317//",
        "collector:0",
        "collector:65536",
        "collector:",
        "user:pw@collector:4317",
        "http://user@collector",
        "collector:4317?a=b",
        "http://collector#a",
        "http://",
        "a b"
      })
  void whatIsNoneIsRefused(String endpoint) {
    assertThat(SignalsEndpoint.isValid(endpoint)).isFalse();
  }

  private static SignalsConfiguration configuration(String endpoint, boolean insecure) {
    return new SignalsConfiguration(
        Credentials.of("tfk_a", "tfs_b"),
        new SignalsConfiguration.Connection(
            endpoint, Protocol.GRPC, insecure, Duration.ofSeconds(1), false),
        new SignalsConfiguration.Service("a", "1", "b", "c", "d", Optional.empty(), Map.of()),
        new SignalsConfiguration.Delivery(0, Duration.ZERO, Duration.ofSeconds(1), 1, 0),
        Set.of(Signal.LOGS),
        false);
  }
}
