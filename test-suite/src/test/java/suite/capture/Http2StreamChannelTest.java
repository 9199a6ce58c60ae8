package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server's older way with HTTP/2, which makes a channel for each stream. */
final class Http2StreamChannelTest {

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing =
        Capturing.start(
            Map.of(
                "micronaut.server.http-version",
                "2.0",
                "micronaut.server.netty.legacy-multiplex-handlers",
                true));
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @Test
  void anAnswerIsOneEvent() {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                http.get(1, "/failing/handled").awaitEndOf(1);
              }
            });
    assertThat(event.path("path").asText()).isEqualTo("/failing/handled");
    assertThat(event.path("status_code").asInt()).isEqualTo(504);
    assertThat(event.path("attributes").isMissingNode()).isTrue();
  }

  @Test
  void aClientThatLeavesIsOneEvent() {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                http.get(1, "/streaming/never");
                capturing.application().context().getBean(Gate.class).awaitEntry();
                http.reset(1).ping();
              }
            });
    assertThat(event.path("path").asText()).isEqualTo("/streaming/never");
    assertThat(event.path("status_code").asInt()).isEqualTo(499);
    assertThat(event.path("attributes").path("routeflow.client_disconnected").asBoolean()).isTrue();
  }
}
