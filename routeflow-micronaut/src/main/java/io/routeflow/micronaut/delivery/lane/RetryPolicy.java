package io.routeflow.micronaut.delivery.lane;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a further attempt: exponential with full jitter, so that many senders
 * that failed together do not come back together.
 *
 * @param base upper limit of the wait before the second attempt; doubles with each further one
 */
record RetryPolicy(Duration base) {

  static final Duration MAX = Duration.ofSeconds(30);

  /**
   * A random wait between zero and the limit of this attempt.
   *
   * @param failedAttempts how many attempts have failed, at least 1
   */
  Duration delay(int failedAttempts, RandomGenerator random) {
    Duration limit = new Backoff(base, MAX).after(failedAttempts - 1);
    return Duration.ofMillis(random.nextLong(limit.toMillis() + 1));
  }
}
