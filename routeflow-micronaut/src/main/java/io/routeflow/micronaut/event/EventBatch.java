package io.routeflow.micronaut.event;

import java.util.List;
import java.util.UUID;

/**
 * Events that are delivered together. Immutable.
 *
 * @param id UUID version 7; the same on every attempt to deliver the batch, so that a receiver can
 *     recognize a repetition
 * @param events the events in the order of their completion, at least one
 * @since 0.1.0
 */
public record EventBatch(UUID id, List<Event> events) {

  /** Copies the list, so that the batch cannot change any more. */
  public EventBatch {
    events = List.copyOf(events);
  }

  /** The number of events. */
  public int size() {
    return events.size();
  }
}
