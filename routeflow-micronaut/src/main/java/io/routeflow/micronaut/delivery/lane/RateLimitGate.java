package io.routeflow.micronaut.delivery.lane;

import java.time.Duration;

/**
 * Closed while the destination has asked for a pause. One gate for all batches of a lane: the
 * answer to one of them holds for the others too. It can only be closed for longer, never opened
 * early. Times are those of {@link System#nanoTime()}. Confined to the lane's thread.
 */
final class RateLimitGate {

  /** Longest obedience to a {@code Retry-After}, and to any duration that an exporter returns. */
  static final Duration MAX = Duration.ofSeconds(60);

  private long closedUntil;

  RateLimitGate(long nowNanos) {
    closedUntil = nowNanos;
  }

  /**
   * Closes it for a time, {@link #MAX} at most; one that is not positive closes nothing. Returns
   * the time in nanoseconds.
   */
  long closeFor(Duration asked, long nowNanos) {
    Duration time = asked.isNegative() ? Duration.ZERO : asked.compareTo(MAX) > 0 ? MAX : asked;
    long until = nowNanos + time.toNanos();
    if (until - closedUntil > 0) {
      closedUntil = until;
    }
    return time.toNanos();
  }

  /** How long it stays closed, in nanoseconds; zero where it is open. */
  long remaining(long nowNanos) {
    return Math.max(0, closedUntil - nowNanos);
  }

  boolean isOpen(long nowNanos) {
    return closedUntil - nowNanos <= 0;
  }
}
