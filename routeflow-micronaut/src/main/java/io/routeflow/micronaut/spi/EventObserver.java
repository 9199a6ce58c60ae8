package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import org.jspecify.annotations.Nullable;

/**
 * Watches what becomes of events behind the queue: each event once before it is offered to the
 * destinations, and then its outcome at each of them. Events that never leave the queue as such
 * (sampled, refused by the application's rules, no room) are in the {@link RouteflowStats} only.
 *
 * <p>All calls come from the dispatcher's thread, one after the other, and must return at once.
 * Where that thread is held up, outcomes beyond a limit are skipped. An observer implements what it
 * is interested in.
 */
@Internal
public interface EventObserver {

  /**
   * An event has left the queue and will be offered to the destinations.
   *
   * @param local what only this process may know of the event; never to be delivered
   */
  default void waiting(Event event, @Nullable LocalDetails local) {}

  /** A destination has accepted the events. */
  default void sent(String destination, EventBatch batch, int attempts) {}

  /** The events are lost to a destination. */
  default void dropped(String destination, EventBatch batch, DropReason reason, int attempts) {}

  /** An attempt has failed; the cause names no secret and no text from outside. */
  default void attemptFailed(String destination, String cause) {}
}
