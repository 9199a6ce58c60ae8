package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.netty.channel.EventLoopGroup;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** With a write-ahead a batch is on disk before its first attempt, whatever the attempt does. */
final class WriteAheadTest {

  private static final String SPEC = "WriteAheadTest";
  private static final String SLOW_CLIENT = "WriteAheadTest.client";
  private static final String BLOCKING = "WriteAheadTest.blocking";
  private static final int EVENTS = 60;

  @TempDir Path directory = Path.of("");

  @Test
  void whatIsAnsweredWhileTheClientIsMadeIsOnDisk() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SLOW_CLIENT, ahead(folder, Map.of()))) {
      SlowNetwork network = application.context().getBean(SlowNetwork.class);
      Pings.send(application, 5);
      await().until(() -> network.entered.getCount() == 0);
      Pings.send(application, EVENTS);
      await().until(() -> folder.events() == 5 + EVENTS);
      RouteflowStats stats = LedgerLaw.holds(application, 5 + EVENTS);
      assertThat(stats.sent()).isZero();
      assertThat(stats.droppedTotal()).isZero();
      assertThat(ingest.attempts()).isEmpty();

      network.gate.countDown();
      ingest.awaitEvents(5 + EVENTS);
      assertThat(LedgerLaw.holdsAtRest(application, 5 + EVENTS).sent()).isEqualTo(5 + EVENTS);
      assertThat(folder.batches()).isEmpty();
    }
  }

  @Test
  void whatIsOfferedWhileAnExporterBlocksIsOnDiskAndCostsTheOthersNothing() {
    SpoolFolder folder = new SpoolFolder(directory);
    Map<String, Object> settings =
        ahead(
            folder,
            Map.of(
                "routeflow.spool.enabled", false,
                "routeflow.destinations.blocking.spool.enabled", true,
                "routeflow.destinations.blocking.flush-interval-ms", 20,
                "routeflow.destinations.blocking.max-events-per-batch", 3,
                "routeflow.destinations.blocking.max-batches-in-flight", 2));
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, BLOCKING, settings)) {
      Blocking blocking = application.context().getBean(Blocking.class);
      Pings.send(application, EVENTS);
      await().until(() -> blocking.entered.getCount() == 0);
      ingest.awaitEvents(EVENTS);
      await().until(() -> folder.events() == EVENTS);
      assertThat(at(application, "Blocking").droppedTotal()).isZero();

      blocking.gate.countDown();
      LedgerLaw.holdsAtRest(application, EVENTS);
      await().until(() -> at(application, "Blocking").sent() == EVENTS);
      assertThat(folder.batches()).isEmpty();
    }
  }

  /**
   * As what is older than an interval is to be on disk, however many batches are in front of it.
   */
  @Test
  void aDestinationThatIsSlowerThanTheApplicationFillsTheDiskWithItAndDropsWithoutIt() {
    SpoolFolder folder = new SpoolFolder(directory);
    for (boolean ahead : new boolean[] {true, false}) {
      Map<String, Object> settings =
          folder.settings(
              Map.of(
                  "routeflow.spool.write-ahead", ahead,
                  "routeflow.queue-maxsize", 100,
                  "routeflow.max-events-per-batch", 1,
                  "routeflow.max-batches-in-flight", 1));
      try (FakeIngest ingest = FakeIngest.start(Answer.slow(Duration.ofMillis(50)));
          TestApplication application = Pings.start(ingest, SPEC, settings)) {
        Pings.send(application, 400);
        RouteflowStats stats = LedgerLaw.holds(application, 400);
        RouteflowStats.Destination slow = at(application, "ingest");
        assertThat(slow.lastErrorAt()).isNull();
        assertThat(stats.retries()).isZero();
        if (ahead) {
          await().until(() -> at(application, "ingest").spooled() > 0);
        } else {
          assertThat(slow.spooled()).isZero();
          await().until(() -> at(application, "ingest").dropped(DropReason.QUEUE_FULL) > 0);
        }
        ingest.otherwise(Answer.accept());
        LedgerLaw.holdsAtRest(application, 400);
      }
    }
  }

  @Test
  void whatIsNotAcceptedYetIsOnDiskWithItAndInMemoryOnlyWithoutIt() {
    SpoolFolder folder = new SpoolFolder(directory);
    for (boolean ahead : new boolean[] {true, false}) {
      Map<String, Object> settings =
          folder.settings(
              Map.of("routeflow.spool.write-ahead", ahead, "routeflow.shutdown-timeout-ms", 3000));
      try (FakeIngest ingest = FakeIngest.start(Answer.hang());
          TestApplication application = Pings.start(ingest, SPEC, settings)) {
        Pings.send(application, 3);
        ingest.awaitRequests(1);
        LedgerLaw.holds(application, 3);
        await().until(() -> !ahead || folder.events() == 3);
        assertThat(folder.events()).isEqualTo(ahead ? 3 : 0);
        assertThat(application.context().getBean(Routeflow.class).stats().waiting()).isEqualTo(3);
        ingest.otherwise(Answer.accept());
      }
      try (FakeIngest ingest = FakeIngest.start();
          TestApplication next = Pings.start(ingest, SPEC, settings)) {
        // what the last flush could not deliver went to disk in either case
        ingest.awaitEvents(3);
        assertThat(LedgerLaw.holdsAtRest(next, 0).adopted()).isEqualTo(3);
      }
    }
  }

  @Test
  void whatIsInFlightWhenTheDirectoryIsRemovedIsNotLostWithIt() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory.resolve("removed"));
    Map<String, Object> more =
        Map.of("routeflow.timeout-ms", 2000, "routeflow.offline-queue-max", 1000);
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application = Pings.start(ingest, SPEC, ahead(folder, more))) {
      Pings.send(application, 3);
      await().until(() -> folder.events() == 3);
      ingest.awaitRequests(1);
      folder.delete();
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      await().until(() -> routeflow.stats().lastErrorAt() != null);

      ingest.otherwise(Answer.accept());
      Pings.send(application, 1);
      ingest.awaitEvents(4);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 4);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(stats.sent()).isEqualTo(4);
    }
  }

  @Test
  void aBatchThatIsRejectedLeavesTheDiskToo() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(400));
        TestApplication application = Pings.start(ingest, SPEC, ahead(folder, Map.of()))) {
      Pings.send(application, 4);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 4);
      assertThat(stats.dropped(DropReason.HTTP_4XX)).isEqualTo(4);
      assertThat(folder.batches()).isEmpty();
    }
  }

  private static Map<String, Object> ahead(SpoolFolder folder, Map<String, ?> more) {
    Map<String, Object> settings = folder.settings(more);
    settings.put("routeflow.spool.write-ahead", true);
    return settings;
  }

  private static RouteflowStats.Destination at(TestApplication application, String destination) {
    return Objects.requireNonNull(
        application.context().getBean(Routeflow.class).stats().destinations().get(destination));
  }

  /** Holds up the client of the delivery, as a busy machine does. */
  @Requires(property = "spec.name", value = SLOW_CLIENT)
  @Singleton
  static class SlowNetwork implements BeanCreatedEventListener<EventLoopGroup> {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public EventLoopGroup onCreated(BeanCreatedEvent<EventLoopGroup> event) {
      if (Thread.currentThread().getName().startsWith("routeflow")) {
        entered.countDown();
        pass(gate);
      }
      return event.getBean();
    }
  }

  private static void pass(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Requires(property = "spec.name", value = BLOCKING)
  @Singleton
  static class Blocking implements EventExporter {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      entered.countDown();
      pass(gate);
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }
  }
}
