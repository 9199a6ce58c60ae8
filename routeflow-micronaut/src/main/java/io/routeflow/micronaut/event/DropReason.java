package io.routeflow.micronaut.event;

import io.routeflow.micronaut.ShouldCapture;
import java.util.Locale;

/**
 * Why an event was not delivered. Every loss has exactly one of these names and is counted once.
 *
 * @since 0.1.0
 */
public enum DropReason {
  /** The trace is not among those that the sampling rate keeps. */
  SAMPLED,
  /** The queue was full: events come faster than they can be delivered. */
  QUEUE_FULL,
  /**
   * A {@link ShouldCapture} bean said no, or failed; or the event succeeded and such are not kept;
   * or it was above the rate that a destination takes.
   */
  FILTERED,
  /** The event could not be made or written. */
  VALIDATION,
  /** The endpoint refused the batch for good with a 4xx status. */
  HTTP_4XX,
  /** The endpoint answered 5xx, 429 or 408, or could not be reached, on every attempt. */
  HTTP_5XX,
  /** The endpoint answered with a redirect, which is not followed. */
  REDIRECT,
  /** There is nowhere to send to: no endpoint and no other exporter. */
  NO_EXPORTER,
  /** It was the oldest of those that waited in memory for a destination that cannot be reached. */
  OFFLINE_FULL,
  /** It was the oldest on disk when the spool was full. */
  SPOOL_FULL,
  /** It was on disk for longer than the spool keeps events. */
  SPOOL_EXPIRED,
  /** The application stopped before the event could be delivered. */
  SHUTDOWN;

  private final String key = "dropped_" + name().toLowerCase(Locale.ROOT);

  /** The name of the counter, such as {@code dropped_queue_full}. */
  public String key() {
    return key;
  }
}
