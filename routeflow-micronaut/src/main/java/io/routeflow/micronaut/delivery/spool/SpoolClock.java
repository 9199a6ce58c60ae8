package io.routeflow.micronaut.delivery.spool;

import io.micronaut.core.annotation.Internal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The time in which batches on disk are ordered and grow old, whatever becomes of the system's
 * clock while the process runs. Files of other processes, and names that the next one reads, need
 * the time of day; order and age must not follow it when it is set. Thread-safe.
 */
@Internal
public final class SpoolClock {

  private final LongSupplier wall;
  private final LongSupplier nanoTime;
  private final long startMillis;
  private final long startNanos;

  /** How far the time of day was set forward since the start. */
  private final AtomicLong ahead = new AtomicLong();

  /**
   * Starts with the time of day.
   *
   * @param wall in milliseconds since 1970; may be set at any time
   * @param nanoTime nanoseconds that are never set
   */
  public SpoolClock(LongSupplier wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.startMillis = wall.getAsLong();
    this.startNanos = nanoTime.getAsLong();
  }

  /** That of the system. */
  public static SpoolClock system() {
    return new SpoolClock(System::currentTimeMillis, System::nanoTime);
  }

  /**
   * The time of day for the name of a file. It follows a clock that is set forward, so that the
   * next process does not find the file older than it is; where the clock is set back it goes on,
   * so that what is younger sorts later.
   */
  long nameMillis() {
    // in this order, so that a pause between the two does not look like a clock that was set
    long now = wall.getAsLong();
    long steady = steadyMillis();
    return steady + ahead.accumulateAndGet(now - steady, Math::max);
  }

  /**
   * From when on the age counts, in {@link #steadyMillis}, of what a process has made by a clock of
   * its own. Where the clock was set since this one started, what it says now and what it would say
   * without that differ; the batch is as old as the younger of both says, since one that is deleted
   * too soon is lost.
   */
  long since(long createdMillis) {
    long steady = steadyMillis();
    long age = Math.min(steady, wall.getAsLong()) - createdMillis;
    return steady - Math.max(0, age);
  }

  /** The time of day as if the clock had not been set since the start. */
  long steadyMillis() {
    return startMillis + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos);
  }
}
