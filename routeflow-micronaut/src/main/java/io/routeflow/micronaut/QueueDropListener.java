package io.routeflow.micronaut;

/**
 * A bean of this type is notified that events were dropped because a queue was full: the one that
 * all events pass, the waiting room of one destination, its offline queue, or the spool, which
 * drops what has become too old as well.
 *
 * <p>It is called on the delivery thread with the sum since the last call, at most once a flush
 * interval and queue, so that a flood of drops does not become a flood of calls. What it throws is
 * swallowed. While it waits for something, nothing is sent; {@link Routeflow#flush} does not wait
 * here, and returns {@code false}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface QueueDropListener {

  /** In place of a destination's name where the events were lost to all of them. */
  String ALL_DESTINATIONS = "all";

  /**
   * Called with the number of events that were dropped.
   *
   * @param events how many events were dropped since the last call, at least 1
   */
  void onQueueDrop(long events);

  /**
   * Called instead by the module, with the name of the destination whose queue was full.
   *
   * @param events how many events this destination lost since the last call for it, at least 1
   * @param destination its name, such as {@code ingest}, or {@link #ALL_DESTINATIONS}
   */
  default void onQueueDrop(long events, String destination) {
    onQueueDrop(events);
  }
}
