package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests for tests: what they are called, when, for how long, and with which SQL. */
record SampleFlow(
    int number,
    String path,
    int statusCode,
    long latencyNanos,
    Instant at,
    @Nullable SqlUsage sql) {

  static final Instant START = Instant.parse("2026-11-21T05:00:00Z");

  static SampleFlow number(int number) {
    return new SampleFlow(number, "/orders/{id}", 200, 12_384_567, START, null);
  }

  SampleFlow path(String newPath) {
    return new SampleFlow(number, newPath, statusCode, latencyNanos, at, sql);
  }

  SampleFlow status(int newStatusCode) {
    return new SampleFlow(number, path, newStatusCode, latencyNanos, at, sql);
  }

  SampleFlow nanos(long newLatencyNanos) {
    return new SampleFlow(number, path, statusCode, newLatencyNanos, at, sql);
  }

  SampleFlow at(Instant newAt) {
    return new SampleFlow(number, path, statusCode, latencyNanos, newAt, sql);
  }

  SampleFlow sql(SqlUsage newSql) {
    return new SampleFlow(number, path, statusCode, latencyNanos, at, newSql);
  }

  static UUID id(int number) {
    return new UUID(0x0199_f0c2_7a10_7000L, 0x8000_0000_0000_0000L | number);
  }

  RequestEvent event() {
    return event(null, Map.of());
  }

  RequestEvent event(@Nullable String exception, Map<String, Object> attributes) {
    return new RequestEvent(
        new EventIdentity(id(number), at, "trace-" + number, number + 1L, 0),
        "/checkout",
        "GET",
        path,
        "Orders.show",
        statusCode,
        EventStatus.ofHttpStatus(statusCode),
        latencyNanos,
        EventParts.of(sql, exception == null ? null : ExceptionDetails.named(exception)),
        attributes);
  }

  static EventBatch batch(RequestEvent... events) {
    return new EventBatch(new UUID(0x7000L, events.length), List.of(events));
  }

  /** A statement of one table that did not fail and took the same time each time. */
  static SqlUsage.Statement statement(String text, String table, long count, long nanosEach) {
    return new SqlUsage.Statement(
        text,
        "SELECT",
        List.of(table),
        "OrderRepository.findById",
        "default",
        "h2",
        count,
        -1,
        -1,
        count * nanosEach,
        nanosEach,
        0,
        null,
        null,
        false,
        0);
  }

  static SqlUsage usage(SqlUsage.Statement... statements) {
    long count = 0;
    long nanos = 0;
    for (SqlUsage.Statement statement : statements) {
      count += statement.count();
      nanos += statement.totalNanos();
    }
    return new SqlUsage(count, nanos, false, List.of(statements));
  }
}
