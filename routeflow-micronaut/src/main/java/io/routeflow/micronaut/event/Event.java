package io.routeflow.micronaut.event;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event, as it leaves the process. Immutable and safe to share between threads: each
 * destination gets the same instance.
 *
 * <p>All text in it is safe to store and show: names come from the application's own code, values
 * from outside were checked or masked, and nothing else is kept.
 *
 * @since 0.1.0
 */
public sealed interface Event permits RequestEvent, WorkEvent, ExceptionEvent {

  /** The attribute with the share of the traces that sampling keeps, where that is below 1. */
  String SAMPLE_RATE = "routeflow.sample_rate";

  /** The attribute of an event that was kept although sampling alone had dropped it: why. */
  String KEPT_BECAUSE = "routeflow.kept_because";

  /** What kind of work the event describes. */
  EventType type();

  /** Its ids and its start. */
  EventIdentity identity();

  /** How the work ended. */
  EventStatus status();

  /** From the start of the work to its end in nanoseconds, or -1 where no time was measured. */
  long latencyNanos();

  /** The optional parts: SQL, outgoing calls, breadcrumbs, exception, payloads, auth. */
  EventParts parts();

  /** Further facts: text, number or boolean by name. */
  Map<String, Object> attributes();

  /**
   * What names the event in a list: the route template of a request, else the name that the
   * application gave, else the class of the exception.
   */
  String label();

  /**
   * The event without some of its parts, for a destination that must not get them.
   *
   * @param leftOut the parts to leave out
   * @return this event where it has none of them
   */
  Event without(Set<EventPartName> leftOut);

  /**
   * The event with further attributes, which win over those of the same name.
   *
   * @param more text, numbers or booleans by name
   */
  Event withAttributes(Map<String, Object> more);

  /** UUID version 7 (RFC 9562), unique to this event. */
  default UUID eventId() {
    return identity().eventId();
  }

  /** When the work started, to the millisecond. */
  default Instant timestamp() {
    return identity().timestamp();
  }

  /** As received or generated, at most 64 characters of {@code [A-Za-z0-9_.-]}. */
  default String traceId() {
    return identity().traceId();
  }

  /** The event's own span id, never 0. */
  default long spanId() {
    return identity().spanId();
  }

  /**
   * The span id of the caller, or of the event that this one was made in; 0 where there is none.
   */
  default long parentSpanId() {
    return identity().parentSpanId();
  }

  /** The SQL that ran, where the JDBC module saw any. */
  default @Nullable SqlUsage sql() {
    return parts().sql();
  }

  /** The fully qualified class of the exception that belongs to the event, if there is one. */
  default @Nullable String exceptionName() {
    ExceptionDetails exception = parts().exception();
    return exception == null ? null : exception.name();
  }

  /**
   * An estimate of the heap that the event keeps beyond its fixed part, in bytes: what the byte
   * bounds of queues count. Text that many events share counts in each of them.
   */
  default long variableBytes() {
    return parts().variableBytes() + TextSize.of(attributes());
  }
}
