package io.routeflow.micronaut;

import java.time.Duration;

/**
 * The module as an application sees it: inject it to read the statistics or to flush on demand.
 * Safe for use by many threads. There is no such bean where {@code routeflow.enabled} is false, so
 * inject it as {@code @Nullable} or {@code Optional} where that may be.
 *
 * @since 0.1.0
 */
public interface Routeflow {

  /** What has been counted until now; cheap enough for a dashboard, not meant for every request. */
  RouteflowStats stats();

  /**
   * Delivers what is waiting, and waits for the outcome. Do not call it on an event loop thread.
   *
   * @param timeout how long to wait at most; negative counts as zero
   * @return {@code true} if everything that was waiting at the time of the call has been delivered
   *     or dropped for a reason; {@code false} if the time ran out, or the thread was interrupted
   *     (its interrupt flag is set again)
   */
  boolean flush(Duration timeout);
}
