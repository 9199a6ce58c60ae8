package io.routeflow.micronaut.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private static final long SEED = 20261120;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500));

  @Test
  void theLimitDoublesWithEachAttemptAndTheWaitIsAnywhereBelowIt() {
    assertThat(longest(1)).isBetween(480L, 500L);
    assertThat(longest(2)).isBetween(960L, 1000L);
    assertThat(longest(3)).isBetween(1920L, 2000L);
    assertThat(shortest(3)).isLessThan(40);
  }

  @Test
  void noWaitIsLongerThanTheMaximumHoweverManyAttemptsFailed() {
    assertThat(longest(10)).isBetween(29_000L, Backoff.MAX.toMillis());
    assertThat(longest(Integer.MAX_VALUE)).isLessThanOrEqualTo(Backoff.MAX.toMillis());
    Backoff slow = new Backoff(Duration.ofMinutes(1));
    assertThat(slow.delay(64, new SplittableRandom(SEED))).isLessThanOrEqualTo(Backoff.MAX);
  }

  private static long longest(int failedAttempts) {
    return waits(failedAttempts).max().orElseThrow();
  }

  private static long shortest(int failedAttempts) {
    return waits(failedAttempts).min().orElseThrow();
  }

  private static java.util.stream.LongStream waits(int failedAttempts) {
    SplittableRandom random = new SplittableRandom(SEED);
    return java.util.stream.LongStream.range(0, 1000)
        .map(i -> BACKOFF.delay(failedAttempts, random).toMillis());
  }
}
