package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.ReceivedBatch;
import suite.support.SampleEvents;
import suite.support.TestApplication;

final class BatchingTest {

  private static final String SPEC = "BatchingTest";
  private static final int AN_HOUR = 3_600_000;

  /** Fits into the default queue, and comes faster than any client could send requests. */
  private static final int BURST = 4_000;

  @Test
  void noBatchHasMoreEventsThanTheSettingAllowsAndNoEventIsLostOrDoubled() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.max-events-per-batch", 7))) {
      Pings.send(application, 30);
      ingest.awaitEvents(30);

      assertThat(ingest.batches())
          .allSatisfy(batch -> assertThat(batch.events()).hasSizeLessThanOrEqualTo(7));
      Set<String> ids = new HashSet<>();
      ingest.events().forEach(event -> ids.add(event.path("event_id").asText()));
      assertThat(ids).hasSize(30);
      assertThat(LedgerLaw.holdsAtRest(application, 30).sent()).isEqualTo(30);
    }
  }

  @Test
  void aBatchThatIsNotFullLeavesAfterTheInterval() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, Map.of())) {
      Pings.send(application, 3);
      assertThat(ingest.awaitEvents(3)).hasSize(3);
      assertThat(LedgerLaw.holdsAtRest(application, 3).sent()).isEqualTo(3);
    }
  }

  @Test
  void aFullBatchLeavesAtOnceAndTheRestWaitsForTheInterval() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.flush-interval-ms", AN_HOUR, "routeflow.max-events-per-batch", 5))) {
      Pings.send(application, 8);

      assertThat(ingest.awaitBatches(1).get(0).events()).hasSize(5);
      await().until(() -> stats(application).sent() == 5);
      assertThat(LedgerLaw.holds(application, 8).waiting()).isEqualTo(3);
    }
  }

  @Test
  void aFlushOnDemandSendsWhatWaits() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.flush-interval-ms", AN_HOUR))) {
      Pings.send(application, 3);
      LedgerLaw.holds(application, 3);

      Routeflow routeflow = application.context().getBean(Routeflow.class);
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(ingest.events()).hasSize(3);
      assertThat(LedgerLaw.holds(application, 3).sent()).isEqualTo(3);
    }
  }

  @Test
  void aFlushMayBeGivenAllTheTimeInTheWorldOrLessThanNone() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.flush-interval-ms", AN_HOUR))) {
      Pings.send(application, 3);
      LedgerLaw.holds(application, 3);
      Routeflow routeflow = application.context().getBean(Routeflow.class);

      assertThat(routeflow.flush(ChronoUnit.FOREVER.getDuration())).isTrue();
      assertThat(routeflow.flush(ChronoUnit.FOREVER.getDuration().negated())).isTrue();
      assertThat(ingest.events()).hasSize(3);
    }
  }

  @Test
  void aFlushThatIsNotDoneInTimeSaysSoAndLosesNothing() {
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.flush-interval-ms", AN_HOUR,
                    "routeflow.timeout-ms", 60_000,
                    "routeflow.shutdown-timeout-ms", 0))) {
      Pings.send(application, 2);
      LedgerLaw.holds(application, 2);
      Routeflow routeflow = application.context().getBean(Routeflow.class);

      assertThat(routeflow.flush(Duration.ofMillis(30))).isFalse();
      assertThat(routeflow.flush(Duration.ofMillis(-1))).isFalse();
      assertThat(LedgerLaw.holds(application, 2).waiting()).isEqualTo(2);
    }
  }

  @Test
  void aFlushWaitsForTheEventsBeforeItAlsoWhenLaterOnesOvertakeThem() {
    try (FakeIngest ingest = FakeIngest.start().answer(Answer.hang());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.flush-interval-ms", AN_HOUR,
                    "routeflow.max-events-per-batch", 1,
                    "routeflow.timeout-ms", 60_000,
                    "routeflow.shutdown-timeout-ms", 0))) {
      Pings.send(application, 1);
      ingest.awaitRequests(1);
      Pings.send(application, 5);
      ingest.awaitEvents(5);
      await().until(() -> stats(application).sent() == 5);

      Routeflow routeflow = application.context().getBean(Routeflow.class);
      assertThat(routeflow.flush(Duration.ofMillis(30))).isFalse();
      assertThat(LedgerLaw.holds(application, 6).waiting()).isEqualTo(1);
    }
  }

  @Test
  void batchesCarryTheHeadersOfTheContract() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, Map.of())) {
      Pings.send(application, 1);

      ReceivedBatch batch = ingest.awaitBatches(1).get(0);
      assertThat(batch.method()).isEqualTo("POST");
      assertThat(batch.path()).isEqualTo("/v1/events");
      assertThat(batch.headers().all("Authorization"))
          .containsExactly("Bearer " + TestApplication.INGEST_KEY);
      assertThat(batch.headers().all("Idempotency-Key")).containsExactly(batch.batchId());
      assertThat(batch.headers().all("Content-Type")).containsExactly("application/json");
      assertThat(batch.headers().first("User-Agent"))
          .matches("routeflow-micronaut/[0-9][0-9A-Za-z.-]*");
      assertThat(batch.headers().contains("Content-Encoding")).isFalse();
      LedgerLaw.holdsAtRest(application, 1);
    }
  }

  @Test
  void bodiesArePackedWhereGzipIsSet() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.compression", "gzip"))) {
      Pings.send(application, 20);

      ingest.awaitEvents(20);
      assertThat(ingest.batches())
          .allSatisfy(
              batch -> {
                assertThat(batch.headers().all("Content-Encoding")).containsExactly("gzip");
                assertThat(batch.wireBytes()).isLessThan(batch.raw().length);
              });
      LedgerLaw.holdsAtRest(application, 20);
    }
  }

  @Test
  void anEndpointMayHaveAPathOfItsOwnAndTheIngestPathIsAppendedBothAsTheyAreSet() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.endpoint",
                    ingest.uri() + "/tenant%20a%2Fb/",
                    "routeflow.ingest-path",
                    "/in/v2%3Fb%25c/%7Bx%7D;d='e,f'"))) {
      Pings.send(application, 1);

      assertThat(ingest.awaitBatches(1).get(0).path())
          .isEqualTo("/tenant%20a%2Fb/in/v2%3Fb%25c/%7Bx%7D;d='e,f'");
      LedgerLaw.holdsAtRest(application, 1);
    }
  }

  @Test
  void severalBatchesAreInFlightAtATimeButNotMoreThanAllowed() {
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.max-events-per-batch", 2,
                    "routeflow.max-batches-in-flight", 3,
                    "routeflow.timeout-ms", 60_000,
                    "routeflow.shutdown-timeout-ms", 0))) {
      Pings.send(application, 20);
      ingest.awaitRequests(3);

      RouteflowStats stats = LedgerLaw.holds(application, 20);
      assertThat(stats.batchesInFlight()).isEqualTo(3);
      assertThat(stats.waiting()).isEqualTo(20);
      assertThat(ingest.attempts()).hasSize(3);
    }
  }

  @Test
  void throughputIsNotCappedAtOneBatchAnIntervalAndBurstsThatTheQueueCanHoldLoseNothing() {
    Map<String, Object> settings =
        Map.of("routeflow.max-events-per-batch", 50, "routeflow.flush-interval-ms", AN_HOUR);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      for (int sent = BURST; sent <= 5 * BURST; sent += BURST) {
        SampleEvents.offer(application, BURST);
        ingest.awaitEvents(sent);
      }

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 5 * BURST);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(stats.sent()).isEqualTo(5 * BURST);
      assertThat(ingest.batches()).hasSize(5 * BURST / 50);
    }
  }

  private static RouteflowStats stats(TestApplication application) {
    return application.context().getBean(Routeflow.class).stats();
  }
}
