package io.routeflow.micronaut.flush;

import jakarta.inject.Singleton;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far delivery has come: what is under way and what has an outcome. Those who flush wait here.
 * The lock is held for additions only, never while something is sent.
 */
@Singleton
final class Progress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private int batchesInFlight;
  private long eventsInFlight;
  private long finished;

  /** Events have left the queue and have no outcome yet. */
  void taken(int events) {
    update(0, events, 0);
  }

  /** A batch of events that were taken is on its way. */
  void batchStarted() {
    update(1, 0, 0);
  }

  /** A batch is not on its way any more. */
  void batchEnded() {
    update(-1, 0, 0);
  }

  /** Events have an outcome. */
  void finished(int events) {
    update(0, -events, events);
  }

  int batchesInFlight() {
    lock.lock();
    try {
      return batchesInFlight;
    } finally {
      lock.unlock();
    }
  }

  long eventsInFlight() {
    lock.lock();
    try {
      return eventsInFlight;
    } finally {
      lock.unlock();
    }
  }

  /** How many events have an outcome. */
  long finished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many events have an outcome; {@code false} where the time runs out. */
  boolean awaitFinished(long events, long timeoutNanos) throws InterruptedException {
    lock.lock();
    try {
      long remaining = timeoutNanos;
      while (finished < events) {
        if (remaining <= 0) {
          return false;
        }
        remaining = moved.awaitNanos(remaining);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void update(int batches, int inFlight, int done) {
    if (batches == 0 && inFlight == 0 && done == 0) {
      return;
    }
    lock.lock();
    try {
      batchesInFlight += batches;
      eventsInFlight += inFlight;
      finished += done;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
