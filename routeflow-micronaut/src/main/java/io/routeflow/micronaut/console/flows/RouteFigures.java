package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.EventStatus;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.SqlUsage;
import java.util.Arrays;
import java.util.UUID;

/** The figures of one route, which was called at least once. */
final class RouteFigures {

  private final RouteKey key;
  private final String handler;
  private final Durations latency = new Durations();
  private final Sparkline sparkline = new Sparkline();
  private UUID slowest;
  private long slowestNanos = -1;
  private long count;
  private long warnings;
  private long failures;
  private long executions;
  private long sqlNanos;
  private long nPlusOne;

  /** Figures that hold nothing yet, for the route of this request. */
  RouteFigures(RouteKey key, RequestEvent first) {
    this.key = key;
    this.handler = first.handler();
    this.slowest = first.eventId();
  }

  RouteKey key() {
    return key;
  }

  void add(RequestEvent event, long nowMillis) {
    count++;
    warnings += event.status() == EventStatus.WARNING ? 1 : 0;
    failures += event.status() == EventStatus.FAILED ? 1 : 0;
    latency.add(event.latencyNanos(), 1);
    sparkline.add(event.timestamp().toEpochMilli(), nowMillis);
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
        Notation.rounded(sparkline.rate(nowMillis)),
        latency.millisAt(50),
        latency.millisAt(95),
        latency.millisAt(99),
        latency.maxMillis(),
        Notation.rounded((double) executions / count),
        Notation.millis(sqlNanos / count),
        nPlusOne,
        new RouteReport.Slowest(slowest, Notation.millis(slowestNanos)),
        Arrays.stream(sparkline.counts(nowMillis)).boxed().toList());
  }
}
