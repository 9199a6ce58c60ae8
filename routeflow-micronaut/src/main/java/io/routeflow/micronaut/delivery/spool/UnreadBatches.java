package io.routeflow.micronaut.delivery.spool;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one destination that could not be read although the disk works: a disk, or a
 * system without file descriptors, may fail for a moment. Each is read again after a wait that
 * doubles, while the others go on, and given up after some attempts. They are claimed, so that
 * there are no more than there may be files. Confined to the lane's thread, but for {@link #isDue}.
 */
final class UnreadBatches {

  /** With these waits it takes two and a half minutes. */
  static final int MAX_READS = 6;

  static final long FIRST_WAIT_MILLIS = 5000;

  private final Queue<Unread> unread =
      new PriorityQueue<>(Comparator.comparingLong(Unread::dueMillis));

  /** When the first of them is to be read again. */
  private volatile long firstDueMillis = Long.MAX_VALUE;

  /**
   * A batch could not be read.
   *
   * @param reads how often it was tried
   * @return {@code false} where that was enough
   */
  boolean retryLater(SpooledBatch file, int reads, long nowMillis) {
    if (reads >= MAX_READS) {
      return false;
    }
    unread.add(new Unread(file, reads, nowMillis + (FIRST_WAIT_MILLIS << (reads - 1))));
    changed();
    return true;
  }

  /** Takes one whose wait is over; it stays claimed. */
  @Nullable Unread poll(long nowMillis) {
    if (!isDue(nowMillis)) {
      return null;
    }
    Unread due = unread.poll();
    changed();
    return due;
  }

  /** Whether there is one whose wait is over; for any thread. */
  boolean isDue(long nowMillis) {
    return firstDueMillis <= nowMillis;
  }

  private void changed() {
    Unread first = unread.peek();
    firstDueMillis = first == null ? Long.MAX_VALUE : first.dueMillis();
  }

  /**
   * One of them.
   *
   * @param reads how often it was tried
   * @param dueMillis when it is to be read again, by {@link SpoolClock#steadyMillis}
   */
  record Unread(SpooledBatch file, int reads, long dueMillis) {}
}
