package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;

/** HTTP/2 by prior knowledge: each stream is one event, however it ends. */
final class Http2ConnectionTest {

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of("micronaut.server.http-version", "2.0"));
  }

  @BeforeEach
  void closeTheGate() {
    gate().close();
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @Test
  void eachStreamOfAConnectionIsAnEvent() {
    var events =
        capturing.eventsOf(
            2,
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                http.get(1, "/shop/ok/1").awaitEndOf(1);
                http.get(3, "/no/such").awaitEndOf(3);
              }
            });
    assertThat(events)
        .extracting(event -> event.path("path").asText())
        .containsExactlyInAnyOrder("/shop/ok/{id}", Capturing.UNMATCHED);
  }

  @Test
  void aStreamIsTimedToItsEnd() {
    var held = new AtomicLong();
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                long sent = System.nanoTime();
                http.get(1, "/streaming/gated/sse").awaitDataOf(1);
                long reached = System.nanoTime();
                do {
                  RawHttp.exchange(capturing.port(), RawHttp.get("/health"));
                } while (System.nanoTime() - reached <= reached - sent);
                held.set(System.nanoTime() - reached);
                gate().open();
                http.awaitEndOf(1);
              }
            });
    assertEvent(event, "/streaming/gated/sse", 200, "success", false);
    assertThat(event.path("latency_ms").asDouble()).isGreaterThanOrEqualTo(held.get() / 1e6);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatLeavesBeforeTheAnswer(boolean byReset) {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                http.get(1, "/streaming/never");
                gate().awaitEntry();
                leave(http, byReset);
              }
            });
    assertEvent(event, "/streaming/never", 499, "warning", true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatLeavesInTheMiddle(boolean byReset) {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                http.get(1, "/streaming/gated/sse").awaitDataOf(1);
                leave(http, byReset);
              }
            });
    assertEvent(event, "/streaming/gated/sse", 200, "warning", true);
    assertThat(capturing.eventsOf(0, gate()::open)).isEmpty();
  }

  @Test
  void aStreamThatTheServerBreaksOffHasFailed() {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                http.get(1, "/streaming/broken").awaitDataOf(1);
                gate().open();
                http.awaitResetOf(1);
              }
            });
    assertEvent(event, "/streaming/broken", 200, "failed", false);
  }

  @Test
  void aTargetThatIsNoUri() {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                http.get(1, "/shop/ok/%zz").awaitEndOf(1);
              }
            });
    assertEvent(event, Capturing.UNMATCHED, 400, "warning", false);
  }

  /** By a reset of the stream, answered by a ping's echo; or by the end of the connection. */
  private static void leave(RawHttp2 http, boolean byReset) {
    if (byReset) {
      http.reset(1).ping();
    }
  }

  private static void assertEvent(
      JsonNode event, String path, int code, String status, boolean left) {
    assertThat(event.path("path").asText()).isEqualTo(path);
    assertThat(event.path("status_code").asInt()).isEqualTo(code);
    assertThat(event.path("status").asText()).isEqualTo(status);
    assertThat(event.path("attributes").path("routeflow.client_disconnected").asBoolean())
        .isEqualTo(left);
  }

  private static Gate gate() {
    return capturing.application().context().getBean(Gate.class);
  }
}
