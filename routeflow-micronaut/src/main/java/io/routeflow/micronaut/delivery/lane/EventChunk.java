package io.routeflow.micronaut.delivery.lane;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Events on their way from the dispatcher to the lanes, which share them: no lane copies what it
 * sends whole. Immutable.
 */
@Internal
public final class EventChunk {

  private static final long[] NO_SIZES = {};

  private final List<Event> events;

  /** The variable bytes of each event; empty where no event has any. */
  private final long[] sizes;

  private final long bytes;
  private final long oldestNanos;

  /** Those of the events, by identity, that no sampling may drop. */
  private final Set<Event> asked;

  private EventChunk(
      List<Event> events, long[] sizes, long bytes, long oldestNanos, Set<Event> asked) {
    this.events = events;
    this.sizes = sizes;
    this.bytes = bytes;
    this.oldestNanos = oldestNanos;
    this.asked = asked;
  }

  /**
   * A chunk of these events.
   *
   * @param oldestNanos when the first of them ended, by {@link System#nanoTime()}
   */
  public static EventChunk of(List<Event> events, long oldestNanos) {
    return of(events, oldestNanos, Set.of());
  }

  /**
   * The same with events that the application asked to be kept.
   *
   * @param asked these of them, by identity; not changed any more
   */
  public static EventChunk of(List<Event> events, long oldestNanos, Set<Event> asked) {
    long[] sizes = NO_SIZES;
    long bytes = 0;
    for (int i = 0; i < events.size(); i++) {
      long size = events.get(i).variableBytes();
      if (size > 0) {
        sizes = sizes.length == 0 ? new long[events.size()] : sizes;
        sizes[i] = size;
        bytes += size;
      }
    }
    return new EventChunk(List.copyOf(events), sizes, bytes, oldestNanos, asked);
  }

  /** The events as a batch under a new id, for outcomes before there is one. */
  public EventBatch asBatch() {
    return new EventBatch(Batcher.newId(), events);
  }

  List<Event> events() {
    return events;
  }

  int size() {
    return events.size();
  }

  /** The variable bytes of all its events. */
  long bytes() {
    return bytes;
  }

  /** The variable bytes of one event. */
  long bytes(int index) {
    return sizes.length == 0 ? 0 : sizes[index];
  }

  long oldestNanos() {
    return oldestNanos;
  }

  /** Whether the application asked for this very event to be kept. */
  boolean isAsked(Event event) {
    return !asked.isEmpty() && asked.contains(event);
  }

  /** The chunk with each event replaced. */
  EventChunk each(UnaryOperator<Event> change) {
    return of(events.stream().map(change).toList(), oldestNanos);
  }

  /** The chunk without the events that do not match; itself where all do. */
  EventChunk matching(Predicate<Event> filter) {
    List<Event> kept = new ArrayList<>(events.size());
    for (Event event : events) {
      if (filter.test(event)) {
        kept.add(event);
      }
    }
    return kept.size() == events.size() ? this : of(kept, oldestNanos, asked);
  }

  /** The first so many events; itself where that is all. */
  EventChunk first(int count) {
    return count == events.size() ? this : of(events.subList(0, count), oldestNanos, asked);
  }
}
