package io.routeflow.micronaut.jdbc.capture;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * An exact count that costs no atomic operation where a thread comes back: each of the first
 * threads to count owns a cell that nobody else writes, and the cell of a thread that is gone goes
 * to the next. Threads that find no cell free share an adder. Bounded; thread-safe.
 */
final class ThreadCounts {

  /** More than the threads of most pools; a power of two. */
  static final int CELLS = 64;

  private static final int MASK = CELLS - 1;

  /** So many counts fill a cache line, and no two cells may be in one. */
  private static final int SPACING_BITS = 3;

  /** Written under the lock; read without: a thread finds its own, or it does not. */
  private final @Nullable Owner[] owners = new Owner[CELLS];

  private final AtomicLongArray counts = new AtomicLongArray(CELLS << SPACING_BITS);
  private final LongAdder others = new LongAdder();

  /** Counts one. */
  void increment() {
    Thread thread = Thread.currentThread();
    int cell = (int) thread.getId() & MASK;
    Owner owner = owners[cell];
    if (owner != null && owner.refersTo(thread)) {
      add(cell);
    } else {
      share(cell, owner, thread);
    }
  }

  /** All that was counted before, by this thread or by one that this thread knows to be done. */
  long sum() {
    long sum = others.sum();
    for (int cell = 0; cell < CELLS; cell++) {
      sum += counts.get(cell << SPACING_BITS);
    }
    return sum;
  }

  private void add(int cell) {
    int index = cell << SPACING_BITS;
    counts.lazySet(index, counts.getPlain(index) + 1);
  }

  private void share(int cell, @Nullable Owner seen, Thread thread) {
    if (isFree(seen) && claim(cell, seen, thread)) {
      add(cell);
    } else {
      others.increment();
    }
  }

  private static boolean isFree(@Nullable Owner owner) {
    return owner == null || owner.refersTo(null);
  }

  /** Asks again under the lock: an owner read without it may seem empty while it is only new. */
  @SuppressWarnings("ReferenceEquality")
  private synchronized boolean claim(int cell, @Nullable Owner seen, Thread thread) {
    if (owners[cell] != seen || !isFree(seen)) {
      return false;
    }
    owners[cell] = new Owner(thread);
    return true;
  }

  /** Weak, so that a thread that ended can go. */
  private static final class Owner extends WeakReference<Thread> {
    private Owner(Thread thread) {
      super(thread);
    }
  }
}
