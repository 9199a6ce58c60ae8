package io.routeflow.micronaut.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ProgressTest {

  private final Progress progress = new Progress();

  @Test
  void laterEventsDoNotStandInForEarlierOnes() throws InterruptedException {
    long first = progress.taken(10, 10);
    long second = progress.taken(10, 10);
    progress.finished(second, 10);
    assertThat(progress.awaitFinished(1, 0)).isFalse();
    assertThat(progress.finished()).isEqualTo(10);

    progress.finished(first, 10);
    assertThat(progress.awaitFinished(20, 0)).isTrue();
    assertThat(progress.awaitFinished(21, 0)).isFalse();
    assertThat(progress.finished()).isEqualTo(20);
  }

  @Test
  void aBatchIsDoneWhenTheLastOfItsPartsIs() throws InterruptedException {
    long position = progress.taken(4, 3);
    progress.finished(position, 1);
    assertThat(progress.awaitFinished(4, 0)).isFalse();
    progress.finished(position, 2);
    assertThat(progress.awaitFinished(4, 0)).isTrue();
  }

  @Test
  void eventsThatAreNotKeptAreDoneAtOnce() throws InterruptedException {
    progress.taken(5, 0);
    assertThat(progress.awaitFinished(5, 0)).isTrue();
    assertThat(progress.finished()).isEqualTo(5);
  }

  @Test
  void whoWaitsIsWokenByTheLastOutcome() {
    long position = progress.taken(1, 1);
    CompletableFuture<Boolean> waits = CompletableFuture.supplyAsync(this::awaitOne);
    progress.finished(position, 1);
    assertThat(waits.join()).isTrue();
  }

  @Test
  void batchesUnderWayAreCounted() {
    progress.batchStarted();
    progress.batchStarted();
    progress.batchEnded();
    assertThat(progress.batchesInFlight()).isEqualTo(1);
  }

  private boolean awaitOne() {
    try {
      return progress.awaitFinished(1, 60_000_000_000L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
