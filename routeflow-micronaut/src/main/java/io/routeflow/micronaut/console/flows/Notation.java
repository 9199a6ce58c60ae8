package io.routeflow.micronaut.console.flows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How times are written. As text and plain numbers made here, so that no setting of the
 * application's own JSON changes them.
 */
final class Notation {

  private static final double MICROS_PER_MILLI = 1000;
  private static final long NANOS_PER_MICRO = 1000;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Notation() {}

  /** Nanoseconds as milliseconds with at most three decimals; what is below is cut off. */
  static double millis(long nanos) {
    long micros = nanos / NANOS_PER_MICRO;
    return micros / MICROS_PER_MILLI;
  }

  /** Any number with at most three decimals. */
  static double rounded(double value) {
    return Math.round(value * MICROS_PER_MILLI) / MICROS_PER_MILLI;
  }

  /** ISO-8601 in UTC, always with three digits of milliseconds. */
  static String instant(Instant instant) {
    return INSTANT.format(instant);
  }
}
