package io.routeflow.micronaut.delivery.lane;

import java.time.Duration;

/**
 * A wait that doubles with each failure, up to a limit. Pure.
 *
 * @param first before anything has failed
 * @param longest the limit
 */
record Backoff(Duration first, Duration longest) {

  /** More would be beyond any limit, and in the end beyond a long. */
  private static final int MAX_DOUBLINGS = 20;

  /** The wait after so many failures. */
  Duration after(int failures) {
    long millis = first.toMillis() << Math.min(failures, MAX_DOUBLINGS);
    return Duration.ofMillis(Math.min(millis, longest.toMillis()));
  }
}
