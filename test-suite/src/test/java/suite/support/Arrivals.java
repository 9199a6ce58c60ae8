package suite.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A list that grows while tests wait for what they want to see in it. Safe for use by several
 * threads.
 */
final class Arrivals<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<T> items = new ArrayList<>();
  private boolean ended;

  void add(T item) {
    lock.lock();
    try {
      items.add(item);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will come: whoever waits may stop. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<T> all() {
    lock.lock();
    try {
      return List.copyOf(items);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the first such item, those that are here already included. */
  T await(Predicate<T> wanted, String what, Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      for (int next = 0; ; next++) {
        while (next == items.size()) {
          if (left <= 0 || ended) {
            throw new AssertionError("no such " + what + "; there were " + items);
          }
          left = changed.awaitNanos(left);
        }
        if (wanted.test(items.get(next))) {
          return items.get(next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a " + what, e);
    } finally {
      lock.unlock();
    }
  }
}
