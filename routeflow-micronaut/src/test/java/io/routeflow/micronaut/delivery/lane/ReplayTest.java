package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.queue.SampleEvent;
import io.routeflow.micronaut.spi.EventObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReplayTest {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Timers timers = new Timers();
  private final List<PendingBatch> tried = new ArrayList<>();
  private final List<Long> drained = new ArrayList<>();
  private final Backlog backlog =
      new Backlog(
          "ingest",
          new OfflineQueue(100, 1000),
          null,
          new LaneState(
              new WaitingRoom(10, 1000, 1, 1000), new LaneLedger(), new DeliveryProgress()),
          new EventObserver() {},
          new InternalErrors(() -> (stage, error) -> {}));
  private final Replay replay =
      new Replay(
          backlog,
          timers,
          () -> timers.now,
          new Replay.Waits(FIRST, LONGEST, INTERVAL),
          drained::add);

  ReplayTest() {
    replay.sender(tried::add);
  }

  @Test
  void theFirstAttemptComesAfterAWaitAlsoWhereNothingElseHappens() {
    keep(2);
    timers.advance(FIRST.minusNanos(1));
    assertThat(tried).isEmpty();
    timers.advance(Duration.ofNanos(1));
    assertThat(tried).hasSize(1);
  }

  @Test
  void afterASuccessTheNextOneFollowsAtOnceAndOneIsInFlightAtATime() {
    keep(3);
    timers.advance(FIRST);
    assertThat(tried).hasSize(1);
    replay.destinationWorks();
    assertThat(tried).hasSize(1);
    replay.succeeded();
    assertThat(tried).hasSize(2);
    replay.dropped();
    assertThat(tried).hasSize(3);
    replay.succeeded();
    assertThat(replay.current()).isNull();
    assertThat(backlog.isEmpty()).isTrue();
  }

  @Test
  void theWaitDoublesWithEachFailureUpToTheLongest() {
    keep(1);
    for (long expected : List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L)) {
      int before = tried.size();
      timers.advance(Duration.ofSeconds(expected).minusNanos(1));
      assertThat(tried).hasSize(before);
      timers.advance(Duration.ofNanos(1));
      assertThat(tried).hasSize(before + 1);
      replay.failed(Objects.requireNonNull(replay.current()));
    }
  }

  @Test
  void aSuccessOfTheDestinationBeginsAtOnceButAtMostOnceAnInterval() {
    keep(2);
    replay.destinationWorks();
    assertThat(tried).hasSize(1);
    replay.failed(Objects.requireNonNull(replay.current()));
    replay.destinationWorks();
    replay.destinationWorks();
    assertThat(tried).hasSize(1);
    timers.advance(FIRST.multipliedBy(2));
    assertThat(tried).hasSize(2);
    replay.failed(Objects.requireNonNull(replay.current()));
    replay.destinationWorks();
    assertThat(tried).hasSize(2);
    timers.advance(INTERVAL);
    assertThat(tried).hasSize(3);
  }

  @Test
  void onRequestItBeginsAtOnceAndSaysWhenItHasComeToItsEnd() {
    replay.drain(1);
    assertThat(drained).containsExactly(1L);

    keep(2);
    replay.drain(2);
    assertThat(tried).hasSize(1);
    replay.succeeded();
    assertThat(drained).containsExactly(1L);
    replay.succeeded();
    assertThat(drained).containsExactly(1L, 2L);

    keep(1);
    replay.drain(3);
    replay.failed(Objects.requireNonNull(replay.current()));
    assertThat(drained).containsExactly(1L, 2L, 3L);
  }

  private void keep(int batches) {
    for (int i = 0; i < batches; i++) {
      PendingBatch batch =
          new PendingBatch(new EventBatch(Batcher.newId(), List.of(SampleEvent.number(i))), 0, 0);
      assertThat(backlog.keep(batch)).isTrue();
      replay.kept();
    }
  }

  private static final class Timers implements Replay.Timer {

    private record Entry(long at, Runnable task) {}

    private final List<Entry> entries = new ArrayList<>();
    private long now = 1_000_000_000_000L;

    @Override
    public void after(Runnable task, long delayNanos) {
      entries.add(new Entry(now + delayNanos, task));
    }

    void advance(Duration step) {
      now += step.toNanos();
      List<Entry> due = entries.stream().filter(entry -> entry.at <= now).toList();
      entries.removeAll(due);
      due.forEach(entry -> entry.task.run());
    }
  }
}
