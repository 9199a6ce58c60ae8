package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.RequestEvent;
import org.jspecify.annotations.Nullable;

/**
 * A request in the ring. What the console shows of it is made when it is asked for.
 *
 * @param seq its place among all that ever came, from 1
 * @param keptAt when it came, in milliseconds of the ring's clock
 * @param bytes what it takes of the heap, estimated from above
 * @param event the event itself, which the delivery holds too as long as it is under way
 * @param outcome what became of it
 * @param reason why it was dropped, where it was
 */
record Flow(
    long seq,
    long keptAt,
    long bytes,
    RequestEvent event,
    Outcome outcome,
    @Nullable DropReason reason) {

  Flow with(Outcome newOutcome, @Nullable DropReason newReason) {
    return new Flow(seq, keptAt, bytes, event, newOutcome, newReason);
  }

  RequestRow row() {
    return new RequestRow(
        seq,
        event.eventId(),
        Notation.instant(event.timestamp()),
        event.traceId(),
        event.frontendRoute(),
        event.method(),
        event.path(),
        event.handler(),
        event.statusCode(),
        event.status().wireName(),
        Notation.millis(event.latencyNanos()),
        event.exceptionName(),
        event.sql() == null ? null : SqlSummary.of(event.sql()),
        outcome.wireName(),
        reason == null ? null : reason.key());
  }

  RequestDetail detail() {
    Timeline timeline = Timeline.of(event.sql());
    return new RequestDetail(row(), EventView.of(event), timeline.entries(), timeline.truncated());
  }
}
