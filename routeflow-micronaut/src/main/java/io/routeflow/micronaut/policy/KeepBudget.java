package io.routeflow.micronaut.policy;

import java.util.concurrent.TimeUnit;

/**
 * At most so many in any second, exactly: each remembers when the one was kept that stands so many
 * places before it. Times are those of {@link System#nanoTime()}; one that is earlier than the last
 * counts as that. Confined to one thread.
 */
final class KeepBudget {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** When the latest were kept; a ring. */
  private final long[] keptAt;

  private int next;
  private int kept;
  private long last;

  /** An unused budget. */
  KeepBudget(int maxPerSecond) {
    keptAt = new long[maxPerSecond];
  }

  /** Whether one more may be kept at this time; it is counted then. */
  boolean take(long nowNanos) {
    if (keptAt.length == 0) {
      return false;
    }
    long now = kept == 0 || nowNanos - last > 0 ? nowNanos : last;
    if (kept == keptAt.length && now - keptAt[next] < SECOND) {
      return false;
    }
    keptAt[next] = now;
    next = (next + 1) % keptAt.length;
    kept = Math.min(kept + 1, keptAt.length);
    last = now;
    return true;
  }
}
