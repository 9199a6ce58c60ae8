package io.routeflow.micronaut.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.routeflow.micronaut.event.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class FullBatchSignalTest {

  private static final long PATIENCE = 20_000_000_000L;

  private final EventLedger ledger = new EventLedger();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void aFullBatchSignalsOnceUntilTheConsumerHasLooked(int stripes) {
    EventQueue queue = new EventQueue(100, 1 << 20, 3, stripes, ledger);
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
  void aConsumerThatCouldNotBeWokenIsWokenByTheNextEvent() {
    EventQueue queue = new EventQueue(100, 1 << 20, 3, 2, ledger);
    AtomicInteger signals = new AtomicInteger();
    queue.onBatchFull(
        () -> {
          if (signals.incrementAndGet() == 1) {
            throw new OutOfMemoryError("no task");
          }
        });
    offer(queue, 2);
    assertThatThrownBy(() -> offer(queue, 1)).isInstanceOf(OutOfMemoryError.class);
    offer(queue, 2);
    assertThat(signals).hasValue(2);
    assertThat(queue.size()).isEqualTo(5);
  }

  @Test
  void theFirstEventOfAStripeMayCompleteTheBatch() {
    EventQueue queue = new EventQueue(100, 1 << 20, 10, 4, ledger);
    AtomicInteger signals = new AtomicInteger();
    queue.onBatchFull(signals::incrementAndGet);
    offerFrom(queue, 0, 9);
    assertThat(signals).hasValue(0);
    offerFrom(queue, 3, 1);
    assertThat(signals).hasValue(1);
  }

  @Test
  void itMayDoSoTooAfterTheConsumerHasLookedInVain() {
    EventQueue queue = new EventQueue(100, 1 << 20, 10, 4, ledger);
    AtomicInteger signals = new AtomicInteger();
    queue.onBatchFull(signals::incrementAndGet);
    offerFrom(queue, 0, 9);
    queue.rearm();
    assertThat(queue.hasFullBatch()).isFalse();
    offerFrom(queue, 3, 1);
    assertThat(signals).hasValue(1);
  }

  @Test
  void aBatchThatIsSpreadEvenlyIsSeenByItsLastEvent() {
    EventQueue queue = new EventQueue(100, 1 << 20, 10, 4, ledger);
    AtomicInteger signals = new AtomicInteger();
    queue.onBatchFull(signals::incrementAndGet);
    for (int i = 0; i < 9; i++) {
      offerFrom(queue, i % 4, 1);
    }
    assertThat(signals).hasValue(0);
    offerFrom(queue, 1, 1);
    assertThat(signals).hasValue(1);
  }

  @Test
  void aBatchLargerThanTheQueueIsFullWhenTheQueueIs() {
    EventQueue queue = new EventQueue(4, 1 << 20, 50, 2, ledger);
    offer(queue, 4);
    assertThat(queue.hasFullBatch()).isTrue();
  }

  /**
   * Where the queue holds one batch only, the event that fills it is followed by no other that
   * could make up for a signal that was lost. All wait by looking again and again, because whoever
   * sleeps misses the moments that matter.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "1, 2, 2, 2",
    "2, 1, 1, 1",
    "2, 7, 7, 1",
    "2, 2, 2, 2",
    "2, 3, 3, 2",
    "2, 7, 7, 2",
    "2, 64, 1, 2",
    "2, 64, 7, 2",
    "2, 4, 2, 2",
    "2, 5000, 50, 2",
    "2, 8, 8, 8",
    "3, 9, 9, 4",
    "3, 64, 7, 8"
  })
  void aFullBatchIsNeverLeftWithoutASignal(int threads, int maxSize, int batch, int stripes)
      throws InterruptedException {
    long seed = System.nanoTime();
    LoggerFactory.getLogger(getClass()).info("seed {}", seed);
    EventQueue queue = new EventQueue(maxSize, 1 << 20, batch, stripes, ledger);
    Semaphore woken = new Semaphore(0);
    queue.onBatchFull(woken::release);
    Semaphore room = new Semaphore(maxSize);
    int each = 12_000 / batch * batch;
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Random random = new Random(seed + i + 1);
      producers.add(
          StripeThreads.of(
              i % stripes, stripes, () -> offerAtAnUnevenPace(queue, room, each, random)));
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
    PendingEvent event = SamplePending.number(0);
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

  private static void offerFrom(EventQueue queue, int stripe, int count) {
    for (int i = 0; i < count; i++) {
      StripeThreads.offer(queue, stripe, 4, SamplePending.number(i));
    }
  }

  private static void offer(EventQueue queue, int count) {
    PendingEvent event = SamplePending.number(0);
    for (int i = 0; i < count; i++) {
      queue.offer(event);
    }
  }
}
