package io.routeflow.micronaut.opentelemetry.otlp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time for which a receiver has asked to be left alone. It holds for all that is sent to it,
 * and can only become longer. Thread-safe; never waits.
 */
final class ReceiverPause {

  /** A receiver that asks for more gets this. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** By {@link System#nanoTime()}. */
  private final AtomicLong end = new AtomicLong(System.nanoTime());

  /** The receiver asks for so much time from now on. */
  void extend(Duration asked) {
    Duration time = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    long until = System.nanoTime() + time.toNanos();
    end.accumulateAndGet(until, (known, next) -> next - known > 0 ? next : known);
  }

  /**
   * What is left of it, or the time that is waited without one: a receiver that asks for none at
   * all does not want everything again at once.
   */
  long atLeastNanos(long backoff) {
    return Math.max(backoff, remainingNanos());
  }

  /** What is left of it, in nanoseconds; zero where there is none. */
  long remainingNanos() {
    return Math.max(0, end.get() - System.nanoTime());
  }
}
