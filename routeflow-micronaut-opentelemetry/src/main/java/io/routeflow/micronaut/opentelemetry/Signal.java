package io.routeflow.micronaut.opentelemetry;

import java.util.Locale;

/**
 * A kind of telemetry.
 *
 * @since 0.1.0
 */
public enum Signal {
  /** Spans. */
  TRACES,
  /** Counters, gauges and histograms. */
  METRICS,
  /** Log records. */
  LOGS;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in settings and in paths of OTLP over HTTP, such as {@code traces}. */
  public String wireName() {
    return wireName;
  }

  /** As {@link #wireName()}. */
  @Override
  public String toString() {
    return wireName;
  }
}
