package io.routeflow.micronaut.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What identifies an event and places it in its trace. Immutable.
 *
 * @param eventId UUID version 7 (RFC 9562), unique to this event
 * @param timestamp when the work started, to the millisecond
 * @param traceId as received or generated, at most 64 characters of {@code [A-Za-z0-9_.-]}
 * @param spanId the event's own span id, never 0; 16 hexadecimal digits on the wire
 * @param parentSpanId the span id of the caller (a valid W3C {@code traceparent}) or of the event
 *     that this one was made in, else 0
 * @param callersTraceId the trace id of the caller's {@code traceparent}, 32 hexadecimal digits,
 *     where there was one; the event may have another one of its own
 * @since 0.1.0
 */
public record EventIdentity(
    UUID eventId,
    Instant timestamp,
    String traceId,
    long spanId,
    long parentSpanId,
    @Nullable String callersTraceId) {

  /** Checks that nothing is missing. */
  public EventIdentity {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(timestamp, "timestamp");
    Objects.requireNonNull(traceId, "traceId");
  }

  /** The identity of an event that no other system has started. */
  public EventIdentity(
      UUID eventId, Instant timestamp, String traceId, long spanId, long parentSpanId) {
    this(eventId, timestamp, traceId, spanId, parentSpanId, null);
  }

  /**
   * The trace id in the form of W3C Trace Context, under which the event appears in distributed
   * traces: the caller's, so that its trace is not cut, else one that follows from {@link
   * #traceId()} by {@link TraceIds}.
   */
  public String w3cTraceId() {
    return callersTraceId != null ? callersTraceId : TraceIds.w3c(traceId);
  }
}
