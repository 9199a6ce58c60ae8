package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.RequestEvent;

/**
 * Watches what becomes of events behind the queue. Each event is told of once when it waits, and
 * once more when it has its outcome. Events that never leave the queue as such (sampled, refused by
 * the application's rules, no room) are in the {@link Ledger} only.
 *
 * <p>All calls come from the delivery thread and must return at once.
 */
@Internal
public interface EventObserver {

  /** An event has left the queue and will be delivered. */
  void waiting(RequestEvent event);

  /** The destination has accepted the events. */
  void sent(EventBatch batch, int attempts);

  /** The events are lost. */
  void dropped(EventBatch batch, DropReason reason, int attempts);

  /** An attempt has failed; the cause names no secret and no text from outside. */
  void attemptFailed(String cause);
}
