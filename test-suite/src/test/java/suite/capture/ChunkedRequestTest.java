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

/** A body in chunks, good and bad ones, makes one event with the status that the client saw. */
final class ChunkedRequestTest {

  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String JSON = "Content-Type: application/json";
  private static final String TEA = "e\r\n{\"name\":\"tea\"}\r\n0\r\n\r\n";

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
  void aWellFormedOneIsAnsweredAndCaptured() {
    assertThat(statusAndEvent(RawHttp.request("POST", "/shop/json", JSON, CHUNKED) + TEA))
        .isEqualTo("200 POST /shop/json 200 success");
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n", "ffffffffffffffffff\r\n{}"})
  void anUnreadableSize(String body) {
    assertThat(statusAndEvent(RawHttp.request("POST", "/shop/json", JSON, CHUNKED) + body))
        .isEqualTo("400 POST /shop/json 400 warning");
  }

  @Test
  void anUnreadableSizeInTheMiddle() {
    String request = RawHttp.request("POST", "/shop/json", JSON, CHUNKED);
    assertThat(statusAndEvent(request + "8\r\n{\"name\":\r\ncanary\r\n\"tea\"}\r\n0\r\n\r\n"))
        .isEqualTo("400 POST /shop/json 400 warning");
  }

  /** Refused, since whoever read by the length might find another request in there. */
  @ParameterizedTest
  @ValueSource(strings = {"14", "3", "9999"})
  void besideALength(String length) {
    String request =
        RawHttp.request("POST", "/shop/json", JSON, "Content-Length: " + length, CHUNKED);
    assertThat(statusAndEvent(request + TEA))
        .startsWith("400 ")
        .endsWith(" __unmatched__ 400 warning");
  }

  /** What the client saw, and the one event. */
  private static String statusAndEvent(String request) {
    var seen = new int[1];
    JsonNode event =
        capturing.eventOf(() -> seen[0] = RawHttp.exchange(capturing.port(), request).status());
    assertThat(event.toString()).doesNotContain("canary");
    assertThat(event.path("attributes").isMissingNode()).as("undisturbed").isTrue();
    return seen[0]
        + " "
        + event.path("method").asText()
        + " "
        + event.path("path").asText()
        + " "
        + event.path("status_code").asText()
        + " "
        + event.path("status").asText();
  }
}
