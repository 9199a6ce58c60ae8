package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.spi.LocalDetails;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of the heap an event takes at most: with two bytes a character, references of
 * eight, and every text counted wherever it stands, although most of them are shared with other
 * events. The sizes of objects are those of a 64-bit JVM without compressed references, so that the
 * estimate is above the truth on every JVM.
 */
final class FlowSize {

  /** Event, its id twice (a key shares it), time, kept flow and the entry of the map. */
  static final long FIXED = 480;

  private static final long BYTES_PER_CHAR = 2;
  private static final long TEXT = 72;
  private static final long USAGE = 136;
  private static final long STATEMENT = 208;
  private static final long EXECUTION = 56;
  private static final long WAIT = 56;
  private static final long REFERENCE = 8;
  private static final long ATTRIBUTE = 64;

  private FlowSize() {}

  static long of(Event event, @Nullable LocalDetails local) {
    return FIXED
        + text(event.traceId())
        + names(event)
        + PartSize.of(event.parts())
        + of(event.attributes())
        + (local == null ? 0 : of(local));
  }

  private static long of(LocalDetails local) {
    return text(local.path())
        + text(local.trigger())
        + PartSize.of(local.exception())
        + WAIT * local.waits().size();
  }

  private static long names(Event event) {
    if (event instanceof RequestEvent request) {
      return text(request.frontendRoute())
          + text(request.method())
          + text(request.path())
          + text(request.handler());
    }
    ExceptionEvent.Origin origin =
        event instanceof ExceptionEvent exception ? exception.origin() : null;
    return text(event.label())
        + (origin == null
            ? 0
            : text(origin.frontendRoute())
                + text(origin.method())
                + text(origin.path())
                + text(origin.handler()));
  }

  static long text(@Nullable String text) {
    return text == null ? 0 : TEXT + BYTES_PER_CHAR * text.length();
  }

  static long of(@Nullable SqlUsage usage) {
    if (usage == null) {
      return 0;
    }
    long bytes = USAGE + EXECUTION * usage.executions().size();
    for (SqlUsage.Statement statement : usage.statements()) {
      bytes += of(statement);
    }
    return bytes;
  }

  static long of(SqlUsage.Statement statement) {
    long bytes =
        STATEMENT
            + text(statement.statement())
            + text(statement.operation())
            + text(statement.repositoryMethod())
            + text(statement.datasource())
            + text(statement.dbSystem())
            + text(statement.sqlState())
            + text(statement.exception());
    for (String table : statement.tables()) {
      bytes += REFERENCE + text(table);
    }
    return bytes;
  }

  static long of(Map<String, Object> attributes) {
    long bytes = 0;
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      bytes += ATTRIBUTE + text(attribute.getKey()) + ofValue(attribute.getValue());
    }
    return bytes;
  }

  private static long ofValue(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof List<?> list) {
      long bytes = 0;
      for (Object element : list) {
        bytes += REFERENCE + text(String.valueOf(element));
      }
      return bytes;
    }
    return value instanceof BigDecimal || value instanceof BigInteger ? text(value.toString()) : 0;
  }
}
