package io.routeflow.micronaut.flush;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closed while the destination has asked to be left alone. One gate for all batches: what one of
 * them was told holds for the others too. It can only be closed for longer, never opened early.
 * Times are those of {@link System#nanoTime()}.
 */
final class RateLimitGate {

  private final AtomicLong closedUntil;

  RateLimitGate(long nowNanos) {
    closedUntil = new AtomicLong(nowNanos);
  }

  void closeFor(Duration time, long nowNanos) {
    long until = nowNanos + time.toNanos();
    closedUntil.accumulateAndGet(until, (old, asked) -> asked - old > 0 ? asked : old);
  }

  /** How long it stays closed; zero where it is open. */
  Duration remaining(long nowNanos) {
    return Duration.ofNanos(Math.max(0, closedUntil.get() - nowNanos));
  }

  boolean isOpen(long nowNanos) {
    return closedUntil.get() - nowNanos <= 0;
  }
}
