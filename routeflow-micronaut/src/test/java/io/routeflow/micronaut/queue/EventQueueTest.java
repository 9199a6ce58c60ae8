package io.routeflow.micronaut.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.RequestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventQueueTest {

  private final EventLedger ledger = new EventLedger();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  void itHoldsExactlyAsManyEventsAsIsSetAndCountsTheRest(int maxSize) {
    holdsExactly(
        maxSize,
        new EventQueue(
            SampleConfiguration.with(Map.of("queue-maxsize", String.valueOf(maxSize))), ledger));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 2", "4, 4", "7, 4", "8, 8", "9, 8", "1001, 8"})
  void theStripesTogetherHoldExactlyAsManyAsIsSetAlsoFromOneThread(int maxSize, int stripes) {
    holdsExactly(maxSize, new EventQueue(maxSize, 1 << 20, 50, stripes, ledger));
  }

  private void holdsExactly(int maxSize, EventQueue queue) {
    offer(queue, maxSize + 3);
    assertThat(queue.size()).isEqualTo(maxSize);
    assertThat(queue.accepted()).isEqualTo(maxSize);
    RouteflowStats stats = ledger.snapshot(queue.accepted(), queue.size(), 0, Map.of());
    assertThat(stats.enqueued()).isEqualTo(maxSize);
    assertThat(stats.dropped(DropReason.QUEUE_FULL)).isEqualTo(3);

    assertThat(queue.poll()).isNotNull();
    offer(queue, 1);
    assertThat(queue.size()).isEqualTo(maxSize);
    assertThat(queue.accepted()).isEqualTo(maxSize + 1);
    assertThat(ledger.droppedBy(DropReason.QUEUE_FULL)).isEqualTo(3);
    for (int i = 0; i < maxSize; i++) {
      assertThat(queue.poll()).isNotNull();
    }
    assertThat(queue.poll()).isNull();
    assertThat(queue.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "64, 4", "5000, 2", "5001, 8"})
  void fromManyThreadsTooItHoldsExactlyAsManyAsIsSet(int maxSize, int stripes)
      throws InterruptedException {
    EventQueue queue = new EventQueue(maxSize, 1 << 20, 50, stripes, ledger);
    int each = maxSize / 2 + 10;
    join(started(3, () -> offer(queue, each)));
    assertThat(queue.size()).isEqualTo(maxSize);
    assertThat(queue.accepted()).isEqualTo(maxSize);
    assertThat(ledger.droppedBy(DropReason.QUEUE_FULL)).isEqualTo(3L * each - maxSize);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void whatManyThreadsOfferIsEachTakenOnce(int stripes) throws InterruptedException {
    int each = 20_000;
    EventQueue queue = new EventQueue(1000, 1 << 20, 50, stripes, ledger);
    List<Thread> producers = started(3, () -> offer(queue, each));
    int taken = 0;
    while (producers.stream().anyMatch(Thread::isAlive) || queue.size() > 0) {
      assertThat(queue.size()).isNotNegative();
      taken += queue.poll() == null ? 0 : 1;
    }
    join(producers);
    assertThat(taken + ledger.droppedBy(DropReason.QUEUE_FULL)).isEqualTo(3L * each);
    assertThat(queue.accepted()).isEqualTo(taken);
  }

  @Test
  void eventsLeaveInTheOrderInWhichTheyEndedWhateverThreadsServedThem() {
    EventQueue queue = new EventQueue(100, 1 << 20, 50, 4, ledger);
    long start = Long.MAX_VALUE - 3; // the clock may pass its end
    int[] stripes = {2, 0, 0, 3, 1, 2, 3, 0};
    for (int i = 0; i < stripes.length; i++) {
      StripeThreads.offer(queue, stripes[i], 4, new SamplePending(i, start + i));
    }
    for (int i = 0; i < stripes.length; i++) {
      assertThat(queue.poll()).isEqualTo(new SamplePending(i, start + i));
    }
  }

  @Test
  void anEventThatComesIntoAStripeThatWasLookedAtIsNotOvertakenByOneThatEndedLater() {
    EventQueue queue = new EventQueue(100, 1 << 20, 50, 4, ledger);
    SamplePending first = SamplePending.number(1);
    StripeThreads.offer(queue, 1, 4, SamplePending.number(2));
    StripeThreads.offer(queue, 2, 4, new Meanwhile(() -> StripeThreads.offer(queue, 0, 4, first)));
    assertThat(queue.poll()).isEqualTo(first);
    assertThat(queue.poll()).isEqualTo(SamplePending.number(2));
    assertThat(queue.poll()).isInstanceOf(Meanwhile.class);
  }

  @Test
  void aMarkIsTakenWhenItsOwnEventsAreAndNotWhenAsManyOthersAre() {
    EventQueue queue = new EventQueue(100, 1 << 20, 50, 2, ledger);
    assertThat(queue.mark().isTaken()).isTrue();
    StripeThreads.offer(queue, 0, 2, SamplePending.number(5));
    EventQueue.Mark mark = queue.mark();
    StripeThreads.offer(queue, 1, 2, SamplePending.number(4));

    assertThat(queue.poll()).isEqualTo(SamplePending.number(4));
    assertThat(mark.isTaken()).isFalse();
    assertThat(queue.poll()).isEqualTo(SamplePending.number(5));
    assertThat(mark.isTaken()).isTrue();
    assertThat(queue.mark().isTaken()).isTrue();
  }

  @Test
  void afterTheEndEventsAreCountedAsDroppedAndNotKept() {
    EventQueue queue = new EventQueue(10, 1 << 20, 50, 2, ledger);
    queue.close();
    offer(queue, 2);
    assertThat(queue.size()).isZero();
    assertThat(queue.accepted()).isZero();
    RouteflowStats stats = ledger.snapshot(queue.accepted(), 0, 0, Map.of());
    assertThat(stats.dropped(DropReason.SHUTDOWN)).isEqualTo(2);
    assertThat(stats.enqueued()).isEqualTo(2);
  }

  @Test
  void thereIsAStripeForEachProcessorWithinBoundsAndNoneWithoutRoom() {
    assertThat(StripedQueue.countFor(1, 10_000)).isEqualTo(1);
    assertThat(StripedQueue.countFor(2, 10_000)).isEqualTo(2);
    assertThat(StripedQueue.countFor(3, 10_000)).isEqualTo(4);
    assertThat(StripedQueue.countFor(5, 10_000)).isEqualTo(8);
    assertThat(StripedQueue.countFor(128, 10_000)).isEqualTo(StripedQueue.MAX_STRIPES);
    assertThat(StripedQueue.countFor(128, 1)).isEqualTo(1);
    assertThat(StripedQueue.countFor(128, 3)).isEqualTo(2);
    assertThat(StripedQueue.countFor(128, 7)).isEqualTo(4);
  }

  /** Lets something happen when the consumer asks when it ended. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void itHoldsNoMoreBytesThanAreSetAndAPlainEventHasNone(int stripes) {
    EventQueue queue = new EventQueue(1000, 10_000, 50, stripes, ledger);
    for (int i = 0; i < 15; i++) {
      queue.offer(new Sized(i, 1000));
    }
    assertThat(queue.size()).isEqualTo(10);
    assertThat(ledger.droppedBy(DropReason.QUEUE_FULL)).isEqualTo(5);
    offer(queue, 5);
    assertThat(queue.size()).isEqualTo(15);

    PendingEvent first = queue.poll();
    assertThat(first).as("the event itself").isInstanceOf(Sized.class);
    queue.offer(new Sized(16, 1000));
    queue.offer(new Sized(17, 1));
    assertThat(queue.size()).isEqualTo(15);
    assertThat(ledger.droppedBy(DropReason.QUEUE_FULL)).isEqualTo(6);
    while (queue.poll() != null) {
      // all of it
    }
    queue.offer(new Sized(18, 10_001));
    assertThat(queue.size()).as("larger than everything").isZero();
    queue.offer(new Sized(19, 10_000));
    assertThat(queue.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void halfOfTheBytesAreABatchThatWakesTheConsumerOnce(int stripes) {
    EventQueue queue = new EventQueue(1000, 10_000, 50, stripes, ledger);
    AtomicInteger woken = new AtomicInteger();
    queue.onBatchFull(woken::incrementAndGet);
    for (int i = 0; i < 4; i++) {
      queue.offer(new Sized(i, 1000));
    }
    assertThat(woken).hasValue(0);
    assertThat(queue.hasFullBatch()).isFalse();
    for (int i = 4; i < 8; i++) {
      queue.offer(new Sized(i, 1000));
    }
    assertThat(woken).hasValue(1);
    assertThat(queue.hasFullBatch()).isTrue();
    queue.rearm();
    queue.offer(new Sized(9, 1000));
    assertThat(woken).hasValue(2);
  }

  private record Sized(long endedAt, int variableBytes) implements PendingEvent {

    @Override
    public Event toEvent() {
      return SampleEvent.number(0);
    }
  }

  private static final class Meanwhile implements PendingEvent {

    private final Runnable task;
    private boolean done;

    Meanwhile(Runnable task) {
      this.task = task;
    }

    @Override
    public RequestEvent toEvent() {
      return SampleEvent.number(3);
    }

    @Override
    public long endedAt() {
      if (!done) {
        done = true;
        task.run();
      }
      return 3;
    }
  }

  private static List<Thread> started(int count, Runnable task) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(new Thread(task));
    }
    threads.forEach(Thread::start);
    return threads;
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      Objects.requireNonNull(thread).join();
    }
  }

  private static void offer(EventQueue queue, int count) {
    PendingEvent event = SamplePending.number(0);
    for (int i = 0; i < count; i++) {
      queue.offer(event);
    }
  }
}
