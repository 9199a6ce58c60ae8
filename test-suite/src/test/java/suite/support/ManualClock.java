package suite.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until a test moves it. Safe for use by several threads. */
public final class ManualClock extends Clock {
  private final AtomicLong nanos;
  private final Instant origin;
  private final ZoneId zone;

  public ManualClock() {
    this(Instant.parse("2026-11-20T09:30:00Z"));
  }

  public ManualClock(Instant start) {
    this(new AtomicLong(), start, ZoneOffset.UTC);
  }

  private ManualClock(AtomicLong nanos, Instant origin, ZoneId zone) {
    this.nanos = nanos;
    this.origin = origin;
    this.zone = zone;
  }

  public void advance(Duration step) {
    nanos.addAndGet(step.toNanos());
  }

  public void set(Instant instant) {
    nanos.set(Duration.between(origin, instant).toNanos());
  }

  /** Nanoseconds since this clock was made; moves with it, as {@link System#nanoTime()} would. */
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return origin.plusNanos(nanos.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same hands in another zone: moving one moves the other. */
  @Override
  public Clock withZone(ZoneId other) {
    return new ManualClock(nanos, origin, other);
  }
}
