package io.routeflow.micronaut.capture;

import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.OwnBatches;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the module's own batches where the ingest endpoint is part of the same application:
 * were they events, each batch would make the next one. By the batch's id and not by a word that
 * anybody may send, or a stranger could hide requests.
 */
final class OwnDelivery {

  /** Carries the batch's id. */
  static final String ID_HEADER = "idempotency-key";

  private final OwnBatches batches;
  private final @Nullable String path;

  OwnDelivery(RouteflowConfiguration configuration, OwnBatches batches) {
    this.batches = batches;
    path = configuration.endpoint().isPresent() ? configuration.deliveryPath() : null;
  }

  boolean is(String target, @Nullable String batchId) {
    return batchId != null && target.equals(path) && batches.contains(batchId);
  }
}
