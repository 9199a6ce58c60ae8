package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.delivery.lane.DestinationLane;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events that have passed the dispatcher, so that a snapshot shows each of them either
 * in the queue or offered to every destination. After {@link #close} nothing passes any more: what
 * is left is counted by the stopping thread, also where the dispatcher is blocked by a rule of the
 * application. The lock is held to offer a chunk, which waits for nothing.
 */
@Singleton
final class DispatchProgress {

  private final ReentrantLock lock = new ReentrantLock();
  private final EventQueue queue;
  private final EventLedger ledger;
  private Destinations destinations = Destinations.NONE;
  private long passed;
  private @Nullable Duration stopping;
  private boolean closed;

  DispatchProgress(EventQueue queue, EventLedger ledger) {
    this.queue = queue;
    this.ledger = ledger;
  }

  /** The destinations are made; closed at once where the delivery is. */
  void destinations(Destinations made) {
    lock.lock();
    try {
      destinations = made;
      if (stopping != null) {
        made.stopping(stopping);
      }
      if (closed) {
        made.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Further lanes for the destinations, closed at once where the delivery is. */
  void join(List<DestinationLane> lanes) {
    lock.lock();
    try {
      destinations.add(lanes);
      Duration patience = stopping;
      if (patience != null) {
        lanes.forEach(lane -> lane.stopping(patience));
      }
      if (closed) {
        destinations.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The last flush begins, also for those that are made in it. */
  void stopping(Duration patience) {
    lock.lock();
    try {
      stopping = patience;
      destinations.stopping(patience);
    } finally {
      lock.unlock();
    }
  }

  /** Those that are made by now. */
  Destinations destinations() {
    lock.lock();
    try {
      return destinations;
    } finally {
      lock.unlock();
    }
  }

  /** So many events have left the queue; what remains of them is passed on, unless it is closed. */
  void pass(int events, Runnable passOn) {
    lock.lock();
    try {
      if (!closed) {
        passed += events;
        passOn.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The dispatcher has ended a tick: its thread is alive, and nothing blocks it. */
  void ticked() {
    ledger.ticked(System.nanoTime());
  }

  /**
   * Ends the delivery: whatever has no outcome yet is counted as lost. Waits for nothing. Returns
   * how many events were not offered to the destinations.
   */
  long close() {
    lock.lock();
    try {
      closed = true;
      destinations.close();
      return queue.accepted() - passed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether every event that ever came has its outcome or is on disk. At a stop nothing is in
   * flight then either, also of what is on disk.
   */
  boolean isIdle() {
    boolean last = isStopping();
    RouteflowStats stats = stats();
    boolean idle = stats.waiting() == 0;
    for (RouteflowStats.Destination destination : stats.destinations().values()) {
      idle = idle && destination.waiting() == 0 && !(last && destination.batchesInFlight() > 0);
    }
    return idle;
  }

  private boolean isStopping() {
    lock.lock();
    try {
      return stopping != null;
    } finally {
      lock.unlock();
    }
  }

  RouteflowStats stats() {
    lock.lock();
    try {
      var each = destinations.stats();
      // last, so that no event has its outcome before it is counted
      long accepted = queue.accepted();
      long left = accepted - passed;
      return ledger.snapshot(accepted, closed ? 0 : left, closed ? left : 0, each);
    } finally {
      lock.unlock();
    }
  }
}
