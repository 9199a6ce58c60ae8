package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.event.WorkEvent;
import io.routeflow.micronaut.spi.LocalDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in the ring. What the console shows of it is made when it is asked for.
 *
 * @param seq its place among all that ever came, from 1
 * @param keptAt when it came, in milliseconds of the ring's clock
 * @param bytes what it takes of the heap, estimated from above
 * @param event the event itself, which the delivery holds too as long as it is in flight
 * @param local what only the console may show of it
 * @param outcome what became of it
 * @param reason why it was dropped, where it was
 */
record Flow(
    long seq,
    long keptAt,
    long bytes,
    Event event,
    @Nullable LocalDetails local,
    Outcome outcome,
    @Nullable DropReason reason) {

  Flow with(Outcome newOutcome, @Nullable DropReason newReason) {
    return new Flow(seq, keptAt, bytes, event, local, newOutcome, newReason);
  }

  FlowRow row() {
    SqlUsage sql = event.sql();
    OutgoingCalls calls = event.parts().externalCalls();
    return new FlowRow(
        seq,
        event.eventId(),
        event.type() == EventType.REQUEST ? null : event.type().wireName(),
        name(),
        local == null ? null : local.trigger(),
        JsonFormat.instant(event.timestamp()),
        event.traceId(),
        request(),
        event.status().wireName(),
        event.latencyNanos() < 0 ? null : JsonFormat.millis(event.latencyNanos()),
        failure(),
        sql == null ? null : SqlSummary.of(sql),
        calls == null || calls.entries().isEmpty() ? null : CallSummary.of(calls),
        outcome.wireName(),
        reason == null ? null : reason.key());
  }

  FlowDetail detail() {
    Timeline timeline = Timeline.of(event.parts());
    ExceptionDetails more = local == null ? null : local.exception();
    Double thrown =
        local == null || local.thrownNanos() < 0 ? null : JsonFormat.millis(local.thrownNanos());
    List<Timeline.Wait> waits = local == null ? List.of() : Timeline.waits(local.waits());
    return new FlowDetail(
        row(), event, more, thrown, timeline.entries(), waits, timeline.truncated());
  }

  private @Nullable String name() {
    if (event instanceof WorkEvent work) {
      return work.name();
    }
    return event instanceof ExceptionEvent exception ? exception.name() : null;
  }

  private FlowRow.@Nullable Request request() {
    if (event instanceof RequestEvent request) {
      return new FlowRow.Request(
          request.frontendRoute(),
          request.method(),
          request.path(),
          request.handler(),
          request.statusCode(),
          local == null ? null : local.path());
    }
    if (event instanceof ExceptionEvent exception && exception.origin() != null) {
      ExceptionEvent.Origin origin = exception.origin();
      return new FlowRow.Request(
          origin.frontendRoute(), origin.method(), origin.path(), origin.handler(), 0, null);
    }
    return null;
  }

  private FlowRow.@Nullable Failure failure() {
    ExceptionDetails known = event.parts().exception();
    if (known == null) {
      return null;
    }
    ExceptionDetails more = local == null ? null : local.exception();
    return new FlowRow.Failure(known.name(), OwnFrame.of(more == null ? known : more));
  }
}
