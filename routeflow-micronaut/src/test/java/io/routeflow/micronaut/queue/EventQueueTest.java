package io.routeflow.micronaut.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class EventQueueTest {

  private static final long PATIENCE = 20_000_000_000L;

  private final Ledger ledger = new Ledger();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  void itHoldsExactlyAsManyEventsAsIsSetAndCountsTheRest(int maxSize) {
    EventQueue queue = queue(maxSize, 50);
    for (int i = 0; i < maxSize + 3; i++) {
      queue.offer(() -> SampleEvent.number(0));
    }
    assertThat(queue.size()).isEqualTo(maxSize);
    assertThat(queue.accepted()).isEqualTo(maxSize);
    RouteflowStats stats = ledger.snapshot(queue.accepted(), queue.size(), 0);
    assertThat(stats.enqueued()).isEqualTo(maxSize);
    assertThat(stats.dropped(DropReason.QUEUE_FULL)).isEqualTo(3);

    assertThat(queue.poll()).isNotNull();
    queue.offer(() -> SampleEvent.number(0));
    assertThat(queue.size()).isEqualTo(maxSize);
    assertThat(queue.taken()).isEqualTo(1);
  }

  @Test
  void aFullBatchSignalsOnceUntilTheConsumerHasLooked() {
    EventQueue queue = queue(100, 3);
    AtomicInteger signals = new AtomicInteger();
    queue.onBatchFull(signals::incrementAndGet);
    offer(queue, 2);
    assertThat(signals).hasValue(0);
    assertThat(queue.hasFullBatch()).isFalse();
    offer(queue, 5);
    assertThat(signals).hasValue(1);
    assertThat(queue.hasFullBatch()).isTrue();

    queue.rearm();
    offer(queue, 1);
    assertThat(signals).hasValue(2);
  }

  @Test
  void aBatchLargerThanTheQueueIsFullWhenTheQueueIs() {
    EventQueue queue = queue(4, 50);
    offer(queue, 4);
    assertThat(queue.hasFullBatch()).isTrue();
  }

  @Test
  void afterTheEndEventsAreCountedAsDroppedAndNotKept() {
    EventQueue queue = queue(10, 50);
    queue.close();
    offer(queue, 2);
    assertThat(queue.size()).isZero();
    assertThat(queue.accepted()).isZero();
    RouteflowStats stats = ledger.snapshot(queue.accepted(), 0, 0);
    assertThat(stats.dropped(DropReason.SHUTDOWN)).isEqualTo(2);
    assertThat(stats.enqueued()).isEqualTo(2);
  }

  @Test
  void whatManyThreadsOfferIsEachTakenOnce() throws InterruptedException {
    int each = 20_000;
    EventQueue queue = queue(1000, 50);
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      producers.add(new Thread(() -> offer(queue, each)));
    }
    producers.forEach(Thread::start);
    int taken = 0;
    while (producers.stream().anyMatch(Thread::isAlive) || queue.size() > 0) {
      taken += queue.poll() == null ? 0 : 1;
    }
    for (Thread producer : producers) {
      producer.join();
    }
    assertThat(taken + ledger.droppedBy(DropReason.QUEUE_FULL)).isEqualTo(3L * each);
    assertThat(queue.taken()).isEqualTo(taken);
    assertThat(queue.accepted()).isEqualTo(taken);
  }

  /**
   * Where the queue holds one batch only, the event that fills it is followed by no other that
   * could make up for a signal that was lost. All wait by looking again and again, because whoever
   * sleeps misses the moments that matter.
   */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 2, 2", "2, 1, 1", "2, 7, 7", "2, 64, 1", "2, 64, 7", "2, 5000, 50"})
  void aFullBatchIsNeverLeftWithoutASignal(int threads, int maxSize, int batch)
      throws InterruptedException {
    long seed = System.nanoTime();
    LoggerFactory.getLogger(getClass()).info("seed {}", seed);
    EventQueue queue = queue(maxSize, batch);
    Semaphore woken = new Semaphore(0);
    queue.onBatchFull(woken::release);
    Semaphore room = new Semaphore(maxSize);
    int each = 30_000 / batch * batch;
    List<Thread> producers = new ArrayList<>();
    for (int i = 1; i <= threads; i++) {
      Random random = new Random(seed + i);
      producers.add(new Thread(() -> offerAtAnUnevenPace(queue, room, each, random)));
    }
    producers.forEach(Thread::start);
    Random random = new Random(seed);
    for (int taken = 0; taken < threads * each; ) {
      if (queue.hasFullBatch()) {
        taken += take(queue, batch);
        room.release(batch);
        pause(random);
      } else {
        queue.rearm();
        if (!queue.hasFullBatch()) {
          assertThat(acquired(woken)).as("woken after %s events", taken).isTrue();
        }
      }
    }
    for (Thread producer : producers) {
      producer.join();
    }
    assertThat(queue.size()).isZero();
    assertThat(ledger.droppedBy(DropReason.QUEUE_FULL)).isZero();
  }

  private static int take(EventQueue queue, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(queue.poll()).isNotNull();
    }
    return count;
  }

  private static void offerAtAnUnevenPace(
      EventQueue queue, Semaphore room, int count, Random random) {
    PendingEvent event = () -> SampleEvent.number(0);
    for (int i = 0; i < count && acquired(room); i++) {
      pause(random);
      queue.offer(event);
    }
  }

  /** False only where what is waited for never comes. */
  @SuppressWarnings("ThreadPriorityCheck") // lets a producer run where there is one processor only
  private static boolean acquired(Semaphore semaphore) {
    for (long looks = 0, end = System.nanoTime() + PATIENCE; !semaphore.tryAcquire(); looks++) {
      if (looks % 1000 == 999) {
        LockSupport.parkNanos(1);
        if (System.nanoTime() > end) {
          return false;
        }
      }
    }
    return true;
  }

  private static void pause(Random random) {
    for (int left = random.nextInt(32); left > 0; left--) {
      Thread.onSpinWait();
    }
  }

  private EventQueue queue(int maxSize, int batchSize) {
    return new EventQueue(
        SampleConfiguration.with(
            Map.of(
                "queue-maxsize", String.valueOf(maxSize),
                "max-events-per-batch", String.valueOf(batchSize))),
        ledger);
  }

  private static void offer(EventQueue queue, int count) {
    for (int i = 0; i < count; i++) {
      queue.offer(() -> SampleEvent.number(0));
    }
  }
}
