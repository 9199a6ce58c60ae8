package io.routeflow.micronaut;

/**
 * A bean of this type is told that events were dropped because the queue was full.
 *
 * <p>It is called on the delivery thread with the sum since the last call, at most once a flush
 * interval, so that a flood of drops does not become a flood of calls. What it throws is swallowed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface QueueDropListener {

  /**
   * Hears of drops.
   *
   * @param events how many events were dropped since the last call, at least 1
   */
  void onQueueDrop(long events);
}
