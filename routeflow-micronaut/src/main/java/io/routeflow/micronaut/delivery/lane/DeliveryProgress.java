package io.routeflow.micronaut.delivery.lane;

import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far the delivery to one destination has come. Events are counted in the order in which they
 * leave the waiting room, so that "everything up to here has its outcome" is known although batches
 * overtake each other. Threads that flush wait here. The lock is held for additions only, never
 * while something is sent.
 */
final class DeliveryProgress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  /** Events without an outcome, by the position of their batch; as many as batches may be open. */
  private final TreeMap<Long, Integer> open = new TreeMap<>();

  private long taken;
  private long drainsRequested;
  private long drainsFinished;
  private int kept;
  private boolean closed;

  /** Events have left the waiting room; returns the position of the first of them. */
  long taken(int events) {
    lock.lock();
    try {
      long position = taken;
      taken += events;
      open.put(position, events);
      return position;
    } finally {
      lock.unlock();
    }
  }

  /** Events of the batch at a position have their outcome. */
  void finished(long position, int events) {
    lock.lock();
    try {
      open.computeIfPresent(position, (key, left) -> left > events ? left - events : null);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Another attempt with what is kept in memory is requested; returns its number. */
  long requestDrain() {
    lock.lock();
    try {
      return ++drainsRequested;
    } finally {
      lock.unlock();
    }
  }

  /** The attempts that were requested until a number have been made. */
  void drained(long upTo) {
    lock.lock();
    try {
      drainsFinished = Math.max(drainsFinished, upTo);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** So many events are kept in memory for a later attempt now. */
  void kept(int events) {
    lock.lock();
    try {
      kept = events;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is delivered any more: whatever had no outcome is counted. */
  void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the first so many events have their outcome, and until so many drains are finished.
   *
   * @return {@code false} at the time limit, and where events are kept in memory for later
   */
  boolean awaitFinished(Mark mark, long timeoutNanos) throws InterruptedException {
    lock.lock();
    try {
      long remaining = timeoutNanos;
      while (!closed && !isReached(mark)) {
        if (remaining <= 0) {
          return false;
        }
        remaining = moved.awaitNanos(remaining);
      }
      return closed || kept == 0;
    } finally {
      lock.unlock();
    }
  }

  private boolean isReached(Mark mark) {
    long finishedWithoutGap = open.isEmpty() ? taken : open.firstKey();
    return finishedWithoutGap >= mark.events() && drainsFinished >= mark.drains();
  }

  /**
   * What a flush waits for.
   *
   * @param events the first so many events of all that ever entered the waiting room
   * @param drains the first so many drains
   */
  record Mark(long events, long drains) {}
}
