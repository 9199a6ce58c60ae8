package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Routeflow;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;

/** Requests that are nobody's business are no events and are not counted. */
final class IgnoredRequestTest {

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of());
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ignored/class",
        "/ignored/class/7",
        "/ignored/method",
        "/ignored/stereotype",
        "/ignored/stereotyped",
        "/ignored/partly/ignored",
        "/ignored/wholly",
        "/health",
        "/health?x=1",
        "/health/liveness",
        "/metrics",
        "/metrics/x",
        "/favicon.ico",
        "http://127.0.0.1/health"
      })
  void byDefaultAndByAnnotation(String path) {
    long captured = captured();
    assertThat(capturing.eventsOf(0, () -> RawHttp.exchange(capturing.port(), RawHttp.get(path))))
        .isEmpty();
    assertThat(captured() - captured).as("the sentinel alone").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthy", "/ignored/not", "/ignored/partly/not"})
  void butNotTheirNeighbours(String path) {
    assertThat(capturing.eventOf(RawHttp.get(path)).path("path").asText()).isEqualTo(path);
  }

  @Test
  void byPrefixAndGlobOfTheConfiguration() {
    Map<String, ?> paths = Map.of("routeflow.ignored-paths", "/ignored/partly,/shop/mo*");
    try (Capturing other = Capturing.start(paths)) {
      var events =
          other.eventsOf(
              2,
              () -> {
                RawHttp.exchange(other.port(), RawHttp.get("/ignored/partly/not?x"));
                RawHttp.exchange(other.port(), RawHttp.get("/shop/mono"));
                RawHttp.exchange(other.port(), RawHttp.get("/shop/moved"));
                RawHttp.exchange(other.port(), RawHttp.get("/shop/future"));
                RawHttp.exchange(other.port(), RawHttp.get("/favicon.ico"));
              });
      assertThat(events)
          .extracting(event -> event.path("path").asText())
          .containsExactly("/shop/future", Capturing.UNMATCHED);
    }
  }

  private static long captured() {
    return capturing.application().context().getBean(Routeflow.class).stats().captured();
  }
}
