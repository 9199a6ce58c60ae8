package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.delivery.spool.Spool;
import io.routeflow.micronaut.delivery.spool.SpoolScene;
import io.routeflow.micronaut.diagnostics.DebugLog;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.queue.SampleEvent;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.EventObserver;
import io.routeflow.micronaut.spi.ExportResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One outcome an event, also where an error, as of an exhausted heap, comes between what an outcome
 * does. Here it is the clock of the log lines that throws it.
 */
final class LaneErrorsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int EVENTS = 3;

  private final List<String> reported = Collections.synchronizedList(new ArrayList<>());
  private final Failing exporter = new Failing();

  /** How many of the next calls of the clock fail. */
  private final AtomicInteger errors = new AtomicInteger();

  @Test
  void whatIsOnDiskWhenTheErrorComesIsSpooledAndNotDroppedToo(@TempDir Path directory) {
    Spool spool = SpoolScene.unopened(directory.resolve("spool"));
    DestinationLane lane = lane(spool, "50");
    spool.maintain();
    assertOneOutcome(lane);
    spool.close();
  }

  @Test
  void whatIsInMemoryWhenTheErrorComesWaitsAndIsNotDroppedToo() {
    assertOneOutcome(lane(null, "50"));
  }

  /** A destination that takes one event a call has thousands of batches at the end. */
  @Test
  void whatGoesToDiskAtAStopIsWrittenInGroups(@TempDir Path directory) throws Exception {
    List<Integer> groups = Collections.synchronizedList(new ArrayList<>());
    Spool spool = SpoolScene.unopened(directory.resolve("spool"), groups);
    DestinationLane lane = lane(spool, "1");
    spool.maintain();
    exporter.hangs = true;
    lane.offer(chunk(200));
    await(() -> lane.stats().batchesInFlight() == 8);
    lane.stopping(PATIENCE);
    lane.moveToDisk(System.nanoTime() + PATIENCE.toNanos()).get();
    assertThat(lane.stats().spooled()).isEqualTo(200);
    assertThat(groups).hasSizeLessThan(10);
    lane.close();
    spool.close();
    assertThat(lane.stats().droppedTotal()).isZero();
  }

  /** They have left the waiting room by then, and are known nowhere else. */
  @Test
  void batchesThatCannotBeWrittenTogetherAreWrittenOneByOne(@TempDir Path directory) {
    Spool spool = SpoolScene.unopened(directory.resolve("spool"), this::wallTime);
    DestinationLane lane = lane(spool, "1");
    spool.maintain();
    lane.offer(chunk(1));
    LaneFlush unused = lane.flush();
    await(() -> lane.stats().spooled() == 1);
    lane.stopping(PATIENCE);
    errors.set(1);
    lane.offer(chunk(20));
    await(() -> lane.stats().spooled() == 21);
    assertThat(reported).hasSize(1);
    lane.close();
    spool.close();
    assertThat(lane.stats().droppedTotal()).isZero();
  }

  /** So many may come at once from the queue in front; without an outage none of them may. */
  @Test
  void inAnOutageFiveThousandMoreWaitUntilTheyAreOnDisk(@TempDir Path directory) {
    Semaphore disk = new Semaphore(0);
    Spool spool = SpoolScene.hanging(directory.resolve("spool"), disk);
    RouteflowConfiguration configuration =
        SampleConfiguration.with(Map.of("queue-maxsize", "10", "max-attempts", "1"));
    DestinationLane lane = lane(configuration, spool, new EventObserver() {});
    spool.maintain();
    lane.offer(chunk(11));
    await(() -> lane.stats().dropped(DropReason.QUEUE_FULL) == 1);
    LaneFlush unused = lane.flush();
    await(disk::hasQueuedThreads);
    lane.offer(chunk(6000));
    assertThat(lane.stats().dropped()).isEqualTo(Map.of(DropReason.QUEUE_FULL, 1L + 990));
    disk.release(10_000);
    await(() -> lane.stats().spooled() == 10 + 5010);
    lane.close();
    spool.close();
  }

  /** Some are dropped before the error, and counted. */
  @Test
  void anErrorWhileEventsAreOfferedDropsEachOfThemOnce() {
    RouteflowConfiguration configuration =
        SampleConfiguration.with(Map.of("queue-maxsize", "10", "max-events-per-batch", "100"));
    DestinationLane lane = lane(configuration, null, new FailingObserver());
    lane.offer(chunk(50));
    await(() -> lane.stats().droppedTotal() == 40);
    assertThat(lane.stats().waiting()).isEqualTo(10);
    assertThat(reported).hasSize(1);
    lane.close();
    assertThat(lane.stats().droppedTotal()).isEqualTo(50);
  }

  private static EventChunk chunk(int events) {
    return EventChunk.of(
        IntStream.range(0, events).<Event>mapToObj(SampleEvent::number).toList(),
        System.nanoTime());
  }

  /** Both the first attempt, and that with what is kept. */
  private void assertOneOutcome(DestinationLane lane) {
    for (int failures = 1; failures <= 2; failures++) {
      int attempts = failures;
      errors.set(1);
      if (failures == 1) {
        List<Event> events =
            List.of(SampleEvent.number(0), SampleEvent.number(1), SampleEvent.number(2));
        lane.offer(EventChunk.of(events, System.nanoTime()));
      }
      LaneFlush unused = lane.flush();
      await(() -> errors.get() == 0 && reported.size() == attempts);
      await(() -> lane.stats().batchesInFlight() == 0);
      assertLaw(lane, 0);
    }
    exporter.works = true;
    LaneFlush unused = lane.flush();
    await(() -> lane.stats().sent() + lane.stats().droppedTotal() >= EVENTS);
    assertLaw(lane, EVENTS);
    lane.close();
    assertLaw(lane, EVENTS);
  }

  private static void assertLaw(DestinationLane lane, int sent) {
    RouteflowStats.Destination now = lane.stats();
    assertThat(now.droppedTotal()).isZero();
    assertThat(now.sent()).isEqualTo(sent);
    assertThat(now.waiting() + now.spooled()).isEqualTo(EVENTS - sent);
    assertThat(now.waiting()).isNotNegative();
  }

  private DestinationLane lane(@Nullable Spool spool, String batch) {
    RouteflowConfiguration configuration =
        SampleConfiguration.with(
            Map.of(
                "max-events-per-batch",
                batch,
                "max-attempts",
                "1",
                "offline-queue-max",
                "100",
                "retry-base-ms",
                "60000"));
    return lane(configuration, spool, new EventObserver() {});
  }

  private DestinationLane lane(
      RouteflowConfiguration configuration, @Nullable Spool spool, EventObserver observer) {
    return new DestinationLane(
        "ingest",
        configuration.lane(),
        new Sampler(1, null),
        exporter,
        observer,
        new InternalErrors(() -> (stage, error) -> reported.add(error.toString())),
        new DebugLog(configuration),
        this::nanoTime,
        spool);
  }

  private long nanoTime() {
    failOnce();
    return System.nanoTime();
  }

  private long wallTime() {
    failOnce();
    return System.currentTimeMillis();
  }

  private void failOnce() {
    if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new OutOfMemoryError("for the test");
    }
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static final class Failing implements EventExporter {
    private volatile boolean works;
    private volatile boolean hangs;

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      if (hangs) {
        return new CompletableFuture<>();
      }
      return CompletableFuture.completedFuture(
          works
              ? ExportResult.accepted()
              : new ExportResult.Retry(DropReason.HTTP_5XX, "for the test", null));
    }
  }

  private static final class FailingObserver implements EventObserver {

    @Override
    public void dropped(String destination, EventBatch batch, DropReason reason, int attempts) {
      throw new OutOfMemoryError("for the test");
    }
  }
}
