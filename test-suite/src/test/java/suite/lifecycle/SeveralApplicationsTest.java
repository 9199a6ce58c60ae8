package suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

/** Applications in one process share nothing, neither at a time nor one after the other. */
final class SeveralApplicationsTest {

  private static final String SPEC = "SeveralApplicationsTest";
  private static final int REQUESTS = 20;
  private static final int STARTS = 3;

  @Test
  void twoAtATimeDeliverEachToItsOwnEndpoint() {
    try (FakeIngest left = FakeIngest.start();
        FakeIngest right = FakeIngest.start();
        TestApplication one = Pings.start(left, SPEC, named("one"));
        TestApplication two = Pings.start(right, SPEC, named("two"))) {
      for (int i = 0; i < REQUESTS; i++) {
        ping(one, "one-trace-" + i);
        ping(two, "two-trace-" + i);
      }

      assertOnlyOf("one", left.awaitEvents(REQUESTS), left);
      assertOnlyOf("two", right.awaitEvents(REQUESTS), right);
      assertThat(LedgerLaw.holdsAtRest(one, REQUESTS).sent()).isEqualTo(REQUESTS);
      assertThat(LedgerLaw.holdsAtRest(two, REQUESTS).sent()).isEqualTo(REQUESTS);
    }
    awaitThreads(0);
  }

  @Test
  void theStopOfOneLeavesTheOtherAtWork() {
    try (FakeIngest left = FakeIngest.start();
        FakeIngest right = FakeIngest.start();
        TestApplication staying = Pings.start(right, SPEC, named("two"))) {
      try (TestApplication leaving = Pings.start(left, SPEC, named("one"))) {
        Pings.send(leaving, 1);
        awaitThreads(2);
      }
      assertThat(left.events()).hasSize(1);
      awaitThreads(1);

      Pings.send(staying, REQUESTS);
      right.awaitEvents(REQUESTS);
      assertThat(LedgerLaw.holdsAtRest(staying, REQUESTS).sent()).isEqualTo(REQUESTS);
      assertThat(left.events()).hasSize(1);
    }
    awaitThreads(0);
  }

  @Test
  void oneThatIsStartedAgainBeginsAnewAndLeavesNoThread() {
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start()) {
      for (int start = 1; start <= STARTS; start++) {
        Routeflow routeflow;
        try (TestApplication application = Pings.start(ingest, SPEC, named("again"))) {
          routeflow = application.context().getBean(Routeflow.class);
          assertThat(routeflow.stats().captured()).isZero();
          Pings.send(application, REQUESTS);
          LedgerLaw.holds(routeflow, REQUESTS);
        }
        assertThat(LedgerLaw.holds(routeflow, REQUESTS).sent()).isEqualTo(REQUESTS);
        assertThat(ingest.events())
            .hasSize(start * REQUESTS)
            .extracting(event -> event.path("event_id"))
            .doesNotHaveDuplicates();
        awaitThreads(0);
      }
      assertThat(log.messages()).isEmpty();
    }
  }

  private static Map<String, Object> named(String name) {
    return Map.of("routeflow.service-name", name, "routeflow.shutdown-timeout-ms", 20_000);
  }

  private static void ping(TestApplication application, String traceId) {
    String request = RawHttp.get("/ping/1", "x-routeflow-trace-id: " + traceId);
    assertThat(RawHttp.exchange(application.port(), request).status()).isEqualTo(200);
  }

  private static void assertOnlyOf(String name, List<JsonNode> events, FakeIngest ingest) {
    assertThat(events)
        .hasSize(REQUESTS)
        .extracting(event -> event.path("trace_id").asText())
        .doesNotHaveDuplicates()
        .allMatch(traceId -> traceId.startsWith(name + "-trace-"));
    assertThat(ingest.batches())
        .extracting(ReceivedBatch::raw)
        .allSatisfy(raw -> assertThat(raw).asString().contains("\"" + name + "\""));
  }

  /** Each has a dispatcher; the threads of one that was stopped may take a moment to end. */
  private static void awaitThreads(int count) {
    await()
        .atMost(FakeIngest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .filteredOn(
                        name ->
                            count == 0 ? name.startsWith("routeflow") : name.equals("routeflow"))
                    .hasSize(count));
  }
}
