package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

/** What a destination could not take is kept in memory, and arrives when it can. */
final class OfflineQueueTest {

  private static final String SPEC = "OfflineQueueTest";
  private static final int AN_HOUR = 3_600_000;
  private static final Answer SLOW = Answer.slow(Duration.ofMillis(200));

  private static Map<String, Object> keeping(int events, int batch) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("routeflow.offline-queue-max", events);
    settings.put("routeflow.max-events-per-batch", batch);
    settings.put("routeflow.max-attempts", 1);
    settings.put("routeflow.shutdown-timeout-ms", 5000);
    return settings;
  }

  @Test
  void whatFailedInAnOutageArrivesUnderItsIdAfterTheNextSuccess() {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, keeping(100, 5))) {
      Pings.send(application, 20);
      ingest.awaitRequests(4);
      RouteflowStats down = LedgerLaw.holds(application, 20);
      assertThat(down.waiting()).isEqualTo(20);
      assertThat(down.droppedTotal()).isZero();

      ingest.otherwise(Answer.accept());
      Pings.send(application, 1);
      ingest.awaitEvents(21);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 21);
      assertThat(stats.sent()).isEqualTo(21);
      assertThat(stats.droppedTotal()).isZero();
      List<String> failed =
          ingest.attempts().stream().limit(4).map(ReceivedBatch::batchId).toList();
      assertThat(ingest.batches()).extracting(ReceivedBatch::batchId).containsAll(failed);
    }
  }

  @Test
  void theOldestAreDroppedFirstAndTheListenerLearnsOfWhichDestination() {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, keeping(8, 1))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      for (int i = 0; i < 20; i++) {
        Pings.send(application, 1);
        ingest.awaitRequests(i + 1);
      }
      await().until(() -> routeflow.stats().dropped(DropReason.OFFLINE_FULL) == 12);
      RouteflowStats stats = LedgerLaw.holds(application, 20);
      assertThat(stats.waiting()).isEqualTo(8);
      Drops drops = application.context().getBean(Drops.class);
      await().untilAsserted(() -> assertThat(drops.byDestination).isEqualTo(Map.of("ingest", 12L)));

      ingest.otherwise(Answer.accept());
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      LedgerLaw.holdsAtRest(application, 20);
      List<String> failed = new ArrayList<>();
      ingest.attempts().stream()
          .limit(20)
          .forEach(
              batch -> failed.add(batch.json().path("events").get(0).path("event_id").asText()));
      assertThat(ingest.events())
          .extracting(OfflineQueueTest::id)
          .containsExactlyElementsOf(failed.subList(12, 20));
    }
  }

  private static String id(JsonNode event) {
    return event.path("event_id").asText();
  }

  @Test
  void aFlushTriesAgainAndSaysWhetherAnythingIsLeft() {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, keeping(100, 50))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 3);
      LedgerLaw.holds(application, 3);
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isFalse();
      assertThat(LedgerLaw.holds(application, 3).waiting()).isEqualTo(3);

      ingest.otherwise(Answer.accept());
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(LedgerLaw.holdsAtRest(application, 3).sent()).isEqualTo(3);
      assertThat(routeflow.flush(Duration.ZERO)).isTrue();
    }
  }

  /** The wait of the guide, since nothing else happens that could bring it there. */
  @Test
  void whatIsKeptIsTriedAgainAfterHalfAMinuteWithoutAnyNewEvent() {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, keeping(100, 50))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 3);
      await().until(() -> routeflow.stats().lastErrorAt() != null);
      int attempts = ingest.attempts().size();
      ingest.otherwise(Answer.accept());
      ingest.awaitEvents(3, FakeIngest.PATIENCE.plusSeconds(30));
      assertThat(LedgerLaw.holdsAtRest(application, 3).sent()).isEqualTo(3);
      assertThat(ingest.attempts()).hasSize(attempts + ingest.batches().size());
    }
  }

  @Test
  void theLastFlushTriesAgainAndWhatStillFailsIsCountedAsLost() {
    Routeflow routeflow;
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503))) {
      try (TestApplication application = Pings.start(ingest, SPEC, keeping(100, 50))) {
        routeflow = application.context().getBean(Routeflow.class);
        Pings.send(application, 3);
        ingest.awaitRequests(1);
        await().until(() -> routeflow.stats().lastErrorAt() != null);
        ingest.otherwise(Answer.accept());
      }
      assertThat(LedgerLaw.holds(routeflow, 3).sent()).isEqualTo(3);
    }
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503))) {
      Routeflow failing;
      try (TestApplication application = Pings.start(ingest, SPEC, keeping(100, 50))) {
        failing = application.context().getBean(Routeflow.class);
        Pings.send(application, 3);
        ingest.awaitRequests(1);
      }
      assertThat(LedgerLaw.holds(failing, 3).dropped(DropReason.SHUTDOWN)).isEqualTo(3);
    }
  }

  @Test
  void withoutTheSettingNothingIsKept() {
    Map<String, Object> settings = keeping(0, 50);
    settings.put("routeflow.flush-interval-ms", AN_HOUR);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, 3);
      LedgerLaw.holds(application, 3);
      assertThat(application.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE))
          .isTrue();
      assertThat(LedgerLaw.holdsAtRest(application, 3).dropped(DropReason.HTTP_5XX)).isEqualTo(3);
    }
  }

  @Test
  void halvesOfAKeptBatchThatIsTooLargeArrive() {
    // All four in one batch: one event that is too large by itself is dropped.
    Map<String, Object> settings = keeping(100, 50);
    settings.put("routeflow.flush-interval-ms", AN_HOUR);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, 4);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      // else a flush may come before the last of them
      LedgerLaw.holds(application, 4);
      routeflow.flush(FakeIngest.PATIENCE);
      ingest.otherwise(Answer.accept()).answer(Answer.status(413));
      await().until(() -> routeflow.flush(FakeIngest.PATIENCE));
      assertThat(LedgerLaw.holdsAtRest(application, 4).sent()).isEqualTo(4);
      assertThat(ingest.events()).hasSize(4);
      assertThat(ingest.batches()).extracting(batch -> batch.events().size()).containsExactly(2, 2);
    }
  }

  @Test
  void aFlushWaitsForTheHalvesOfAKeptBatchAndForTheirHalves() {
    Map<String, Object> settings = keeping(100, 50);
    settings.put("routeflow.flush-interval-ms", AN_HOUR);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      keepTogether(application, routeflow);
      ingest.otherwise(SLOW).answer(Answer.status(413), Answer.status(413));
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(routeflow.stats().waiting()).isZero();
      assertThat(LedgerLaw.holdsAtRest(application, 4).sent()).isEqualTo(4);
      assertThat(ingest.events()).hasSize(4);
    }
  }

  @Test
  void theLastFlushWaitsForTheHalvesOfAKeptBatch() {
    Map<String, Object> settings = keeping(100, 50);
    settings.put("routeflow.flush-interval-ms", AN_HOUR);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503))) {
      Routeflow routeflow;
      try (TestApplication application = Pings.start(ingest, SPEC, settings)) {
        routeflow = application.context().getBean(Routeflow.class);
        keepTogether(application, routeflow);
        ingest.otherwise(SLOW).answer(Answer.status(413));
      }
      RouteflowStats stats = LedgerLaw.holds(routeflow, 4);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(stats.sent()).isEqualTo(4);
    }
  }

  @Test
  void halvesOfAKeptBatchThatFailAreKeptAgain() {
    Map<String, Object> settings = keeping(100, 50);
    settings.put("routeflow.flush-interval-ms", AN_HOUR);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      keepTogether(application, routeflow);
      ingest.answer(Answer.status(413), Answer.accept());
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isFalse();
      RouteflowStats down = LedgerLaw.holds(application, 4);
      assertThat(down.sent()).isEqualTo(2);
      assertThat(down.waiting()).isEqualTo(2);
      ingest.otherwise(Answer.accept());
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(LedgerLaw.holdsAtRest(application, 4).sent()).isEqualTo(4);
    }
  }

  /** All in one batch, which is kept in memory. */
  private static void keepTogether(TestApplication application, Routeflow routeflow) {
    Pings.send(application, 4);
    LedgerLaw.holds(application, 4);
    assertThat(routeflow.flush(FakeIngest.PATIENCE)).isFalse();
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Drops implements QueueDropListener {
    final Map<String, Long> byDestination = new ConcurrentHashMap<>();

    @Override
    public void onQueueDrop(long events) {}

    @Override
    public void onQueueDrop(long events, String destination) {
      byDestination.merge(destination, events, Long::sum);
    }
  }
}
