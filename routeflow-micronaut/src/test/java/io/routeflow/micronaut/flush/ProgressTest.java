package io.routeflow.micronaut.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.SamplePending;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class ProgressTest {

  private final EventQueue queue = new EventQueue(SampleConfiguration.with(Map.of()), new Ledger());
  private final Progress progress = new Progress();

  @Test
  void laterEventsDoNotStandInForEarlierOnes() {
    EventQueue.Mark ofFirst = offer(10);
    long first = take(10, 10);
    EventQueue.Mark ofSecond = offer(10);
    long second = take(10, 10);
    progress.finished(second, 10);
    assertThat(isFinished(ofFirst)).isFalse();
    assertThat(progress.finished()).isEqualTo(10);

    progress.finished(first, 10);
    assertThat(isFinished(ofSecond)).isTrue();
    assertThat(progress.finished()).isEqualTo(20);
    assertThat(isFinished(offer(1))).isFalse();
  }

  @Test
  void aBatchIsDoneWhenTheLastOfItsPartsIs() {
    EventQueue.Mark mark = offer(4);
    long position = take(4, 3);
    progress.finished(position, 1);
    assertThat(isFinished(mark)).isFalse();
    progress.finished(position, 2);
    assertThat(isFinished(mark)).isTrue();
  }

  @Test
  void eventsThatAreNotKeptAreDoneAtOnce() {
    EventQueue.Mark mark = offer(5);
    take(5, 0);
    assertThat(isFinished(mark)).isTrue();
    assertThat(progress.finished()).isEqualTo(5);
  }

  @Test
  void whereNothingCameNothingIsWaitedFor() {
    assertThat(isFinished(queue.mark())).isTrue();
  }

  @Test
  void eventsThatWereTakenButNotYetToldOfHaveNoOutcome() {
    EventQueue.Mark mark = offer(1);
    assertThat(queue.poll()).isNotNull();
    assertThat(isFinished(mark)).isFalse();
  }

  @Test
  void whoWaitsIsWokenByTheLastOutcomeAndNotHeldUpByLaterEvents() throws InterruptedException {
    EventQueue.Mark mark = offer(2);
    AtomicBoolean finished = new AtomicBoolean();
    Thread waits = new Thread(() -> finished.set(isFinished(mark, 60_000_000_000L)));
    waits.start();
    while (waits.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    long first = take(1, 1);
    long second = take(1, 1);
    offer(1);
    take(1, 1);
    progress.finished(first, 1);
    progress.finished(second, 1);
    waits.join();
    assertThat(finished).isTrue();
  }

  @Test
  void batchesUnderWayAreCounted() {
    progress.batchStarted();
    progress.batchStarted();
    progress.batchEnded();
    assertThat(progress.batchesInFlight()).isEqualTo(1);
  }

  private EventQueue.Mark offer(int count) {
    for (int i = 0; i < count; i++) {
      queue.offer(SamplePending.number(i));
    }
    return queue.mark();
  }

  private long take(int count, int kept) {
    for (int i = 0; i < count; i++) {
      assertThat(queue.poll()).isNotNull();
    }
    return progress.taken(count, kept);
  }

  private boolean isFinished(EventQueue.Mark mark) {
    return isFinished(mark, 0);
  }

  private boolean isFinished(EventQueue.Mark mark, long timeoutNanos) {
    try {
      return progress.awaitFinished(mark, timeoutNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
