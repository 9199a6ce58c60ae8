package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {

  private static final long SEED = 20261120;
  private static final RetryPolicy BACKOFF = new RetryPolicy(Duration.ofMillis(500));

  @Test
  void theLimitDoublesWithEachAttemptAndTheWaitIsAnywhereBelowIt() {
    assertThat(longest(1)).isBetween(480L, 500L);
    assertThat(longest(2)).isBetween(960L, 1000L);
    assertThat(longest(3)).isBetween(1920L, 2000L);
    assertThat(shortest(3)).isLessThan(40);
  }

  @Test
  void noWaitIsLongerThanTheMaximumHoweverManyAttemptsFailed() {
    assertThat(longest(10)).isBetween(29_000L, RetryPolicy.MAX.toMillis());
    assertThat(longest(Integer.MAX_VALUE)).isLessThanOrEqualTo(RetryPolicy.MAX.toMillis());
    RetryPolicy slow = new RetryPolicy(Duration.ofMinutes(1));
    assertThat(slow.delay(64, new SplittableRandom(SEED))).isLessThanOrEqualTo(RetryPolicy.MAX);
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
