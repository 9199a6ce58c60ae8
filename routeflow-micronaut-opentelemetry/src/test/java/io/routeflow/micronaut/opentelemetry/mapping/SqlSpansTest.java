package io.routeflow.micronaut.opentelemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.event.WorkEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SqlSpansTest {

  private static final long LATENCY = 1_000_000;
  private static final MappedSpan.Times TIMES = new MappedSpan.Times(0, LATENCY);
  private static final List<SqlUsage.Execution> EXECUTIONS =
      List.of(
          new SqlUsage.Execution(0, 0, 10, true),
          new SqlUsage.Execution(0, 20, 10, true),
          new SqlUsage.Execution(0, 40, 10, false));

  /** Of each statement an event keeps the cause of the last failure only. */
  @Test
  void onlyTheLastOfSeveralFailuresHasTheCause() {
    assertThat(spans(2))
        .extracting(
            SpanData::getStatus,
            span -> span.getAttributes().get(Keys.ERROR_TYPE),
            span -> span.getAttributes().get(Keys.DB_STATUS))
        .containsExactly(
            tuple(StatusData.error(), "_OTHER", null),
            tuple(StatusData.error(), "java.sql.SQLTimeoutException", "57014"),
            tuple(StatusData.unset(), null, null));
  }

  /** It may be one beyond the time line, or of rows that were read later. */
  @Test
  void noneHasItWhereTheLastOneHasNoSpan() {
    assertThat(spans(3))
        .extracting(span -> span.getAttributes().get(Keys.ERROR_TYPE))
        .containsExactly("_OTHER", "_OTHER", null);
  }

  private static List<SpanData> spans(long errors) {
    SqlUsage.Statement statement =
        new SqlUsage.Statement(
            "SELECT ?",
            "SELECT",
            List.of(),
            null,
            "default",
            "postgresql",
            3,
            -1,
            -1,
            30,
            10,
            errors,
            "57014",
            "java.sql.SQLTimeoutException",
            false,
            0);
    SqlUsage usage = new SqlUsage(3, 30, false, List.of(statement), EXECUTIONS);
    EventIdentity identity =
        new EventIdentity(new UUID(1, 2), Instant.EPOCH, new UUID(3, 4).toString(), 1, 0);
    Event event =
        new WorkEvent(
            identity,
            EventType.JOB,
            "nightly",
            EventStatus.SUCCESS,
            LATENCY,
            new EventParts(usage, null, List.of(), null, null, null, null),
            Map.of());
    List<SpanData> spans = new ArrayList<>();
    new SqlSpans(name -> DatabasePlace.UNKNOWN)
        .add(event, new SpanPlaces(identity, Resource.empty(), false), TIMES, spans);
    return spans;
  }
}
