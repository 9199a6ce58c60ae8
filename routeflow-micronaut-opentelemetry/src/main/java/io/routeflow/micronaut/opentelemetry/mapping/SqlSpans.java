package io.routeflow.micronaut.opentelemetry.mapping;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The spans of an event's SQL: one of each execution on its time line, and one for all the others.
 * Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">Database
 *     spans</a>
 */
final class SqlSpans {

  private static final String SQL = "SQL";

  /** Of executions beyond the limit of statements. */
  private static final StatementSpans.Shape UNKNOWN =
      new StatementSpans.Shape(SQL, Attributes.of(Keys.DB_SYSTEM, StatementSpans.UNKNOWN_SYSTEM));

  private final StatementSpans statements;

  /** With where a data source connects to, by its name. */
  SqlSpans(Function<String, DatabasePlace> places) {
    this.statements = new StatementSpans(places);
  }

  void add(Event event, SpanPlaces places, MappedSpan.Times times, List<SpanData> spans) {
    SqlUsage usage = event.sql();
    if (usage == null) {
      return;
    }
    StatementSpans.@Nullable Shape[] shapes = new StatementSpans.Shape[usage.statements().size()];
    List<SqlUsage.Execution> executions = usage.executions();
    LastFailures failures = failures(usage);
    long listedNanos = 0;
    long lastEnd = 0;
    for (int i = 0; i < executions.size(); i++) {
      SqlUsage.Execution execution = executions.get(i);
      listedNanos += execution.nanos();
      lastEnd = Math.max(lastEnd, execution.startNanos() + execution.nanos());
      boolean hasCause = hasCause(usage, failures, i);
      spans.add(span(usage, shapes, execution, hasCause, places.within(0, i), times));
    }
    long others = usage.count() - executions.size();
    if (others > 0) {
      spans.add(
          new MappedSpan(
              places.within(0, SqlUsage.MAX_EXECUTIONS),
              SQL,
              SpanKind.CLIENT,
              times.within(lastEnd, usage.totalNanos() - listedNanos),
              othersOf(usage, others),
              List.of(),
              StatusData.unset()));
    }
  }

  private static LastFailures failures(SqlUsage usage) {
    LastFailures failures = new LastFailures(usage.statements().size());
    for (int i = 0; i < usage.executions().size(); i++) {
      SqlUsage.Execution execution = usage.executions().get(i);
      if (execution.failed()) {
        failures.add(execution.statement(), i, execution.startNanos() + execution.nanos());
      }
    }
    return failures;
  }

  private static boolean hasCause(SqlUsage usage, LastFailures failures, int index) {
    SqlUsage.Execution execution = usage.executions().get(index);
    int statement = execution.statement();
    return execution.failed()
        && statement >= 0
        && statement < usage.statements().size()
        && failures.isLast(statement, index, usage.statements().get(statement).errors());
  }

  private SpanData span(
      SqlUsage usage,
      StatementSpans.@Nullable Shape[] shapes,
      SqlUsage.Execution execution,
      boolean hasCause,
      MappedSpan.Place place,
      MappedSpan.Times of) {
    int index = execution.statement();
    boolean isKnown = index >= 0 && index < shapes.length;
    SqlUsage.Statement statement = isKnown ? usage.statements().get(index) : null;
    StatementSpans.Shape shape = statement == null ? UNKNOWN : shapes[index];
    if (shape == null) {
      // once an event, though the statement may have run hundreds of times
      shape = statements.shape(Objects.requireNonNull(statement));
      shapes[index] = shape;
    }
    return new MappedSpan(
        place,
        shape.name(),
        SpanKind.CLIENT,
        of.within(execution.startNanos(), execution.nanos()),
        execution.failed() ? failed(shape, hasCause ? statement : null) : shape.attributes(),
        List.of(),
        execution.failed() ? StatusData.error() : StatusData.unset());
  }

  /** With what is known of the failure, {@code null} where that is of another execution. */
  private static Attributes failed(StatementSpans.Shape shape, SqlUsage.@Nullable Statement cause) {
    AttributesBuilder attributes = shape.attributes().toBuilder();
    String exception = cause == null ? null : cause.exception();
    attributes.put(Keys.ERROR_TYPE, exception == null ? Keys.OTHER : exception);
    String status = cause == null ? null : DatabaseStatus.of(cause);
    if (status != null) {
      attributes.put(Keys.DB_STATUS, status);
    }
    return attributes.build();
  }

  private static Attributes othersOf(SqlUsage usage, long count) {
    String system =
        usage.statements().isEmpty()
            ? StatementSpans.UNKNOWN_SYSTEM
            : StatementSpans.system(usage.statements().get(0));
    return Attributes.of(Keys.DB_SYSTEM, system, Keys.COUNT, count);
  }
}
