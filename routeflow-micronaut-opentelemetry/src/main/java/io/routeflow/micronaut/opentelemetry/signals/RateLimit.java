package io.routeflow.micronaut.opentelemetry.signals;

import io.micronaut.core.annotation.Internal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** So many calls a minute, counted from the first one of each minute. Thread-safe. */
@Internal
public final class RateLimit {

  private static final long A_MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final int perMinute;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private long windowStart;
  private int used;

  /** A limit of so many calls a minute, 0 for none. */
  public static RateLimit of(int perMinute) {
    return new RateLimit(perMinute, System::nanoTime);
  }

  /**
   * A limit.
   *
   * @param perMinute calls, 0 for no limit
   * @param clock nanoseconds
   */
  RateLimit(int perMinute, LongSupplier clock) {
    this.perMinute = perMinute;
    this.clock = clock;
    this.windowStart = clock.getAsLong();
  }

  /** Whether one more call is within the limit. */
  public boolean allows() {
    if (perMinute == 0) {
      return true;
    }
    lock.lock();
    try {
      long now = clock.getAsLong();
      if (now - windowStart >= A_MINUTE) {
        windowStart = now;
        used = 0;
      }
      if (used >= perMinute) {
        return false;
      }
      used++;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
