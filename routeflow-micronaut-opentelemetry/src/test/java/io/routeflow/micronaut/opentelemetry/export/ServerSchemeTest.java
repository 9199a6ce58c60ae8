package io.routeflow.micronaut.opentelemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.value.MapPropertyResolver;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Netty's server names one scheme, whatever its listeners are. */
final class ServerSchemeTest {

  private static final String LISTENER = "micronaut.server.netty.listeners.";

  @ParameterizedTest
  @CsvSource({
    // the listeners' ssl, what the server names, what is known
    ", , http, http",
    ", , https, https",
    "false, true, https,",
    "true, false, https,",
    "false, false, https, http",
    "false, false, http, http",
    "true, true, https, https",
    "true, true, http,"
  })
  void itIsThatOfAllListenersOrNone(
      @Nullable String first, @Nullable String second, String ofServer, @Nullable String expected) {
    Map<String, Object> properties = new HashMap<>();
    if (first != null && second != null) {
      properties.put(LISTENER + "main.port", 8443);
      properties.put(LISTENER + "main.ssl", first);
      properties.put(LISTENER + "inner.ssl", second);
    }
    assertThat(ServerScheme.scheme(new MapPropertyResolver(properties), ofServer))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"true,", "false, https"})
  void withBothOnOnePortItIsNone(boolean dual, @Nullable String expected) {
    Map<String, Object> properties = Map.of("micronaut.server.dual-protocol", dual);
    assertThat(ServerScheme.scheme(new MapPropertyResolver(properties), "https"))
        .isEqualTo(expected);
  }
}
