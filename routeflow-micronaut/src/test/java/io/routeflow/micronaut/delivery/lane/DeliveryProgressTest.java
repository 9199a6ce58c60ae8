package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class DeliveryProgressTest {

  private final DeliveryProgress progress = new DeliveryProgress();

  @Test
  void laterEventsDoNotStandInForEarlierOnes() {
    long first = progress.taken(10);
    long second = progress.taken(10);
    progress.finished(second, 10);
    assertThat(isFinished(10)).isFalse();

    progress.finished(first, 10);
    assertThat(isFinished(20)).isTrue();
    assertThat(isFinished(21)).isFalse();
  }

  @Test
  void aBatchIsDoneWhenTheLastOfItsPartsIs() {
    long position = progress.taken(3);
    progress.finished(position, 1);
    assertThat(isFinished(3)).isFalse();
    progress.finished(position, 2);
    assertThat(isFinished(3)).isTrue();
  }

  @Test
  void whereNothingCameNothingIsWaitedFor() {
    assertThat(isFinished(0)).isTrue();
  }

  @Test
  void whoWaitsIsWokenByTheLastOutcomeAndNotHeldUpByLaterEvents() throws InterruptedException {
    AtomicBoolean finished = new AtomicBoolean();
    Thread waits = awaiting(2, finished);
    long first = progress.taken(1);
    long second = progress.taken(1);
    progress.taken(1);
    progress.finished(first, 1);
    progress.finished(second, 1);
    waits.join();
    assertThat(finished).isTrue();
  }

  @Test
  void whoWaitsIsWokenByTheEndWhateverHasNoOutcome() throws InterruptedException {
    progress.taken(5);
    AtomicBoolean finished = new AtomicBoolean();
    Thread waits = awaiting(5, finished);
    progress.close();
    waits.join();
    assertThat(finished).isTrue();
    assertThat(isFinished(1000)).isTrue();
  }

  @Test
  void aDrainThatIsRequestedIsWaitedFor() throws InterruptedException {
    long drain = progress.requestDrain();
    DeliveryProgress.Mark mark = new DeliveryProgress.Mark(0, drain);
    assertThat(progress.awaitFinished(mark, 0)).isFalse();
    progress.drained(drain);
    assertThat(progress.awaitFinished(mark, 0)).isTrue();
  }

  @Test
  void whereEventsAreKeptForLaterTheWaitEndsAndSaysSo() {
    progress.kept(3);
    assertThat(isFinished(0, 60_000_000_000L)).isFalse();
    progress.kept(0);
    assertThat(isFinished(0)).isTrue();
  }

  private Thread awaiting(long upTo, AtomicBoolean finished) {
    Thread waits = new Thread(() -> finished.set(isFinished(upTo, 60_000_000_000L)));
    waits.start();
    while (waits.getState() != Thread.State.TIMED_WAITING) {
      assertThat(waits.getState()).as("it has not waited").isNotEqualTo(Thread.State.TERMINATED);
      Thread.onSpinWait();
    }
    return waits;
  }

  private boolean isFinished(long upTo) {
    return isFinished(upTo, 0);
  }

  private boolean isFinished(long upTo, long timeoutNanos) {
    try {
      return progress.awaitFinished(new DeliveryProgress.Mark(upTo, 0), timeoutNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
