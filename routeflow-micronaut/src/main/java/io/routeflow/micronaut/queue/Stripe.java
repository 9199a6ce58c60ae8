package io.routeflow.micronaut.queue;

import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * One of the queues that make up the {@link EventQueue}, which holds its share of the events and no
 * more: the library rounds capacities up.
 */
@SuppressWarnings("serial") // never serialized
final class Stripe extends MpscAtomicArrayQueue<PendingEvent> {

  private final int share;

  Stripe(int share) {
    super(share);
    this.share = share;
  }

  /** Puts an event into it, or says that it is full. */
  boolean put(PendingEvent event) {
    return offerIfBelowThreshold(event, share);
  }

  /** How many events wait; never fewer than none, whatever happens meanwhile. */
  long waiting() {
    long taken = currentConsumerIndex();
    return currentProducerIndex() - taken;
  }
}
