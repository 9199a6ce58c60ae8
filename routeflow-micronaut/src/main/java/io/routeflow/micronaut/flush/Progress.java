package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.queue.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far delivery has come. Events are counted in the order in which they left the queue, so that
 * "everything up to here has its outcome" can be told although batches overtake each other. Those
 * who flush wait here. The lock is held for additions only, never while something is sent.
 */
final class Progress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  /** Events without an outcome, by the position of their batch; as many as batches may be open. */
  private final TreeMap<Long, Integer> open = new TreeMap<>();

  /** Those who flush; one for each thread that does. */
  private final List<Waiting> waiting = new ArrayList<>();

  private int batchesInFlight;
  private long taken;
  private long finished;

  /**
   * Events have left the queue; those that are kept have no outcome yet. To be told by who takes
   * them, before more are taken.
   *
   * @return the position of the first of them
   */
  long taken(int events, int kept) {
    lock.lock();
    try {
      long position = taken;
      taken += events;
      finished += events - kept;
      if (kept > 0) {
        open.put(position, kept);
      }
      for (Waiting one : waiting) {
        one.noteTaken(taken);
      }
      moved.signalAll();
      return position;
    } finally {
      lock.unlock();
    }
  }

  /** Events of the batch at a position have their outcome. */
  void finished(long position, int events) {
    lock.lock();
    try {
      finished += events;
      open.computeIfPresent(position, (key, left) -> left > events ? left - events : null);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A batch is on its way. */
  void batchStarted() {
    batches(1);
  }

  /** A batch is not on its way any more. */
  void batchEnded() {
    batches(-1);
  }

  int batchesInFlight() {
    lock.lock();
    try {
      return batchesInFlight;
    } finally {
      lock.unlock();
    }
  }

  /** How many events that left the queue have their outcome. */
  long finished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the marked events have an outcome; {@code false} where time runs out. */
  boolean awaitFinished(EventQueue.Mark mark, long timeoutNanos) throws InterruptedException {
    Waiting one = new Waiting(mark);
    lock.lock();
    try {
      if (mark.isTaken() && mark.takenInAll() == taken) {
        one.upTo = taken;
      }
      waiting.add(one);
      long remaining = timeoutNanos;
      while (finishedWithoutGap() < one.upTo) {
        if (remaining <= 0) {
          return false;
        }
        remaining = moved.awaitNanos(remaining);
      }
      return true;
    } finally {
      waiting.remove(one);
      lock.unlock();
    }
  }

  private long finishedWithoutGap() {
    return open.isEmpty() ? taken : open.firstKey();
  }

  private void batches(int change) {
    lock.lock();
    try {
      batchesInFlight += change;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for some events, which are among the first so many that left the queue. */
  private static final class Waiting {

    private static final long NOT_TAKEN_YET = Long.MAX_VALUE;

    private final EventQueue.Mark mark;
    private long upTo = NOT_TAKEN_YET;

    Waiting(EventQueue.Mark mark) {
      this.mark = mark;
    }

    void noteTaken(long events) {
      if (upTo == NOT_TAKEN_YET && mark.isTaken()) {
        upTo = events;
      }
    }
  }
}
