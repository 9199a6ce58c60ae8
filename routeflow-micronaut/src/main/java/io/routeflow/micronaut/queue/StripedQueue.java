package io.routeflow.micronaut.queue;

import org.jspecify.annotations.Nullable;

/**
 * Several queues that are used as one. Threads put events into stripes of their own, because what
 * an event costs where two threads share a queue is the exchange of its index between the caches of
 * their processors, which takes several times as long as all the rest.
 */
final class StripedQueue {

  /** More threads than that share stripes. */
  static final int MAX_STRIPES = 8;

  private final Stripe[] stripes;
  private final int mask;

  /** So many stripes, a power of two, for so many events in all. */
  StripedQueue(int count, int maxSize) {
    stripes = new Stripe[count];
    mask = count - 1;
    for (int i = 0; i < count; i++) {
      stripes[i] = new Stripe(maxSize / count + (i < maxSize % count ? 1 : 0));
    }
  }

  /** A power of two: one for each processor, within the limit, and none without room. */
  static int countFor(int processors, int maxSize) {
    return Integer.highestOneBit(Math.min(maxSize, Math.min(2 * processors - 1, MAX_STRIPES)));
  }

  /** The stripe of the current thread. */
  Stripe own() {
    return stripes[(int) Thread.currentThread().getId() & mask];
  }

  /** Puts an event into its thread's stripe, or any other, or says that all are full. */
  boolean put(PendingEvent event) {
    return putAnywhere(event) || putUnlessFull(event);
  }

  /**
   * Full is what was full all at once: where something was taken between the look at one stripe and
   * the look at the next, there was room in between. No thread waits here: each further try means
   * that another event got the place.
   */
  private boolean putUnlessFull(PendingEvent event) {
    long before;
    do {
      before = taken();
      if (putAnywhere(event)) {
        return true;
      }
    } while (taken() != before);
    return false;
  }

  private boolean putAnywhere(PendingEvent event) {
    int own = (int) Thread.currentThread().getId();
    for (int i = 0; i <= mask; i++) {
      if (stripes[(own + i) & mask].put(event)) {
        return true;
      }
    }
    return false;
  }

  /** Takes the event that ended first, or {@code null}; for one thread only. */
  @Nullable PendingEvent poll() {
    Stripe first = earliest(null);
    if (first != null && mask > 0) {
      // Once more: into a stripe that was empty an event may have come before this one ended. All
      // that ended before it were there when it was seen, so that a third look would find no more.
      first = earliest(first);
    }
    return first == null ? null : first.poll();
  }

  private @Nullable Stripe earliest(@Nullable Stripe known) {
    Stripe first = known;
    PendingEvent head = known == null ? null : known.peek();
    for (Stripe stripe : stripes) {
      PendingEvent other = stripe == first ? null : stripe.peek();
      if (other != null && (head == null || other.endedAt() - head.endedAt() < 0)) {
        first = stripe;
        head = other;
      }
    }
    return first;
  }

  /** How many events wait. */
  long waiting() {
    long sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.waiting();
    }
    return sum;
  }

  /** Whether so many events wait in any one stripe. */
  boolean anyHas(int events) {
    for (Stripe stripe : stripes) {
      if (stripe.waiting() >= events) {
        return true;
      }
    }
    return false;
  }

  /** How many events were ever put in. */
  long accepted() {
    long sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.currentProducerIndex();
    }
    return sum;
  }

  /** How many events were ever taken. */
  long taken() {
    long sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.currentConsumerIndex();
    }
    return sum;
  }

  /** How many events were ever put into each stripe. */
  long[] ends() {
    long[] ends = new long[stripes.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = stripes[i].currentProducerIndex();
    }
    return ends;
  }

  /** Whether so many events were taken from each stripe. */
  boolean areTakenUpTo(long[] ends) {
    for (int i = 0; i < ends.length; i++) {
      if (stripes[i].currentConsumerIndex() < ends[i]) {
        return false;
      }
    }
    return true;
  }
}
