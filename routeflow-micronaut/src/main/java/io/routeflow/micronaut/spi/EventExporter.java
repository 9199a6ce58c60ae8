package io.routeflow.micronaut.spi;

import io.routeflow.micronaut.event.EventBatch;
import java.util.concurrent.CompletionStage;

/**
 * Takes batches to a destination. Every bean of this type is a destination of its own, as the
 * Routeflow ingest endpoint is: it is offered every event, and has its own waiting room, batches,
 * attempts, limits and counters. One that is slow, fails or blocks costs the others nothing.
 *
 * <p>The settings of a destination are those below {@code routeflow.destinations.<name>}, with the
 * defaults of the ingest endpoint's.
 *
 * @since 0.1.0
 */
public interface EventExporter {

  /**
   * The name of the destination in settings, statistics, meters, thread names and log lines: at
   * most 64 characters of {@code [A-Za-z0-9._-]}. Where another destination has the name already,
   * it gets {@code -2} and so on. Asked once. That of a lambda or of an anonymous class is the name
   * of its bean, or of the method or field of the factory that makes it.
   *
   * @return the simple name of the class
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Starts the delivery of a batch and returns at once. It is called on the destination's own
   * thread: blocking it delays this destination only. Several deliveries may be in flight at the
   * same time. An exception, or a stage that completes with one, counts as {@link
   * ExportResult.Retry}.
   *
   * @param batch the batch; never empty
   * @return completes with the outcome; a stage that never completes is given up after the
   *     configured timeout
   */
  CompletionStage<ExportResult> export(EventBatch batch);
}
