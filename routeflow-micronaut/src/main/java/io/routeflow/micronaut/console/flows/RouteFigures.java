package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures of one route, which was called at least once. */
final class RouteFigures {

  private final RouteKey key;
  private final @Nullable String handler;
  private final DurationHistogram latency = new DurationHistogram();
  private final Sparkline sparkline = new Sparkline();
  private final Sparkline failed = new Sparkline();
  private UUID slowest;
  private long slowestNanos = -1;
  private long count;
  private long warnings;
  private long failures;
  private long executions;
  private long sqlNanos;
  private long nPlusOne;

  /** Figures that hold nothing yet, for the route of this event. */
  RouteFigures(RouteKey key, @Nullable String handler, UUID first) {
    this.key = key;
    this.handler = handler;
    this.slowest = first;
  }

  RouteKey key() {
    return key;
  }

  void add(Event event, long arrivedMillis, long nowMillis) {
    count++;
    warnings += event.status() == EventStatus.WARNING ? 1 : 0;
    failures += event.status() == EventStatus.FAILED ? 1 : 0;
    if (event.latencyNanos() >= 0) {
      latency.add(event.latencyNanos(), 1);
    }
    sparkline.add(arrivedMillis, nowMillis);
    if (event.status() == EventStatus.FAILED) {
      failed.add(arrivedMillis, nowMillis);
    }
    if (event.latencyNanos() > slowestNanos) {
      slowest = event.eventId();
      slowestNanos = event.latencyNanos();
    }
    SqlUsage sql = event.sql();
    if (sql != null) {
      executions += sql.count();
      sqlNanos += sql.totalNanos();
      nPlusOne += sql.statements().stream().anyMatch(SqlUsage.Statement::nPlusOne) ? 1 : 0;
    }
  }

  RouteReport.Route report(long nowMillis) {
    return new RouteReport.Route(
        key.method(),
        key.path(),
        handler,
        count,
        warnings,
        failures,
        JsonFormat.rounded(sparkline.rate(nowMillis)),
        latency.millisAt(50),
        latency.millisAt(95),
        latency.millisAt(99),
        latency.maxMillis(),
        JsonFormat.rounded((double) executions / count),
        JsonFormat.millis(sqlNanos / count),
        nPlusOne,
        slowestNanos < 0 ? null : new RouteReport.Slowest(slowest, JsonFormat.millis(slowestNanos)),
        counts(sparkline, nowMillis),
        counts(failed, nowMillis));
  }

  private static List<Integer> counts(Sparkline of, long nowMillis) {
    return Arrays.stream(of.counts(nowMillis)).boxed().toList();
  }
}
