package io.routeflow.micronaut.capture.http;

import io.routeflow.micronaut.configuration.ReplayStackSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.spi.SentBatchIds;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes what the module itself sends where the receiver is part of the same application: were
 * that events, each batch would make the next one. By the id of what is sent and not by a word that
 * anybody may send, or a stranger could hide requests.
 */
final class SelfTraffic {

  /** Carries the id of a batch or of an event. */
  static final String ID_HEADER = "idempotency-key";

  private final SentBatchIds batches;
  private final @Nullable String ingestPath;
  private final @Nullable String replayStackPath;

  SelfTraffic(
      RouteflowConfiguration configuration, ReplayStackSettings replayStack, SentBatchIds batches) {
    this.batches = batches;
    ingestPath =
        configuration.ingest().endpoint().isPresent()
            ? configuration.ingest().deliveryPath()
            : null;
    replayStackPath = replayStack.isOn() ? replayStack.deliveryPath() : null;
  }

  boolean is(String target, @Nullable String id) {
    return id != null
        && (target.equals(ingestPath) || target.equals(replayStackPath))
        && batches.contains(id);
  }
}
