package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.RawHttp;

/** Management endpoints are no events, wherever they are served. */
final class ManagementRequestTest {

  private static final List<String> PATHS =
      List.of(
          "/beans",
          "/info",
          "/env",
          "/env/context",
          "/loggers",
          "/loggers/io.micronaut",
          "/routes",
          "/threaddump",
          "/health",
          "/health/liveness",
          "/metrics",
          "/metrics/jvm.memory.used",
          "/routeflow");

  @Test
  void onThePortOfTheApplication() {
    assertIgnored(Map.of());
  }

  @Test
  void belowAPathOfTheirOwn() {
    assertIgnored(Map.of("endpoints.all.path", "/ops"));
  }

  @Test
  void onAPortOfTheirOwn() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertIgnored(Map.of("endpoints.all.port", port));
  }

  private static void assertIgnored(Map<String, ?> properties) {
    var all = new LinkedHashMap<String, Object>(properties);
    all.put("endpoints.all.enabled", true);
    all.put("endpoints.all.sensitive", false);
    // Without the default paths: the endpoints are known by what they are.
    all.put("routeflow.ignored-paths", "/none");
    String base = (String) all.getOrDefault("endpoints.all.path", "");
    try (Capturing capturing = Capturing.start(all)) {
      int port = (int) all.getOrDefault("endpoints.all.port", capturing.port());
      assertThat(capturing.eventsOf(0, () -> PATHS.forEach(path -> answers(port, base + path))))
          .isEmpty();
    }
  }

  private static void answers(int port, String path) {
    assertThat(RawHttp.exchange(port, RawHttp.get(path)).status()).as(path).isEqualTo(200);
  }
}
