package io.routeflow.micronaut.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventQueueTest {

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
    RouteflowStats stats = ledger.snapshot(queue.size(), 0);
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
    RouteflowStats stats = ledger.snapshot(0, 0);
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
    assertThat(ledger.snapshot(0, 0).enqueued()).isEqualTo(taken);
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
