package io.routeflow.micronaut.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events that are delivered together. Immutable.
 *
 * @param id UUID version 7; the same on every attempt to deliver the batch, so that a receiver can
 *     recognize a repetition
 * @param events the events in the order of their completion, at least one
 * @param origin which deployment the events are of, where the batch comes from disk, perhaps from
 *     another process; {@code null} where they are of this process
 * @since 0.1.0
 */
public record EventBatch(UUID id, List<Event> events, @Nullable BatchOrigin origin) {

  /** Copies the list, so that the batch cannot change any more. */
  public EventBatch {
    events = List.copyOf(events);
  }

  /** A batch of this process. */
  public EventBatch(UUID id, List<Event> events) {
    this(id, events, null);
  }

  /** The number of events. */
  public int size() {
    return events.size();
  }
}
