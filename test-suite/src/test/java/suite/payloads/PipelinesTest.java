package suite.payloads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies are captured once, whatever handlers the server puts into a connection. */
final class PipelinesTest {

  private static final byte[] JSON = Mirror.JSON.getBytes(UTF_8);
  private static final String MASKED = "{\"name\":\"Anna\",\"password\":\"[MASKED]\",\"n\":1.5}";

  @Test
  void whereTheServerPutsRequestsTogether() {
    Map<String, ?> aggregating =
        Map.of(
            Mirrored.BODIES,
            true,
            Mirrored.ANSWERS,
            true,
            "micronaut.server.netty.server-type",
            "full_content");
    try (Mirrored mirrored = Mirrored.start("1.1", aggregating)) {
      Mirrored.Seen seen =
          mirrored.post(
              "/mirror/bytes", "application/json", JSON, "X-Answer-Type", "application/json");
      assertThat(seen.response().body()).isEqualTo(JSON);
      assertThat(seen.event().path("path").asText()).isEqualTo("/mirror/bytes");
      assertThat(seen.request().path("body").toString()).isEqualTo(MASKED);
      assertThat(seen.answer().path("body").toString()).isEqualTo(MASKED);
      assertThat(mirrored.get("/mirror/thrown").event().path("exception").path("name").asText())
          .isEqualTo("java.lang.IllegalStateException");
    }
  }

  /** The memory is enough for one copy of the body, and not for two. */
  @Test
  void whereTheServerMakesAChannelForEachStream() {
    Map<String, ?> channels =
        Map.of(
            Mirrored.BODIES,
            true,
            "micronaut.server.netty.legacy-multiplex-handlers",
            true,
            "routeflow.max-payload-memory-bytes",
            1_500);
    byte[] body = ("{\"text\":\"" + "x".repeat(1_000) + "\"}").getBytes(UTF_8);
    try (Mirrored mirrored = Mirrored.start("2.0", channels)) {
      Mirrored.Seen seen = mirrored.post("/mirror/bytes", "application/json", body);
      assertThat(seen.response().body()).isEqualTo(body);
      assertThat(seen.request().path("omitted").isMissingNode()).isTrue();
      assertThat(seen.request().path("size_bytes").asInt()).isEqualTo(body.length);
    }
  }
}
