package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

/** Nothing is lost while a destination cannot be reached. */
final class OutageTest {

  private static final String SPEC = "OutageTest";
  private static final String STUCK = "OutageTest.stuck";
  private static final String BLOCKING = "OutageTest.blocking";
  private static final int EVENTS = 60;
  private static final RouteflowStats.Destination NOTHING =
      new RouteflowStats.Destination(0, 0, 0, 0, 0, 0, 0, Map.of(), null);

  @TempDir Path directory = Path.of("");

  @Test
  void whatFailsInAnOutageIsOnDiskAndArrivesOnceAndInOrderOnRecovery() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start()) {
      ingest.refuse();
      Map<String, Object> settings = folder.settings(Map.of("routeflow.max-events-per-batch", 10));
      try (TestApplication application = Pings.start(ingest, SPEC, settings)) {
        Pings.send(application, EVENTS);
        await().until(() -> stats(application).spooled() == EVENTS);
        RouteflowStats stats = LedgerLaw.holdsAtRest(application, EVENTS);
        assertThat(stats.droppedTotal()).isZero();
        List<Path> files = folder.batches();
        assertThat(files.stream().mapToInt(SpoolFolder::eventsOf).sum()).isEqualTo(EVENTS);

        ingest.listenAgain();
        ingest.awaitEvents(EVENTS);
        await().until(() -> stats(application).spooled() == 0);
        RouteflowStats after = LedgerLaw.holdsAtRest(application, EVENTS);
        assertThat(after.sent()).isEqualTo(EVENTS);
        assertThat(after.spooled()).isZero();
        assertThat(ingest.attempts())
            .extracting(ReceivedBatch::batchId)
            .containsExactlyElementsOf(files.stream().map(SpoolFolder::idOf).toList());
        assertThat(folder.batches()).isEmpty();
      }
      assertThat(directory.toFile().list()).isEmpty();
    }
  }

  private static RouteflowStats.Destination stats(TestApplication application) {
    RouteflowStats.Destination ingest =
        application.context().getBean(Routeflow.class).stats().destinations().get("ingest");
    return ingest == null ? NOTHING : ingest;
  }

  @Test
  void whatDoesNotFitTheWaitingRoomInAnOutageGoesToDiskAlsoForAnExporterOfTheApplication() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                STUCK,
                folder.settings(
                    Map.of(
                        "routeflow.spool.enabled", false,
                        "routeflow.destinations.Stuck.spool.enabled", true,
                        "routeflow.destinations.Stuck.queue-maxsize", 40,
                        "routeflow.destinations.Stuck.max-events-per-batch", 5,
                        "routeflow.destinations.Stuck.max-batches-in-flight", 2,
                        "routeflow.destinations.Stuck.max-attempts", 10,
                        "routeflow.destinations.Stuck.retry-base-ms", 60_000,
                        "routeflow.destinations.Stuck.timeout-ms", 100)))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 1);
      await()
          .until(
              () -> {
                RouteflowStats.Destination stuck = routeflow.stats().destinations().get("Stuck");
                return stuck != null && stuck.lastErrorAt() != null;
              });
      Pings.send(application, 600);
      LedgerLaw.holds(application, 601);
      await().until(() -> routeflow.stats().waiting() == 0);
      await().until(() -> at(routeflow, "Stuck").spooled() > 500);
      RouteflowStats stats = LedgerLaw.holds(application, 601);
      assertThat(at(routeflow, "Stuck").droppedTotal()).isZero();
      assertThat(stats.sent()).isEqualTo(601);
      assertThat(stats.spooled()).isZero();
    }
  }

  @Test
  void whatDoesNotFitTheWaitingRoomWhileAnExporterBlocksGoesToDiskAsInAnyOutage() {
    SpoolFolder folder = new SpoolFolder(directory);
    Map<String, Object> settings =
        folder.settings(
            Map.of(
                "routeflow.spool.enabled", false,
                "routeflow.destinations.blocking.spool.enabled", true,
                "routeflow.destinations.blocking.timeout-ms", 50,
                "routeflow.destinations.blocking.flush-interval-ms", 20,
                "routeflow.destinations.blocking.queue-maxsize", 20,
                "routeflow.destinations.blocking.max-events-per-batch", 5,
                "routeflow.destinations.blocking.max-batches-in-flight", 2));
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery", Level.WARN);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, BLOCKING, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Blocking blocking = application.context().getBean(Blocking.class);
      Pings.send(application, 1);
      await().until(() -> at(routeflow, "Blocking").lastErrorAt() != null);
      for (int sent = 0; sent < 600; sent += 5) {
        // as fast as the disk takes them: of more at once some would be dropped, and counted
        int onDisk = sent - 14;
        await().atMost(FakeIngest.PATIENCE).until(() -> folder.events() >= onDisk);
        Pings.send(application, 5);
      }
      await().until(() -> at(routeflow, "Blocking").spooled() > 500);
      RouteflowStats stats = LedgerLaw.holds(application, 601);
      assertThat(at(routeflow, "Blocking").droppedTotal()).isZero();
      assertThat(blocking.batches).hasValue(1);
      assertThat(stats.sent()).isEqualTo(601);
      assertThat(log.messages())
          .containsExactly(
              "Delivery to Blocking fails (the exporter does not return); the application is not"
                  + " affected");

      blocking.gate.countDown();
      await()
          .atMost(FakeIngest.PATIENCE.multipliedBy(2))
          .until(() -> at(routeflow, "Blocking").sent() == 601);
      assertThat(folder.batches()).isEmpty();
    }
  }

  /** It has not failed yet, and will not for a minute: only its silence says that it hangs. */
  @Test
  void whatDoesNotFitTheWaitingRoomOfAReceiverThatHangsForTheFirstTimeGoesToDisk() {
    SpoolFolder folder = new SpoolFolder(directory);
    Map<String, Object> settings =
        folder.settings(
            Map.of(
                "routeflow.timeout-ms", 60_000,
                "routeflow.queue-maxsize", 40,
                "routeflow.max-events-per-batch", 5,
                "routeflow.max-batches-in-flight", 1,
                "routeflow.shutdown-timeout-ms", 200));
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      // more than half of what the waiting room holds beside the batch that is in flight
      Pings.send(application, 30);
      await().atMost(FakeIngest.PATIENCE).until(() -> folder.events() > 0);
      for (int sent = 30; sent < 330; sent += 5) {
        // as fast as the disk takes them: of more at once some would be dropped, and counted
        int onDisk = sent - 35;
        await().atMost(FakeIngest.PATIENCE).until(() -> folder.events() >= onDisk);
        Pings.send(application, 5);
      }
      // but for the waiting room and what is on disk and in memory, to be sent next
      await().atMost(FakeIngest.PATIENCE).until(() -> stats(application).spooled() > 200);
      RouteflowStats stats = LedgerLaw.holds(application, 330);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(stats(application).lastErrorAt()).isNull();
    }
  }

  private static RouteflowStats.Destination at(Routeflow routeflow, String destination) {
    return Objects.requireNonNull(routeflow.stats().destinations().get(destination));
  }

  @Test
  void aRestartInTheMiddleSendsTheRestUnderTheSameIdsAndCountsItAsAdopted() {
    SpoolFolder folder = new SpoolFolder(directory);
    Map<String, Object> settings = folder.settings(Map.of("routeflow.max-events-per-batch", 10));
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503))) {
      Routeflow routeflow;
      try (TestApplication application = Pings.start(ingest, SPEC, settings)) {
        routeflow = application.context().getBean(Routeflow.class);
        Pings.send(application, EVENTS);
        LedgerLaw.holds(application, EVENTS);
      }
      RouteflowStats stopped = LedgerLaw.holds(routeflow, EVENTS);
      assertThat(stopped.droppedTotal()).isZero();
      assertThat(stopped.spooled()).isEqualTo(EVENTS);
      List<String> ids = folder.batches().stream().map(SpoolFolder::idOf).toList();

      ingest.otherwise(Answer.accept());
      try (TestApplication application = Pings.start(ingest, SPEC, settings)) {
        ingest.awaitEvents(EVENTS);
        await().until(() -> stats(application).sent() == EVENTS);
        RouteflowStats.Destination again = stats(application);
        assertThat(again.adopted()).isEqualTo(EVENTS);
        assertThat(again.offered()).isZero();
        LedgerLaw.holdsAtRest(application, 0);
      }
      assertThat(ingest.batches())
          .extracting(ReceivedBatch::batchId)
          .containsExactlyInAnyOrderElementsOf(new HashSet<>(ids));
    }
  }

  @Test
  void aSpooledBatchThatIsRejectedIsDroppedAndCountedAndTheNextOneFollows() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(500));
        TestApplication application =
            Pings.start(
                ingest, SPEC, folder.settings(Map.of("routeflow.max-events-per-batch", 5)))) {
      Pings.send(application, 5);
      await().until(() -> stats(application).spooled() == 5);
      Pings.send(application, 5);
      await().until(() -> stats(application).spooled() == 10);
      int rejected = SpoolFolder.eventsOf(folder.batches().get(0));
      ingest.answer(Answer.status(400)).otherwise(Answer.accept());
      await().until(() -> stats(application).spooled() == 0);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 10);
      assertThat(stats.dropped(DropReason.HTTP_4XX)).isEqualTo(rejected).isPositive();
      assertThat(stats.sent()).isEqualTo(10 - rejected).isPositive();
      assertThat(folder.batches()).isEmpty();
    }
  }

  @Test
  void aSpooledBatchThatIsTooLargeIsHalvedOnDiskToo() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(500));
        TestApplication application = Pings.start(ingest, SPEC, folder.settings(oneBatchOf(8)))) {
      Pings.send(application, 8);
      await().until(() -> stats(application).spooled() == 8);
      ingest.answer(Answer.status(413));
      await().atMost(FakeIngest.PATIENCE).until(() -> sizes(folder).equals(List.of(4, 4)));

      ingest.otherwise(Answer.accept());
      ingest.awaitEvents(8);
      await().until(() -> stats(application).sent() == 8);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 8);
      assertThat(stats.sent()).isEqualTo(8);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(ingest.batches()).extracting(batch -> batch.events().size()).containsExactly(4, 4);
      assertThat(folder.batches()).isEmpty();
    }
  }

  private static List<Integer> sizes(SpoolFolder folder) {
    return folder.batches().stream().map(SpoolFolder::eventsOf).toList();
  }

  private static Map<String, Object> oneBatchOf(int events) {
    return Map.of(
        "routeflow.flush-interval-ms", 3_600_000, "routeflow.max-events-per-batch", events);
  }

  @Test
  void aPauseThatIsAskedForIsKeptForSpooledBatchesToo() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(500));
        TestApplication application =
            Pings.start(
                ingest, SPEC, folder.settings(Map.of("routeflow.max-events-per-batch", 5)))) {
      Pings.send(application, 5);
      await().until(() -> stats(application).spooled() == 5);
      ingest.answer(Answer.retryAfter(503, "2")).otherwise(Answer.accept());
      int before = ingest.attempts().size();
      List<ReceivedBatch> attempts = ingest.awaitRequests(before + 2);
      ReceivedBatch refused =
          attempts.stream()
              .filter(batch -> batch.answer() instanceof Answer.Full full && full.status() == 503)
              .findFirst()
              .orElseThrow();
      ReceivedBatch next = attempts.get(attempts.indexOf(refused) + 1);
      assertThat(next.receivedAt() - refused.receivedAt()).isGreaterThan(1_900_000_000L);
      LedgerLaw.holdsAtRest(application, 5);
    }
  }

  @Test
  void withoutADirectoryOneLineSaysSoAndNothingIsKept() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery");
        FakeIngest ingest = FakeIngest.start(Answer.status(500));
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of("routeflow.spool.enabled", true, "routeflow.max-attempts", 1))) {
      Pings.send(application, 3);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 3);
      assertThat(stats.dropped(DropReason.HTTP_5XX)).isEqualTo(3);
      assertThat(log.messages())
          .containsOnlyOnce("routeflow.spool.directory is not set: nothing is kept on disk");
    }
  }

  @Test
  void whatIsOnDiskIsMaskedAsItIsOnTheWire() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    String canary = "canary-7f3a91";
    try (FakeIngest ingest = FakeIngest.start(Answer.status(500));
        TestApplication application =
            TestApplication.start(
                ingest,
                SPEC,
                folder.settings(
                    Map.of(
                        "routeflow.capture-exception-message", true,
                        "routeflow.spool.write-ahead", true)))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      routeflow.captureEvent(
          CapturedEvent.named("import").type(EventType.JOB).attribute("rows", 12).build());
      routeflow.captureException(new IllegalStateException("token=" + canary), null);
      await().until(() -> stats(application).spooled() == 2);
      List<Path> files = folder.batches();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        assertThat(Files.readString(file)).doesNotContain(canary);
      }
      assertThat(files).anySatisfy(file -> assertThat(file).content().contains("[MASKED]"));
      ingest.otherwise(Answer.accept());
      ingest.awaitEvents(2);
    }
  }

  /** Does not return until it may. */
  @Requires(property = "spec.name", value = BLOCKING)
  @Singleton
  static class Blocking implements EventExporter {
    final AtomicInteger batches = new AtomicInteger();
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      batches.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }
  }

  /** Never answers. */
  @Requires(property = "spec.name", value = STUCK)
  @Singleton
  static class Stuck implements EventExporter {
    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return new CompletableFuture<>();
    }
  }
}
