package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** A WebSocket that does not come about is one event, with the status that the client saw. */
final class RefusedUpgradeTest {

  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  private static final String VERSION = "Sec-WebSocket-Version: 13";

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of());
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @Test
  void becauseThereIsNoWebSocket() {
    assertRefused(404, upgrade("/no/such", VERSION, KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "99", "none"})
  void becauseThatVersionIsNotSupported(String version) {
    assertRefused(426, upgrade("/chat/canary", "Sec-WebSocket-Version: " + version, KEY));
  }

  @Test
  void becauseNoUpgradeWasRequested() {
    assertRefused(400, RawHttp.get("/chat/canary"));
  }

  /** The server never answers that; the request ends when its client has enough of it. */
  @Test
  void becauseTheKeyIsMissing() {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                http.send(upgrade("/chat/canary", VERSION));
              }
            });
    assertThat(event.path("status").asText()).isEqualTo("warning");
    assertThat(event.path("status_code").asInt()).isEqualTo(499);
  }

  private static void assertRefused(int status, String request) {
    var answer = new RawResponse[1];
    JsonNode event =
        capturing.eventOf(() -> answer[0] = RawHttp.exchange(capturing.port(), request));
    assertThat(answer[0].status()).isEqualTo(status);
    assertThat(event.path("status_code").asInt()).isEqualTo(status);
    assertThat(event.path("status").asText()).isEqualTo("warning");
    assertThat(event.path("method").asText()).isEqualTo("GET");
    assertThat(event.path("attributes").isMissingNode()).as("undisturbed").isTrue();
    assertThat(event.toString()).doesNotContain("canary");
  }

  private static String upgrade(String path, String... more) {
    String[] headers = new String[more.length + 2];
    headers[0] = "Upgrade: websocket";
    headers[1] = "Connection: Upgrade";
    System.arraycopy(more, 0, headers, 2, more.length);
    return RawHttp.get(path, headers);
  }
}
