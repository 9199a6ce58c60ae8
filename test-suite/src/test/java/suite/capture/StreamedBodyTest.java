package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;

/** Streamed bodies are timed to their end. */
final class StreamedBodyTest {

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
  @ValueSource(strings = {"flux", "sse", "input", "file"})
  void isTimedToItsEnd(String kind) {
    String path = "/streaming/gated/" + kind;
    var held = new AtomicLong();
    JsonNode event = capturing.eventOf(() -> held.set(holdBack(path)));
    assertThat(event.path("path").asText()).isEqualTo(path);
    assertThat(event.path("status_code").asInt()).isEqualTo(200);
    assertThat(event.path("status").asText()).isEqualTo("success");
    assertThat(event.path("latency_ms").asDouble()).isGreaterThanOrEqualTo(held.get() / 1e6);
  }

  @Test
  void aMonoIsTimedToItsAnswer() {
    var held = new AtomicLong();
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                long sent = System.nanoTime();
                http.send(RawHttp.get("/streaming/gated/mono"));
                gate().awaitEntry();
                held.set(holdFor(sent));
                gate().open();
                assertThat(http.read().text()).isEqualTo("second");
              }
            });
    assertThat(event.path("latency_ms").asDouble()).isGreaterThanOrEqualTo(held.get() / 1e6);
  }

  /** What a file or an input stream throws is known to the framework alone. */
  @ParameterizedTest
  @CsvSource({
    "/streaming/broken, suite.capture.Failing$Unexpected",
    "/streaming/broken/sse, suite.capture.Failing$Unexpected",
    "/streaming/broken/mapped, suite.capture.Failing$Unexpected",
    "/streaming/broken/file, "
  })
  void aStreamThatTheServerBreaksOffHasFailed(String path, String exception) {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                http.send(RawHttp.get(path));
                assertThat(http.readHead().status()).isEqualTo(200);
                http.readLine();
                gate().open();
                http.awaitEnd();
              }
            });
    assertThat(event.path("path").asText()).isEqualTo(path);
    assertThat(event.path("status_code").asInt()).isEqualTo(200);
    assertThat(event.path("status").asText()).isEqualTo("failed");
    assertThat(event.path("attributes").isMissingNode()).isTrue();
    assertThat(event.at("/exception/name").asText(""))
        .isEqualTo(exception == null ? "" : exception);
    assertThat(event.toString()).doesNotContain("canary");
  }

  /** The server takes one after the other, whoever watches. */
  @Test
  void nothingIsAskedOfAStreamBeforeItIsWanted() {
    List<Long> watched = demandsOf(capturing);
    List<Long> alone;
    try (Capturing without = Capturing.start(Map.of("routeflow.enabled", false))) {
      alone = demandsOf(without);
    }
    assertThat(watched).isNotEmpty().isEqualTo(alone);
  }

  private static List<Long> demandsOf(Capturing application) {
    assertThat(RawHttp.exchange(application.port(), RawHttp.get("/streaming/demands")).text())
        .isEqualTo("123");
    return application.application().context().getBean(Streaming.class).demands();
  }

  /** Reads the start of a body; how long its end was then held back. */
  private static long holdBack(String path) {
    try (RawHttp http = RawHttp.connect(capturing.port())) {
      long sent = System.nanoTime();
      http.send(RawHttp.get(path));
      assertThat(http.readHead().status()).isEqualTo(200);
      assertThat(http.readLine()).isNotEmpty();
      long held = holdFor(sent);
      gate().open();
      for (String line = http.readLine(); !line.equals("0"); line = http.readLine()) {
        assertThat(line).isNotNull();
      }
      return held;
    }
  }

  /**
   * Does other exchanges for longer than has passed since a moment, so that no earlier end can have
   * taken as long; returns for how long.
   */
  private static long holdFor(long sent) {
    long reached = System.nanoTime();
    do {
      RawHttp.exchange(capturing.port(), RawHttp.get("/health"));
    } while (System.nanoTime() - reached <= reached - sent);
    return System.nanoTime() - reached;
  }

  private static Gate gate() {
    return capturing.application().context().getBean(Gate.class);
  }
}
