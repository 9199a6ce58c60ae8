package io.routeflow.micronaut.jdbc.capture;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * An exact count that costs no atomic operation where a thread comes back: each of the first
 * threads to count owns a cell that no other thread writes, and the cell of a thread that is gone
 * goes to the next. Threads that find no cell free share an adder. Bounded; thread-safe.
 */
final class StripedCounter {

  /** More than the threads of most pools; a power of two. */
  static final int CELLS = 64;

  /** The answer to a thread without a cell of its own. */
  static final long NO_CELL = 0;

  private static final int MASK = CELLS - 1;

  /** Written under the lock; read without: a thread finds its own, or it does not. */
  private final @Nullable Cell[] cells = new Cell[CELLS];

  private final LongAdder others = new LongAdder();

  /**
   * Counts one.
   *
   * @return how many were counted in the cell of this thread, or {@link #NO_CELL}
   */
  long increment() {
    Thread thread = Thread.currentThread();
    int index = (int) thread.getId() & MASK;
    Cell cell = cells[index];
    return cell != null && cell.refersTo(thread) ? cell.increment() : share(index, cell, thread);
  }

  /** All that was counted before, by this thread or by one that this thread knows to be done. */
  synchronized long sum() {
    long sum = others.sum();
    for (Cell cell : cells) {
      sum += cell == null ? 0 : cell.count();
    }
    return sum;
  }

  private long share(int index, @Nullable Cell seen, Thread thread) {
    Cell own = isFree(seen) ? claim(index, seen, thread) : null;
    if (own != null) {
      return own.increment();
    }
    others.increment();
    return NO_CELL;
  }

  private static boolean isFree(@Nullable Cell cell) {
    return cell == null || cell.refersTo(null);
  }

  /** Asks again under the lock: a cell read without it may seem empty while it is only new. */
  @SuppressWarnings("ReferenceEquality")
  private synchronized @Nullable Cell claim(int index, @Nullable Cell seen, Thread thread) {
    if (cells[index] != seen || !isFree(seen)) {
      return null;
    }
    Cell own = new Cell(thread, seen == null ? 0 : seen.count());
    cells[index] = own;
    return own;
  }

  /** A thread's own count, which goes on from that of the thread before. */
  private static final class Cell extends WeakReference<Thread> {

    /** So many counts fill a cache line, and no two cells may write to one. */
    private static final int CACHE_LINE = 8;

    /** In the middle of a room that is wide enough to keep others away. */
    private final AtomicLongArray count = new AtomicLongArray(2 * CACHE_LINE);

    /** Refers to its owner weakly, so that a thread that ended can go. */
    private Cell(Thread owner, long count) {
      super(owner);
      this.count.set(CACHE_LINE, count);
    }

    private long increment() {
      long now = count.getPlain(CACHE_LINE) + 1;
      count.lazySet(CACHE_LINE, now);
      return now;
    }

    private long count() {
      return count.get(CACHE_LINE);
    }
  }
}
