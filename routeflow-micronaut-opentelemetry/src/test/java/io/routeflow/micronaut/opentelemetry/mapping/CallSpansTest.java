package io.routeflow.micronaut.opentelemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.RequestEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left of the calls of an event that comes from disk, which has no time line. */
final class CallSpansTest {

  private static final long EVENT_SPAN = 1;
  private static final long CALL_SPAN = 7;
  private static final long FAILED_SPAN = 8;
  private static final long LATENCY = 1_000_000_000;
  private static final MappedSpan.Times TIMES = new MappedSpan.Times(0, LATENCY);
  private static final AttributeKey<Long> COUNT = AttributeKey.longKey("routeflow.count");

  @Test
  void aCallAloneInItsGroupKeepsTheIdThatTheOtherServiceNamesAsItsParent() {
    List<SpanData> spans = spans(call("stock:8080", 1, 300, 0, 200, CALL_SPAN));
    assertThat(spans).hasSize(1);
    SpanData span = spans.get(0);
    assertThat(span.getSpanId()).isEqualTo(HexFormat.of().toHexDigits(CALL_SPAN));
    assertThat(span.getParentSpanId()).isEqualTo(HexFormat.of().toHexDigits(EVENT_SPAN));
    assertThat(span.getName()).isEqualTo("GET");
    assertThat(span.getStartEpochNanos()).isZero();
    assertThat(span.getEndEpochNanos()).isEqualTo(300);
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getAttributes().asMap())
        .isEqualTo(
            Map.of(
                Keys.HTTP_METHOD,
                "GET",
                Keys.SERVER_ADDRESS,
                "stock",
                Keys.SERVER_PORT,
                8080L,
                Keys.HTTP_STATUS,
                200L));
  }

  @Test
  void onlyTheOthersAreCountedTogether() {
    List<SpanData> spans =
        spans(
            call("stock", 1, 300, 0, 200, CALL_SPAN),
            call("mail", 1, 500, 1, 0, FAILED_SPAN),
            call("prices", 4, 80, 0, 200, 0),
            call("untraced", 1, 20, 0, 200, 0));
    assertThat(spans)
        .extracting(span -> span.getAttributes().get(COUNT))
        .containsExactly(null, null, 5L);
    assertThat(spans)
        .extracting(span -> span.getEndEpochNanos() - span.getStartEpochNanos())
        .containsExactly(300L, 500L, 100L);
    assertThat(spans.get(1).getStatus()).isEqualTo(StatusData.error());
    assertThat(spans.get(1).getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("java.io.IOException");
  }

  /** Of each kind of call an event keeps the cause of the last failure only. */
  @Test
  void onlyTheLastOfSeveralFailuresHasTheCause() {
    List<OutgoingCalls.Execution> executions =
        List.of(
            execution(0, 900, 0, true), // the last one to end
            execution(100, 50, 0, true),
            execution(200, 50, 503, true),
            execution(300, 50, 200, false));
    ExternalCall failing = call("stock", 4, 1050, 3, 200, 0);
    assertThat(spans(executions, failing))
        .extracting(span -> span.getAttributes().get(Keys.ERROR_TYPE))
        .containsExactly("java.io.IOException", "_OTHER", "503", null);
    // one more, beyond the time line
    assertThat(spans(executions, call("stock", 5, 1060, 4, 200, 0)))
        .extracting(span -> span.getAttributes().get(Keys.ERROR_TYPE))
        .startsWith("_OTHER", "_OTHER", "503", null);
  }

  /** As calls to more targets than an event keeps apart. */
  @Test
  void thoseThatAreInNoEntryAreCountedToo() {
    OutgoingCalls.Execution elsewhere = new OutgoingCalls.Execution(-1, 10, 5, 200, false, 0, 0, 0);
    OutgoingCalls calls =
        new OutgoingCalls(
            List.of(call("stock", 4, 80, 0, 200, 0)),
            true,
            List.of(execution(0, 20, 200, false), elsewhere),
            6);
    assertThat(spans(calls))
        .extracting(span -> span.getAttributes().get(COUNT))
        .containsExactly(null, null, 8L);
  }

  private static OutgoingCalls.Execution execution(
      long start, long nanos, int status, boolean failed) {
    return new OutgoingCalls.Execution(0, start, nanos, status, failed, 0, 0, 0);
  }

  private static List<SpanData> spans(ExternalCall... calls) {
    return spans(List.of(), calls);
  }

  private static List<SpanData> spans(
      List<OutgoingCalls.Execution> executions, ExternalCall... calls) {
    return spans(new OutgoingCalls(List.of(calls), false, executions));
  }

  private static List<SpanData> spans(OutgoingCalls calls) {
    EventIdentity identity =
        new EventIdentity(new UUID(1, 2), Instant.EPOCH, new UUID(3, 4).toString(), EVENT_SPAN, 0);
    Event event =
        new RequestEvent(
            identity,
            RequestEvent.UNKNOWN_ROUTE,
            "GET",
            "/orders",
            "Orders.list",
            200,
            EventStatus.SUCCESS,
            LATENCY,
            new EventParts(null, calls, List.of(), null, null, null, null),
            Map.of());
    List<SpanData> spans = new ArrayList<>();
    CallSpans.add(event, new SpanPlaces(identity, Resource.empty(), true), TIMES, spans);
    return spans;
  }

  private static ExternalCall call(
      String host, long count, long nanos, long errors, int status, long spanId) {
    return new ExternalCall(
        host,
        "GET",
        null,
        null,
        count,
        nanos,
        nanos,
        errors,
        status,
        errors == 0 ? null : "java.io.IOException",
        spanId,
        null,
        null);
  }
}
