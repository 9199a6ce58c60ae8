package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.RequestEvent;

/**
 * Something finished that waits in the queue. It becomes an event only on the delivery thread, so
 * that the request's thread does not pay for it.
 */
@Internal
public interface PendingEvent {

  /** The event; called once. */
  RequestEvent toEvent();

  /**
   * When it ended, by {@link System#nanoTime()}; always the same. Events leave in this order, as
   * far as they did not end at the same time on different threads.
   */
  long endedAt();
}
