package io.routeflow.micronaut.console.json;

import io.micronaut.core.annotation.Internal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How times are written. As text and plain numbers made here, so that no setting of the
 * application's own JSON changes them.
 */
@Internal
public final class JsonFormat {

  private static final double MICROS_PER_MILLI = 1000;
  private static final long NANOS_PER_MICRO = 1000;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private JsonFormat() {}

  /** Nanoseconds as milliseconds with at most three decimals; what is below is cut off. */
  public static double millis(long nanos) {
    long micros = nanos / NANOS_PER_MICRO;
    return micros / MICROS_PER_MILLI;
  }

  /** Any number with at most three decimals. */
  public static double rounded(double value) {
    return Math.round(value * MICROS_PER_MILLI) / MICROS_PER_MILLI;
  }

  /** ISO-8601 in UTC, always with three digits of milliseconds. */
  public static String instant(Instant instant) {
    return INSTANT.format(instant);
  }
}
