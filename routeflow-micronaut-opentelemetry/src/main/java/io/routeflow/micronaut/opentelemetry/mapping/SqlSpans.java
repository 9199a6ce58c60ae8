package io.routeflow.micronaut.opentelemetry.mapping;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of an event's SQL: one of each execution on its time line, and one for all the others.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">Database
 *     spans</a>
 */
final class SqlSpans {

  private static final String H2 = "h2";
  private static final String UNKNOWN_SYSTEM = "other_sql";
  private static final String SQL = "SQL";
  private static final int MAX_SUMMARY = 255;

  private SqlSpans() {}

  static void add(Event event, SpanPlaces places, MappedSpan.Times times, List<SpanData> spans) {
    SqlUsage usage = event.sql();
    if (usage == null) {
      return;
    }
    List<SqlUsage.Execution> executions = usage.executions();
    long listedNanos = 0;
    long lastEnd = 0;
    for (int i = 0; i < executions.size(); i++) {
      SqlUsage.Execution execution = executions.get(i);
      listedNanos += execution.nanos();
      lastEnd = Math.max(lastEnd, execution.startNanos() + execution.nanos());
      spans.add(span(usage, execution, places.within(0, i), times));
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

  private static SpanData span(
      SqlUsage usage, SqlUsage.Execution execution, MappedSpan.Place place, MappedSpan.Times of) {
    int index = execution.statement();
    SqlUsage.Statement statement =
        index >= 0 && index < usage.statements().size() ? usage.statements().get(index) : null;
    String summary = statement == null ? SQL : summary(statement);
    return new MappedSpan(
        place,
        summary,
        SpanKind.CLIENT,
        of.within(execution.startNanos(), execution.nanos()),
        attributes(statement, summary, execution.failed()),
        List.of(),
        execution.failed() ? StatusData.error() : StatusData.unset());
  }

  private static Attributes attributes(
      SqlUsage.@Nullable Statement statement, String summary, boolean failed) {
    AttributesBuilder attributes = SpanAttributes.builder();
    if (statement == null) {
      attributes.put(Keys.DB_SYSTEM, UNKNOWN_SYSTEM);
      if (failed) {
        attributes.put(Keys.ERROR_TYPE, Keys.OTHER);
      }
      return attributes.build();
    }
    attributes.put(Keys.DB_SYSTEM, system(statement));
    attributes.put(Keys.DB_QUERY_TEXT, statement.statement());
    attributes.put(Keys.DB_QUERY_SUMMARY, summary);
    attributes.put(Keys.DB_OPERATION, statement.operation());
    if (statement.tables().size() == 1) {
      attributes.put(Keys.DB_COLLECTION, statement.tables().get(0));
    }
    attributes.put(Keys.DATASOURCE, statement.datasource());
    if (statement.repositoryMethod() != null) {
      attributes.put(Keys.REPOSITORY_METHOD, statement.repositoryMethod());
    }
    if (statement.nPlusOne()) {
      attributes.put(Keys.N_PLUS_ONE, true);
    }
    if (failed) {
      String exception = statement.exception();
      attributes.put(Keys.ERROR_TYPE, exception == null ? Keys.OTHER : exception);
      if (statement.sqlState() != null) {
        attributes.put(Keys.DB_STATUS, statement.sqlState());
      }
    }
    return attributes.build();
  }

  private static Attributes othersOf(SqlUsage usage, long count) {
    String system =
        usage.statements().isEmpty() ? UNKNOWN_SYSTEM : system(usage.statements().get(0));
    return Attributes.of(Keys.DB_SYSTEM, system, Keys.COUNT, count);
  }

  private static String system(SqlUsage.Statement statement) {
    String system = statement.dbSystem();
    return system.equals(H2) ? "h2database" : system;
  }

  /** The operation and its tables, such as {@code SELECT orders}. */
  private static String summary(SqlUsage.Statement statement) {
    StringBuilder summary = new StringBuilder(statement.operation());
    for (String table : statement.tables()) {
      if (summary.length() + 1 + table.length() > MAX_SUMMARY) {
        break;
      }
      summary.append(' ').append(table);
    }
    return summary.toString();
  }
}
