package io.routeflow.micronaut.opentelemetry.metrics;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.opentelemetry.mapping.SpanMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The instruments of requests. Thread-safe. The series are bounded: beyond {@link #MAX_SERIES} a
 * request counts without its route.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">HTTP metrics</a>
 */
final class RequestInstruments {

  /** Fewer than the SDK keeps of one instrument, so that it has not to cut. */
  static final int MAX_SERIES = 1000;

  static final String DURATION = "http.server.request.duration";
  static final String COUNT = "http.server.request.count";
  static final String ERRORS = "http.server.request.errors";

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final List<Double> BUCKETS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int FIRST_SERVER_ERROR = 500;

  /** In place of the status of a request that got none. */
  static final int NO_STATUS = 0;

  private final Supplier<@Nullable String> scheme;
  private final @Nullable DoubleHistogram duration;
  private final @Nullable LongCounter count;
  private final @Nullable LongCounter errors;
  private final Map<Series, Attributes> known = new ConcurrentHashMap<>();

  /** What distinguishes one series of requests from another. */
  private record Series(String route, String method, int status, boolean aborted) {

    Series withoutRoute() {
      return new Series(RequestEvent.UNMATCHED, method, status, aborted);
    }

    boolean isFailure() {
      return aborted || status >= FIRST_SERVER_ERROR;
    }
  }

  /**
   * Makes the instruments that are wanted.
   *
   * @param scheme of the server, {@code null} where it is not known
   */
  RequestInstruments(
      Meter meter,
      Supplier<@Nullable String> scheme,
      boolean withDuration,
      boolean withCount,
      boolean withErrors) {
    this.scheme = scheme;
    this.duration =
        withDuration
            ? meter
                .histogramBuilder(DURATION)
                .setUnit("s")
                .setDescription("Duration of HTTP server requests.")
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build()
            : null;
    this.count =
        withCount
            ? meter
                .counterBuilder(COUNT)
                .setUnit("{request}")
                .setDescription("HTTP server requests.")
                .build()
            : null;
    this.errors =
        withErrors
            ? meter
                .counterBuilder(ERRORS)
                .setUnit("{request}")
                .setDescription(
                    "HTTP server requests that were answered with 5xx, or not completely.")
                .build()
            : null;
  }

  /**
   * Counts a request that has ended.
   *
   * @param status {@link #NO_STATUS} where none was sent: the client has left, unless it is {@code
   *     aborted}
   * @param aborted whether the server broke the response off, or never began it
   */
  void record(String route, String method, int status, boolean aborted, long nanos) {
    Series series = new Series(route, method, status, aborted);
    Attributes attributes = attributes(series);
    if (duration != null) {
      duration.record(nanos / NANOS_PER_SECOND, attributes, Context.root());
    }
    if (count != null) {
      count.add(1, attributes, Context.root());
    }
    if (errors != null && series.isFailure()) {
      errors.add(1, attributes, Context.root());
    }
  }

  private Attributes attributes(Series series) {
    Attributes attributes = known.get(series);
    if (attributes != null) {
      return attributes;
    }
    if (known.size() >= MAX_SERIES) {
      return made(series.withoutRoute());
    }
    return known.computeIfAbsent(series, this::made);
  }

  private Attributes made(Series series) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(METHOD, series.method());
    String ofServer = scheme.get();
    if (ofServer != null) {
      attributes.put(SCHEME, ofServer);
    }
    if (!series.route().equals(RequestEvent.UNMATCHED)) {
      attributes.put(ROUTE, series.route());
    }
    if (series.status() != NO_STATUS) {
      attributes.put(STATUS, (long) series.status());
    }
    String error = errorType(series);
    if (error != null) {
      attributes.put(ERROR, error);
    }
    return attributes.build();
  }

  private static @Nullable String errorType(Series series) {
    if (series.status() >= FIRST_SERVER_ERROR) {
      return String.valueOf(series.status());
    }
    if (series.aborted()) {
      return SpanMapper.RESPONSE_ABORTED;
    }
    return series.status() == NO_STATUS ? SpanMapper.CLIENT_DISCONNECTED : null;
  }
}
