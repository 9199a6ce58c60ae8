package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.HeapGrowth;

/** A client that opens streams and resets them at once, as in CVE-2023-44487. */
final class RapidResetTest {

  /** What the server lets pass; more than 200 within 30 seconds end the connection. */
  private static final int ALLOWED = 150;

  private static final int TOO_MANY = 2_000;
  private static final int CONNECTIONS = 40;

  /** Less than it takes to keep the recording of each stream alone. */
  private static final long LIMIT = 100L * ALLOWED * CONNECTIONS;

  private static final Map<String, ?> HTTP_2 = Map.of("micronaut.server.http-version", "2.0");

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(HTTP_2);
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @Test
  void eachStreamIsOneEvent() {
    List<JsonNode> events = capturing.eventsOf(ALLOWED, () -> openAndReset(capturing, ALLOWED));
    assertThat(events)
        .hasSize(ALLOWED)
        .allSatisfy(
            event -> {
              assertThat(event.path("path").asText()).isEqualTo("/streaming/never");
              assertThat(event.path("status_code").asInt()).isEqualTo(499);
            })
        .extracting(event -> event.path("event_id"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aServerThatPutsAnEndToItMakesNoMoreEventsThanStreams() {
    try (Capturing other = Capturing.start(HTTP_2)) {
      assertThatThrownBy(() -> openAndReset(other, TOO_MANY))
          .isInstanceOf(UncheckedIOException.class);

      Routeflow routeflow = other.application().context().getBean(Routeflow.class);
      await()
          .atMost(FakeIngest.PATIENCE)
          .untilAsserted(
              () -> {
                RouteflowStats stats = routeflow.stats();
                assertThat(stats.captured()).isBetween(1L, (long) TOO_MANY);
                assertThat(stats.sent()).isEqualTo(stats.captured());
              });
      assertThat(other.ingest().events())
          .extracting(event -> event.path("event_id"))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void nothingOfTheStreamsStays() {
    HeapGrowth growth = HeapGrowth.of(LIMIT, RapidResetTest::round);
    assertThat(growth.least()).as("the least of %s", growth).isLessThan(LIMIT);
  }

  private static void round() {
    for (int i = 0; i < CONNECTIONS; i++) {
      capturing.eventsOf(ALLOWED, () -> openAndReset(capturing, ALLOWED));
    }
    capturing.ingest().forget();
  }

  private static void openAndReset(Capturing capturing, int streams) {
    try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
      for (int i = 0; i < streams; i++) {
        int stream = 2 * i + 1;
        http.get(stream, "/streaming/never").reset(stream);
      }
      http.ping();
    }
  }
}
