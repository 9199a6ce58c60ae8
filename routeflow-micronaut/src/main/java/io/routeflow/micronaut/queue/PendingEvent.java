package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.spi.LocalDetails;
import org.jspecify.annotations.Nullable;

/**
 * Something finished that waits in the queue. It becomes an event only on the delivery thread, so
 * that the request's thread does not pay for it.
 */
@Internal
public interface PendingEvent {

  /** The event; called once. */
  Event toEvent();

  /** What only the console of this process may show of it; called once, after the event. */
  default @Nullable LocalDetails localDetails() {
    return null;
  }

  /**
   * An estimate of the heap that it holds beyond its fixed part, in bytes: SQL, attributes, bodies.
   * Called on the thread that offers it; cheap, and 0 for a plain request.
   */
  default int variableBytes() {
    return 0;
  }

  /** It becomes no event: {@link #toEvent} is not called, or has failed. */
  default void discard() {}

  /** Whether the application asked for it to be kept whatever the sampling says. */
  default boolean isToBeKept() {
    return false;
  }

  /**
   * When it ended, by {@link System#nanoTime()}; always the same. Events leave in this order, as
   * far as they did not end at the same time on different threads.
   */
  long endedAt();
}
