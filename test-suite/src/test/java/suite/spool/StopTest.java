package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** What is not delivered yet when the application stops goes to disk, whatever is in the way. */
final class StopTest {

  private static final String SPEC = "StopTest";
  private static final String BLOCKED = "StopTest.blocked";
  private static final String SLOW = "StopTest.slow";
  private static final String SLOW_HOOK = "StopTest.hook";
  private static final String LATE = "late";
  private static final int EVENTS = 60;

  @TempDir Path directory = Path.of("");

  @Test
  void aThreadThatIsInterruptedLosesNothingByStoppingTheApplication() {
    Map<String, ?> settings = Map.of("routeflow.flush-interval-ms", 3_600_000);
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application = start(ingest, SPEC, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, EVENTS);
      LedgerLaw.holds(application, EVENTS);
      Thread.currentThread().interrupt();
      try {
        application.context().publishEvent(new ShutdownEvent(application.context()));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
      } finally {
        boolean unused = Thread.interrupted();
      }
      RouteflowStats stopped = LedgerLaw.holds(routeflow, EVENTS);
      assertThat(stopped.droppedTotal()).isZero();
      assertThat(stopped.spooled()).isEqualTo(EVENTS);
    }
  }

  @Test
  void whatWaitsForAnExporterThatBlocksGoesToDiskWhenTheApplicationStops() {
    Map<String, ?> settings =
        Map.of(
            "routeflow.spool.enabled", false,
            "routeflow.destinations.Blocked.spool.enabled", true,
            "routeflow.destinations.Blocked.max-events-per-batch", 10);
    Routeflow routeflow;
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, BLOCKED, settings)) {
      routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, EVENTS);
      Blocked blocked = application.context().getBean(Blocked.class);
      await().until(() -> blocked.entered.getCount() == 0);
      LedgerLaw.holds(application, EVENTS);
    }
    assertThat(at(routeflow, "Blocked").droppedTotal()).isZero();
    assertThat(at(routeflow, "Blocked").spooled()).isEqualTo(EVENTS);
    assertThat(new SpoolFolder(directory).events()).isEqualTo(EVENTS);
  }

  /** Not in the last part of the time only, in which a disk may have room for few of them. */
  @Test
  void inAnOutageWhatWaitsGoesToDiskBeforeTheTimeOfTheStopIsUsedUp() throws Exception {
    Map<String, ?> settings =
        Map.of(
            "routeflow.max-attempts", 1,
            "routeflow.max-events-per-batch", 1,
            "routeflow.max-batches-in-flight", 1,
            "routeflow.timeout-ms", 60_000,
            "routeflow.shutdown-timeout-ms", 60_000);
    try (FakeIngest ingest =
            FakeIngest.start().answer(Answer.status(503)).otherwise(Answer.hang());
        TestApplication application = start(ingest, SPEC, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 1);
      await().atMost(FakeIngest.PATIENCE).until(() -> routeflow.stats().spooled() == 1);
      Pings.send(application, EVENTS);
      LedgerLaw.holds(application, EVENTS + 1);
      Thread stop = new Thread(application::close);
      stop.start();
      // one new event, at most, is in flight
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> routeflow.stats().spooled() >= EVENTS && stop.isAlive());
      ingest.close();
      stop.join();
      assertThat(routeflow.stats().droppedTotal()).isZero();
    }
  }

  /** It has not failed before, so that only its silence says that it hangs. */
  @Test
  void whereAReceiverHangsWhatWaitsGoesToDiskBeforeTheTimeOfTheStopIsUsedUp() throws Exception {
    Map<String, ?> settings =
        Map.of(
            "routeflow.max-events-per-batch", 1,
            "routeflow.max-batches-in-flight", 1,
            "routeflow.timeout-ms", 60_000,
            "routeflow.shutdown-timeout-ms", 30_000);
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application = start(ingest, SPEC, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, EVENTS);
      LedgerLaw.holds(application, EVENTS);
      Thread stop = new Thread(application::close);
      stop.start();
      // all but the one in flight, which is the last to go
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> new SpoolFolder(directory).events() >= EVENTS - 1 && stop.isAlive());
      ingest.close();
      stop.join();
      assertThat(routeflow.stats().droppedTotal()).isZero();
    }
  }

  /** It is slow, and does not hang: what is on disk would have to wait for the next process. */
  @Test
  void whatASlowDestinationTakesInTheTimeOfTheStopIsSentAndNotLeftOnDisk() {
    // nothing leaves the queue before, so that it has answered nothing when the stop begins
    Map<String, ?> settings =
        Map.of(
            "routeflow.flush-interval-ms", 3_600_000,
            "routeflow.max-events-per-batch", EVENTS + 1,
            "routeflow.shutdown-timeout-ms", 60_000,
            "routeflow.spool.enabled", false,
            "routeflow.destinations.slow.spool.enabled", true,
            "routeflow.destinations.slow.max-events-per-batch", 5,
            "routeflow.destinations.slow.max-batches-in-flight", 4,
            "routeflow.destinations.slow.timeout-ms", 60_000);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, SLOW, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Slow slow = application.context().getBean(Slow.class);
      Pings.send(application, EVENTS);
      LedgerLaw.holds(application, EVENTS);
      assertThat(slow.batches).isEmpty();
      application.close();
      assertThat(at(routeflow, "Slow").sent()).isEqualTo(EVENTS);
      assertThat(new SpoolFolder(directory).events()).isZero();
      assertThat(slow.batches).hasSize(EVENTS / 5).doesNotHaveDuplicates();
    }
  }

  /** A hook of the application holds up what leaves the queue until all else is on disk. */
  @Test
  void whatEndsDuringTheLastFlushGoesToDiskTooWhereNothingElseHasTimeLeft() throws Exception {
    Map<String, ?> settings =
        Map.of(
            "routeflow.flush-interval-ms", 3_600_000,
            "routeflow.timeout-ms", 60_000,
            "routeflow.shutdown-timeout-ms", 3000);
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application = start(ingest, SLOW_HOOK, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 3);
      LedgerLaw.holds(application, 3);
      Thread stop = new Thread(application::close);
      stop.start();
      ingest.awaitRequests(1);
      for (int i = 0; i < 5; i++) {
        routeflow.captureEvent(CapturedEvent.named(LATE).build());
      }
      stop.join();
      RouteflowStats stopped = LedgerLaw.holds(routeflow, 8);
      assertThat(stopped.droppedTotal()).isZero();
      assertThat(stopped.spooled()).isEqualTo(8);
    }
  }

  @Test
  void oneEventThatNoDiskTakesIsNoReasonToLoseThoseBehindIt() {
    Map<String, ?> settings =
        Map.of(
            "routeflow.spool.max-bytes", 65_536,
            "routeflow.timeout-ms", 20_000,
            "routeflow.max-events-per-batch", 1,
            "routeflow.max-batches-in-flight", 1);
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application = start(ingest, SPEC, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 1);
      ingest.awaitRequests(1);
      routeflow.captureEvent(
          CapturedEvent.named("large").requestPayload("x".repeat(100_000)).build());
      Pings.send(application, 5);
      LedgerLaw.holds(application, 7);
      application.close();
      assertThat(routeflow.stats().dropped(DropReason.SHUTDOWN)).isEqualTo(1);
      assertThat(routeflow.stats().droppedTotal()).isEqualTo(1);
      assertThat(routeflow.stats().spooled()).isEqualTo(6);
    }
  }

  /** An application that spools into the directory. */
  private TestApplication start(FakeIngest ingest, String spec, Map<String, ?> settings) {
    return Pings.start(ingest, spec, new SpoolFolder(directory).settings(settings));
  }

  private static RouteflowStats.Destination at(Routeflow routeflow, String destination) {
    return Objects.requireNonNull(routeflow.stats().destinations().get(destination));
  }

  /** Accepts each batch after more than a second. */
  @Requires(property = "spec.name", value = SLOW)
  @Singleton
  static class Slow implements EventExporter {
    private static final int DELAY_MS = 1200;

    final Queue<UUID> batches = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      batches.add(batch.id());
      return new CompletableFuture<ExportResult>()
          .completeOnTimeout(ExportResult.accepted(), DELAY_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** Does not even return. */
  @Requires(property = "spec.name", value = BLOCKED)
  @Singleton
  static class Blocked implements EventExporter {
    final CountDownLatch entered = new CountDownLatch(1);

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      entered.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new CompletableFuture<>();
    }
  }

  /** Holds up the first of the late events until those before them are on disk, or a moment. */
  @Requires(property = "spec.name", value = SLOW_HOOK)
  @Singleton
  static class SlowHook implements ShouldCapture {
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private final BeanProvider<Routeflow> routeflow;
    private boolean slow = true;

    SlowHook(BeanProvider<Routeflow> routeflow) {
      this.routeflow = routeflow;
    }

    @Override
    public boolean shouldCapture(Event event) {
      long start = System.nanoTime();
      while (slow
          && event.label().equals(LATE)
          && routeflow.get().stats().spooled() == 0
          && System.nanoTime() - start < MOMENT) {
        LockSupport.parkNanos(1_000_000);
      }
      slow = slow && !event.label().equals(LATE);
      return true;
    }
  }
}
