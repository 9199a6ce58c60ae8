package io.routeflow.micronaut;

import java.util.concurrent.CompletionStage;

/**
 * Takes batches to a destination. Every bean of this type sees every batch; the delivery to the
 * Routeflow ingest endpoint is one of them.
 *
 * <p>One exporter is the primary one, the first by order. The ingest endpoint's, which is there
 * where {@code routeflow.endpoint} is set, has the highest precedence; leave it alone there. Its
 * answer decides what the statistics count as sent, and whether a batch is tried again. The others
 * see each batch once, and what they fail is not repeated, so that a slow extra cannot hold up the
 * main road.
 *
 * @since 0.1.0
 */
public interface EventExporter {

  /**
   * Starts the delivery of a batch and returns at once. It is called on the delivery thread, which
   * it must not block; several deliveries may be under way at the same time. An exception, or a
   * stage that completes with one, counts as {@link ExportResult.Retry}.
   *
   * @param batch the batch; never empty
   * @return completes with the outcome; a stage that never completes is given up after the
   *     configured timeout
   */
  CompletionStage<ExportResult> export(EventBatch batch);
}
