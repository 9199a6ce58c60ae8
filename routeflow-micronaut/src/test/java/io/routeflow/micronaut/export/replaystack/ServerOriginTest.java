package io.routeflow.micronaut.export.replaystack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerOriginTest {

  @ParameterizedTest
  @CsvSource({
    "http,  orders.internal, 8080, http://orders.internal:8080",
    "http,  orders.internal, 80,   http://orders.internal",
    "https, orders.internal, 443,  https://orders.internal",
    "https, orders.internal, 80,   https://orders.internal:80",
    "http,  orders.internal, -1,   http://orders.internal",
    "http,  ::1,             8080, http://[::1]:8080",
    "http,  ::,              80,   http://[::]",
    "http,  [::1],           8080, http://[::1]:8080",
    "http,  127.0.0.1,       8080, http://127.0.0.1:8080"
  })
  void anAddressOfIpV6IsInBrackets(String scheme, String host, int port, String origin) {
    assertThat(ServerOrigin.of(scheme, host, port)).isEqualTo(origin);
  }
}
