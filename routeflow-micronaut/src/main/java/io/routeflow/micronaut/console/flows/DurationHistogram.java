package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.console.json.JsonFormat;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Durations of which only the distribution is kept: percentiles are at most 1 % above the truth,
 * the maximum is exact.
 *
 * <p>Memory: grows with the longest duration seen. With two digits each power of two above 256 µs
 * takes 128 counters of 4 bytes; {@link #MAX_MICROS}, below 2^32, sets the bound at 25 · 128 · 4 =
 * 12.8 kB.
 */
final class DurationHistogram {

  /** Longer ones count as this in the percentiles, and as what they are in the maximum. */
  static final long MAX_MICROS = TimeUnit.HOURS.toMicros(1);

  private static final int SIGNIFICANT_DIGITS = 2;
  private static final long NANOS_PER_MICRO = 1000;
  private static final double MICROS_PER_MILLI = 1000;

  private final IntCountsHistogram histogram = new IntCountsHistogram(SIGNIFICANT_DIGITS);
  private long maxNanos;

  /** Takes in so many of a duration. */
  void add(long nanos, long times) {
    addToDistribution(nanos, times);
    atLeast(nanos);
  }

  /** Takes in so many of a duration that is a mean, so that it says nothing of the maximum. */
  void addToDistribution(long nanos, long times) {
    long micros = Math.min(MAX_MICROS, Math.max(0, nanos) / NANOS_PER_MICRO);
    // a counter that is full stays so: the figures are right enough after two thousand million
    long room = Integer.MAX_VALUE - countAt(micros);
    if (Math.min(room, times) > 0) {
      histogram.recordValueWithCount(micros, Math.min(room, times));
    }
  }

  /** Notes that the longest is not shorter than this. */
  void atLeast(long nanos) {
    maxNanos = Math.max(maxNanos, nanos);
  }

  /** The duration, in milliseconds, that so many percent do not exceed. */
  double millisAt(double percentile) {
    long micros = Math.min(histogram.getValueAtPercentile(percentile), maxNanos / NANOS_PER_MICRO);
    return micros / MICROS_PER_MILLI;
  }

  double maxMillis() {
    return JsonFormat.millis(maxNanos);
  }

  private long countAt(long micros) {
    return micros > histogram.getHighestTrackableValue() ? 0 : histogram.getCountAtValue(micros);
  }
}
