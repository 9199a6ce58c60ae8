package io.routeflow.micronaut.delivery.spool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts what was too old of destinations that this process does not have: there is no ledger for
 * them, and no loss goes uncounted. Bounded, since the names are those of folders. Thread-safe.
 */
final class ExpiredBatches {

  /** What is of further ones stays on disk. */
  static final int MAX_DESTINATIONS = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> events = new LinkedHashMap<>();

  /** Whether what is of a destination can be counted. */
  boolean counts(String destination) {
    lock.lock();
    try {
      return events.containsKey(destination) || events.size() < MAX_DESTINATIONS;
    } finally {
      lock.unlock();
    }
  }

  void add(String destination, int expired) {
    lock.lock();
    try {
      events.merge(destination, (long) expired, Long::sum);
    } finally {
      lock.unlock();
    }
  }

  /** Takes those of a destination that is there now, and counts for itself. */
  int take(String destination) {
    lock.lock();
    try {
      Long taken = events.remove(destination);
      return taken == null ? 0 : Math.toIntExact(taken);
    } finally {
      lock.unlock();
    }
  }

  /** The events by destination. */
  Map<String, Long> byDestination() {
    lock.lock();
    try {
      return new LinkedHashMap<>(events);
    } finally {
      lock.unlock();
    }
  }
}
