package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

/** More requests than the queue holds, over real connections, with the default settings. */
final class SustainedLoadTest {

  private static final int CONNECTIONS = 4;
  private static final int REQUESTS = 20_000;
  private static final int AT_ONCE = 25;
  private static final int BATCH = 50;

  /** Of the default queue's 5,000 places; the clients wait above it, the delivery never does. */
  private static final int MANY_WAITING = 4_000;

  private static final Duration POLL = Duration.ofMillis(1);

  /**
   * With an interval of an hour nothing but full batches can carry the events, and the queue has no
   * room for a quarter of them: whatever waited for the interval would be here for an hour.
   */
  @Test
  void isDeliveredInFullBatchesThatWaitForNoIntervalWithoutADropAndEachEventOnce() {
    Map<String, Object> lazy = Map.of("routeflow.flush-interval-ms", 3_600_000);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, "SustainedLoadTest", lazy)) {
      sendAll(application);
      List<JsonNode> events = ingest.awaitEvents(REQUESTS);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, REQUESTS);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(stats.sent()).isEqualTo(REQUESTS);
      assertThat(events)
          .extracting(event -> event.path("trace_id").asText())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, REQUESTS).mapToObj(SustainedLoadTest::traceId).toList());
      assertThat(events).extracting(event -> event.path("event_id")).doesNotHaveDuplicates();
      assertThat(ingest.batches())
          .hasSize(REQUESTS / BATCH)
          .extracting(ReceivedBatch::events)
          .allSatisfy(batch -> assertThat(batch).hasSize(BATCH));
    }
  }

  private static void sendAll(TestApplication application) {
    ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      CompletableFuture<?>[] all =
          IntStream.range(0, CONNECTIONS)
              .map(client -> client * (REQUESTS / CONNECTIONS))
              .mapToObj(from -> CompletableFuture.runAsync(() -> send(application, from), clients))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(all).join();
    } finally {
      clients.shutdownNow();
    }
  }

  private static void send(TestApplication application, int from) {
    Routeflow routeflow = application.context().getBean(Routeflow.class);
    try (RawHttp http = RawHttp.connect(application.port())) {
      for (int next = from; next < from + REQUESTS / CONNECTIONS; next += AT_ONCE) {
        await()
            .atMost(FakeIngest.PATIENCE)
            .pollInterval(POLL)
            .pollDelay(Duration.ZERO)
            .until(() -> routeflow.stats().waiting() < MANY_WAITING);
        var requests = new StringBuilder();
        for (int i = next; i < next + AT_ONCE; i++) {
          requests.append(RawHttp.get("/ping/" + i, "x-routeflow-trace-id: " + traceId(i)));
        }
        http.send(requests.toString());
        for (int i = 0; i < AT_ONCE; i++) {
          assertThat(http.read().status()).isEqualTo(200);
        }
      }
    }
  }

  private static String traceId(int number) {
    return "request-" + number;
  }
}
