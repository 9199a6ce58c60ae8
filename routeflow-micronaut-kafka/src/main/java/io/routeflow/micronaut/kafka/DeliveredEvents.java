package io.routeflow.micronaut.kafka;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The delivered events of batches that have failed in part, or that the lane has given up: where
 * such a batch is tried again, or its halves are, these are left out. Thread-safe; bounded, beyond
 * that the oldest are forgotten and may be repeated.
 */
final class DeliveredEvents {

  static final int MAX = 20_000;

  private final Set<UUID> ids = new LinkedHashSet<>();

  /** The event is delivered, and its batch is not. */
  synchronized void add(UUID eventId) {
    if (ids.add(eventId) && ids.size() > MAX) {
      Iterator<UUID> oldest = ids.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Whether the event is delivered already. */
  synchronized boolean contains(UUID eventId) {
    return !ids.isEmpty() && ids.contains(eventId);
  }

  /** A batch with all of these is delivered, so that none of them comes again. */
  synchronized void forget(Collection<UUID> eventIds) {
    if (!ids.isEmpty()) {
      eventIds.forEach(ids::remove);
    }
  }
}
