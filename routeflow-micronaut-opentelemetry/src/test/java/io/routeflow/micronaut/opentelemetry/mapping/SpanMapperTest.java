package io.routeflow.micronaut.opentelemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.WorkEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SpanMapperTest {

  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");
  private static final AttributeKey<String> REVISION =
      AttributeKey.stringKey("vcs.ref.head.revision");
  private static final AttributeKey<String> INSTANCE =
      AttributeKey.stringKey("service.instance.id");
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");

  private final SpanMapper mapper =
      new SpanMapper(
          Resource.empty(), null, (handler, path) -> handler, name -> DatabasePlace.UNKNOWN);

  @Test
  void aRequestWhoseClientHasLeftHasAnErrorInPlaceOfAStatusAndIsNoFailure() {
    SpanData span =
        spans(RequestEvent.CLIENT_CLOSED, false, EventStatus.WARNING, 1, EventParts.NONE).get(0);
    assertThat(span.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("client_disconnected");
    assertThat(span.getAttributes().get(Keys.HTTP_STATUS)).isNull();
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void aStatusThatTheApplicationHasSentIsNoClientThatHasLeft() {
    SpanData span =
        spans(RequestEvent.CLIENT_CLOSED, true, EventStatus.WARNING, 1, EventParts.NONE).get(0);
    assertThat(span.getAttributes().get(Keys.HTTP_STATUS)).isEqualTo(499);
    assertThat(span.getAttributes().get(Keys.ERROR_TYPE)).isNull();
  }

  @Test
  void oneThatTheServerAnswersHasAnErrorOnlyWhereItFails() {
    assertThat(span(404, EventStatus.WARNING).getAttributes().get(Keys.ERROR_TYPE)).isNull();
    SpanData failed = span(503, EventStatus.FAILED);
    assertThat(failed.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("503");
    assertThat(failed.getStatus()).isEqualTo(StatusData.error());
  }

  @Test
  void aResponseThatTheServerBreaksOffHasAnErrorBesideTheStatusThatWasSentIfAny() {
    SpanData broken = span(200, EventStatus.FAILED);
    assertThat(broken.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("response_aborted");
    assertThat(broken.getAttributes().get(Keys.HTTP_STATUS)).isEqualTo(200);
    SpanData unanswered = spans(500, false, EventStatus.FAILED, 1, EventParts.NONE).get(0);
    assertThat(unanswered.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("response_aborted");
    assertThat(unanswered.getAttributes().get(Keys.HTTP_STATUS)).isNull();
    assertThat(unanswered.getStatus()).isEqualTo(StatusData.error());
  }

  /** A call may go on where the answer does not wait for it; a span of it may not. */
  @Test
  void whatGoesOnAfterTheRequestIsCutAtItsEnd() {
    List<SpanData> spans =
        spans(
            200,
            true,
            EventStatus.SUCCESS,
            100,
            calls(new long[] {10, 20}, new long[] {90, 500}, new long[] {300, 5}));
    assertThat(spans)
        .extracting(SpanData::getStartEpochNanos, SpanData::getEndEpochNanos)
        .containsExactly(tuple(0L, 100L), tuple(10L, 30L), tuple(90L, 100L), tuple(100L, 100L));
    assertThat(spans)
        .extracting(SpanData::getParentSpanId)
        .containsOnly("0000000000000000", spans.get(0).getSpanId());
  }

  /** As one that another process has left on disk. */
  @Test
  void spansOfABatchWithAnOriginAreOfThatDeployment() {
    Resource now =
        Resource.create(
            Attributes.of(NAME, "orders", VERSION, "2.0", REVISION, "second", INSTANCE, "now"));
    SpanMapper ofService =
        new SpanMapper(now, null, (handler, path) -> handler, name -> DatabasePlace.UNKNOWN);
    assertThat(ofService.origin()).isEqualTo(new BatchOrigin("2.0", "second", "now"));
    WorkEvent work = work();
    UUID id = new UUID(5, 6);
    assertThat(ofService.spans(new EventBatch(id, List.of(work))).get(0).getResource())
        .isEqualTo(now);
    BatchOrigin before = new BatchOrigin("1.0", null, "before");
    assertThat(ofService.spans(new EventBatch(id, List.of(work), before)).get(0).getResource())
        .isEqualTo(
            Resource.create(Attributes.of(NAME, "orders", VERSION, "1.0", INSTANCE, "before")));
  }

  private static WorkEvent work() {
    return new WorkEvent(
        new EventIdentity(new UUID(1, 3), Instant.EPOCH, new UUID(3, 4).toString(), 2, 1),
        EventType.JOB,
        "nightly",
        EventStatus.SUCCESS,
        5_000,
        EventParts.NONE,
        Map.of());
  }

  /** Work that was begun in a request may outlast it, and is as long as it was. */
  @Test
  void workKeepsItsOwnTimes() {
    SpanData span = mapper.spans(new EventBatch(new UUID(5, 6), List.of(work()))).get(0);
    assertThat(span.getStartEpochNanos()).isZero();
    assertThat(span.getEndEpochNanos()).isEqualTo(5_000);
  }

  /** By start and length. */
  private static EventParts calls(long[]... times) {
    List<OutgoingCalls.Execution> executions =
        Stream.of(times)
            .map(time -> new OutgoingCalls.Execution(0, time[0], time[1], 200, false, 0, 0, 0))
            .toList();
    long nanos = Stream.of(times).mapToLong(time -> time[1]).sum();
    ExternalCall entry =
        new ExternalCall(
            "stock", "GET", null, null, times.length, nanos, nanos, 0, 200, null, 0, null, null);
    return new EventParts(
        null,
        new OutgoingCalls(List.of(entry), false, executions),
        List.of(),
        null,
        null,
        null,
        null);
  }

  private SpanData span(int statusCode, EventStatus status) {
    return spans(statusCode, true, status, 1, EventParts.NONE).get(0);
  }

  private List<SpanData> spans(
      int statusCode, boolean sent, EventStatus status, long nanos, EventParts parts) {
    EventIdentity identity =
        new EventIdentity(new UUID(1, 2), Instant.EPOCH, new UUID(3, 4).toString(), 1, 0);
    RequestEvent event =
        new RequestEvent(
            identity,
            RequestEvent.UNKNOWN_ROUTE,
            "GET",
            "/orders",
            "Orders.list",
            statusCode,
            sent,
            status,
            nanos,
            parts,
            Map.of());
    return mapper.spans(new EventBatch(new UUID(5, 6), List.of(event)));
  }
}
