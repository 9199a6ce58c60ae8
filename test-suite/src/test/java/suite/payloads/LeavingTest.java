package suite.payloads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.capture.HeaderBlock;
import suite.capture.RawHttp2;
import suite.support.FakeIngest;
import suite.support.RawHttp;

/** Whoever leaves in the middle leaves no memory behind, and what is seen of it is masked. */
final class LeavingTest {

  private static final String JSON = "application/json";
  private static final Map<String, Object> SETTINGS = withMemory(2_000);

  private static Map<String, Object> withMemory(int bytes) {
    return Map.of(
        Mirrored.BODIES, true, Mirrored.ANSWERS, true, "routeflow.max-payload-memory-bytes", bytes);
  }

  private static final String BEGINNING = "{\"password\":\"hunter2\",\"text\":\"" + "x".repeat(300);

  @Test
  void whoLeavesOverHttp1LeavesNoMemoryBehindAndNothingUnmasked() {
    try (Mirrored mirrored = Mirrored.start("1.1", SETTINGS)) {
      for (int i = 0; i < 20; i++) {
        String trace = mirrored.nextTrace();
        try (RawHttp http = RawHttp.connect(mirrored.port())) {
          http.send(
              RawHttp.request(
                      "POST",
                      "/mirror/map",
                      "Content-Type: " + JSON,
                      "X-Routeflow-Trace-Id: " + trace,
                      "Content-Length: 1000")
                  + BEGINNING);
          if (i % 2 == 0) {
            http.reset();
          }
        }
        assertCut(mirrored.eventOf(trace));
      }
      assertAllIsGivenBack(mirrored);
    }
  }

  @Test
  void whoLeavesOverHttp2LeavesNoMemoryBehindAndNothingUnmasked() {
    try (Mirrored mirrored = Mirrored.start("2.0", SETTINGS)) {
      for (int i = 0; i < 20; i++) {
        String trace = mirrored.nextTrace();
        try (RawHttp2 http = RawHttp2.connect(mirrored.port())) {
          http.open(
              1,
              HeaderBlock.post("/mirror/map")
                  .with("content-type", JSON)
                  .with("x-routeflow-trace-id", trace));
          http.data(1, BEGINNING.getBytes(UTF_8), false);
          http.ping();
          if (i % 2 == 0) {
            http.reset(1).ping();
          }
        }
        assertCut(mirrored.eventOf(trace));
      }
      assertAllIsGivenBack(mirrored);
    }
  }

  /**
   * Requests that were sent ahead of the last answer of a connection are no events. A client sees
   * the end of its connection before the server is done with it, so that there is room for two.
   */
  @Test
  void aheadOfTheLastAnswer() {
    try (Mirrored mirrored = Mirrored.start("1.1", withMemory(4_000))) {
      String body = BEGINNING + "\"}";
      for (int i = 0; i < 20; i++) {
        String request =
            RawHttp.request(
                    "POST",
                    "/mirror/map",
                    "Content-Type: " + JSON,
                    "Connection: close",
                    "Content-Length: " + body.length())
                + body;
        try (RawHttp http = RawHttp.connect(mirrored.port())) {
          http.send(request + request + request);
          assertThat(http.read().status()).isEqualTo(200);
          http.awaitEnd();
        }
        // what has ended takes memory until it is masked
        assertThat(
                mirrored
                    .application()
                    .context()
                    .getBean(Routeflow.class)
                    .flush(FakeIngest.PATIENCE))
            .isTrue();
      }
      assertAllIsGivenBack(mirrored);
    }
  }

  private static void assertCut(JsonNode event) {
    assertThat(event.toString()).doesNotContain("hunter2");
    assertThat(event.at("/request/truncated").asBoolean()).isTrue();
    assertThat(event.at("/request/body").asText())
        .startsWith("{\"password\":\"[MASKED]\",\"text\":\"xxx");
  }

  private static void assertAllIsGivenBack(Mirrored mirrored) {
    for (int i = 0; i < 5; i++) {
      byte[] body = ("{\"text\":\"" + "x".repeat(500) + "\"}").getBytes(UTF_8);
      Mirrored.Seen seen = mirrored.post("/mirror/map", JSON, body);
      assertThat(seen.request().path("body").isObject()).isTrue();
      assertThat(seen.answer().path("body").isObject()).isTrue();
    }
    assertThat(mirrored.stats().payloadsOmittedMemory()).isZero();
  }
}
