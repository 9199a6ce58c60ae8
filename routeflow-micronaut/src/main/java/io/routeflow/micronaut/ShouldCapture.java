package io.routeflow.micronaut;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;

/**
 * A bean of this type decides which events are kept, of requests and of all else, by anything that
 * the event has: method, route, status, latency. Where there are several, all must agree.
 *
 * <pre>{@code
 * @Singleton
 * final class SlowOrBroken implements ShouldCapture {
 *   public boolean shouldCapture(Event event) {
 *     return event.status() == EventStatus.FAILED || event.latencyNanos() > 200_000_000;
 *   }
 * }
 * }</pre>
 *
 * <p>It is called on the delivery thread, never on a request's, one event at a time. An event for
 * which it throws is dropped and counted as {@link DropReason#FILTERED}: a rule that was written to
 * keep something private must not let it pass because it failed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ShouldCapture {

  /**
   * Decides on one event.
   *
   * @param event what has ended; a {@code RequestEvent} for a request
   * @return {@code false} to drop it
   */
  boolean shouldCapture(Event event);
}
