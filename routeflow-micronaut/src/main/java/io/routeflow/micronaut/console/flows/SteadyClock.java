package io.routeflow.micronaut.console.flows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock for ages and spans: it starts with the time of day and then only goes forward, by the
 * JVM's own nanoseconds, however the clock of the machine is set meanwhile. Not for times that are
 * shown. Thread-safe.
 */
final class SteadyClock extends Clock {

  private final Instant start;
  private final LongSupplier nanoTime;
  private final long startNanos;

  /**
   * A clock that starts now.
   *
   * @param wall the time of day, read once
   * @param nanoTime nanoseconds that are never set
   */
  SteadyClock(Clock wall, LongSupplier nanoTime) {
    this.start = wall.instant();
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanoTime.getAsLong() - startNanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
