package io.routeflow.micronaut.event;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One piece of work that no HTTP request started: a job, a message, a worker's task, or whatever
 * the application reports. Immutable and safe to share between threads.
 *
 * @param identity its ids and its start
 * @param type {@link EventType#JOB}, {@link EventType#QUEUE}, {@link EventType#WORKER} or {@link
 *     EventType#CUSTOM}
 * @param name 1 to 256 printable characters from the application's code
 * @param status how it ended
 * @param latencyNanos how long it took in nanoseconds, or -1 where that was not measured
 * @param parts SQL, outgoing calls, breadcrumbs, exception, payloads
 * @param attributes further facts: text, number or boolean by name
 * @since 0.1.0
 */
public record WorkEvent(
    EventIdentity identity,
    EventType type,
    String name,
    EventStatus status,
    long latencyNanos,
    EventParts parts,
    Map<String, Object> attributes)
    implements Event {

  /**
   * Copies the attributes as plain values, so that the event cannot change any more.
   *
   * @throws IllegalArgumentException if the type is that of a request or of an exception
   */
  public WorkEvent {
    Objects.requireNonNull(identity, "identity");
    name = WellFormed.text(Objects.requireNonNull(name, "name"));
    Objects.requireNonNull(parts, "parts");
    if (type == EventType.REQUEST || type == EventType.EXCEPTION) {
      throw new IllegalArgumentException("not a type of work: " + type);
    }
    attributes = attributes.isEmpty() ? Map.of() : Attributes.plain(attributes);
  }

  @Override
  public String label() {
    return name;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same one where nothing was left out
  public WorkEvent without(Set<EventPartName> leftOut) {
    EventParts kept = parts.without(leftOut);
    Map<String, Object> keptAttributes =
        leftOut.contains(EventPartName.ATTRIBUTES) ? Attributes.marks(attributes) : attributes;
    return kept == parts && keptAttributes == attributes
        ? this
        : new WorkEvent(identity, type, name, status, latencyNanos, kept, keptAttributes);
  }

  @Override
  public WorkEvent withAttributes(Map<String, Object> more) {
    return new WorkEvent(
        identity, type, name, status, latencyNanos, parts, Attributes.merged(attributes, more));
  }
}
