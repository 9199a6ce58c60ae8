package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;

/** A client that leaves is one event as well, and it says so. */
final class LeavingClientTest {

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of());
  }

  @BeforeEach
  void closeTheGate() {
    gate().close();
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beforeAnAnswerThatNeverComes(boolean politely) {
    JsonNode event = capturing.eventOf(() -> leaveBeforeTheAnswer("/streaming/never", politely));
    assertLeft(event, "/streaming/never", 499);
  }

  @Test
  void beforeAnAnswerThatComesLater() {
    JsonNode event = capturing.eventOf(() -> leaveBeforeTheAnswer("/streaming/gated/mono", false));
    assertLeft(event, "/streaming/gated/mono", 499);

    // The late answer makes no second event.
    assertThat(capturing.eventsOf(0, gate()::open)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flux", "sse", "input", "file"})
  void inTheMiddleOfAStream(String kind) {
    String path = "/streaming/gated/" + kind;
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                http.send(RawHttp.get(path));
                assertThat(http.readHead().status()).isEqualTo(200);
                http.readLine();
                http.reset();
              }
            });
    assertLeft(event, path, 200);
    assertThat(capturing.eventsOf(0, gate()::open)).isEmpty();
  }

  @Test
  void beforeItHasSentItsBody() {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                http.send(
                    RawHttp.request(
                            "POST",
                            "/shop/json",
                            "Content-Type: application/json",
                            "Content-Length: 100")
                        + "{\"name\":");
              }
            });
    assertThat(event.path("method").asText()).isEqualTo("POST");
    assertThat(event.path("attributes").path("routeflow.client_disconnected").asBoolean()).isTrue();
  }

  private static void leaveBeforeTheAnswer(String path, boolean politely) {
    try (RawHttp http = RawHttp.connect(capturing.port())) {
      http.send(RawHttp.get(path));
      gate().awaitEntry();
      if (!politely) {
        http.reset();
      }
    }
  }

  private static void assertLeft(JsonNode event, String path, int status) {
    assertThat(event.path("path").asText()).isEqualTo(path);
    assertThat(event.path("status_code").asInt()).isEqualTo(status);
    assertThat(event.path("status").asText()).isEqualTo("warning");
    assertThat(event.path("attributes").path("routeflow.client_disconnected").asBoolean()).isTrue();
  }

  private static Gate gate() {
    return capturing.application().context().getBean(Gate.class);
  }
}
