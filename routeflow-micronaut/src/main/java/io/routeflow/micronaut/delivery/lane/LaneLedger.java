package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the events of one destination: {@code offered + adopted = sent + waiting +
 * spooled + every drop}, at any time, because what has no outcome is what waits. After {@link
 * #close} nothing waits and no outcome counts any more, so that the stopping thread can count
 * without waiting for one that is blocked. Thread-safe; counts a batch or chunk at a time.
 */
final class LaneLedger {

  private final ReentrantLock lock = new ReentrantLock();

  /** Made before: to count a loss needs no memory, the want of which may be its cause. */
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

  private long offered;
  private long sent;
  private long lost;
  private long spooled;
  private long adopted;
  private long retries;
  private int batchesInFlight;
  private @Nullable Instant lastErrorAt;
  private boolean closed;

  LaneLedger() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  /** Events are offered. */
  void offered(int events) {
    lock.lock();
    try {
      offered += events;
      if (closed) {
        lose(DropReason.SHUTDOWN, events);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The destination has accepted events; {@code false} where that counts no more. */
  boolean sent(int events) {
    lock.lock();
    try {
      if (!closed) {
        sent += events;
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Events are lost; {@code false} where that counts no more. */
  boolean dropped(DropReason reason, int events) {
    lock.lock();
    try {
      if (!closed) {
        lose(reason, events);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Events that waited are on disk for later now; negative for some that wait again. */
  void spooled(int events) {
    lock.lock();
    try {
      if (!closed) {
        spooled += events;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Events of a process that has ended are on disk for this destination now. */
  void adopted(int events) {
    lock.lock();
    try {
      adopted += events;
      spooled += events;
    } finally {
      lock.unlock();
    }
  }

  /** Events on disk have their outcome; they were sent where there is no reason. */
  boolean settled(int events, @Nullable DropReason reason) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      spooled -= events;
      if (reason == null) {
        sent += events;
      } else {
        lose(reason, events);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A batch is tried once more. */
  void retried() {
    lock.lock();
    try {
      retries++;
    } finally {
      lock.unlock();
    }
  }

  /** An attempt has failed. */
  void failedAt(Instant now) {
    lock.lock();
    try {
      lastErrorAt = now;
    } finally {
      lock.unlock();
    }
  }

  /** The number of batches without an outcome has changed. */
  void batchesInFlight(int count) {
    lock.lock();
    try {
      batchesInFlight = closed ? 0 : count;
    } finally {
      lock.unlock();
    }
  }

  /** Whatever has no outcome now is lost because the application stops. */
  void close() {
    lock.lock();
    try {
      lose(DropReason.SHUTDOWN, waiting());
      batchesInFlight = 0;
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  long droppedBy(DropReason reason) {
    lock.lock();
    try {
      return counter(reason).sum();
    } finally {
      lock.unlock();
    }
  }

  RouteflowStats.Destination snapshot() {
    lock.lock();
    try {
      return new RouteflowStats.Destination(
          offered,
          sent,
          waiting(),
          spooled,
          adopted,
          batchesInFlight,
          retries,
          droppedByReason(),
          lastErrorAt);
    } finally {
      lock.unlock();
    }
  }

  private Map<DropReason, Long> droppedByReason() {
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    dropped.forEach(
        (reason, events) -> {
          if (events.sum() > 0) {
            losses.put(reason, events.sum());
          }
        });
    return losses;
  }

  private long waiting() {
    return offered + adopted - sent - lost - spooled;
  }

  private void lose(DropReason reason, long events) {
    if (events > 0) {
      counter(reason).add(events);
      lost += events;
    }
  }

  private LongAdder counter(DropReason reason) {
    return Objects.requireNonNull(dropped.get(reason));
  }
}
