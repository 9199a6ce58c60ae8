package io.routeflow.micronaut.capture;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.policy.IgnoredPaths;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.queue.EventIds;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.Ledger;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Opens recordings and closes them: the way of a request from capture over policy into the queue.
 */
@Singleton
final class Recorder {

  private final IgnoredPaths ignoredPaths;
  private final OwnDelivery ownDelivery;
  private final Sampler sampler;
  private final EventQueue queue;
  private final Ledger ledger;

  Recorder(RouteflowConfiguration configuration, EventQueue queue, Ledger ledger) {
    this.ignoredPaths = new IgnoredPaths(configuration.ignoredPaths());
    this.ownDelivery = new OwnDelivery(configuration);
    this.sampler = new Sampler(configuration.sampleRate());
    this.queue = queue;
    this.ledger = ledger;
  }

  /** Whether a request is none of our business, judged by its head alone. */
  boolean ignores(String target, @Nullable String userAgent) {
    return ignoredPaths.contains(target) || ownDelivery.is(target, userAgent);
  }

  /** Starts the recording of a request whose head has just arrived. */
  OpenRecording open(
      String method,
      @Nullable String traceHeader,
      @Nullable String routeHeader,
      @Nullable String traceParentHeader) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    TraceParent parent = TraceParent.parse(traceParentHeader);
    String traceId = CorrelationHeaders.traceId(traceHeader);
    if (traceId == null && parent != null) {
      traceId = parent.traceId();
    }
    return new OpenRecording(
        System.currentTimeMillis(),
        System.nanoTime(),
        random.nextLong(),
        EventIds.spanId(random),
        traceId,
        parent == null ? 0 : parent.parentId(),
        method,
        CorrelationHeaders.frontendRoute(routeHeader));
  }

  /** Ends a recording; only the first call for it has an effect. */
  void close(OpenRecording recording, Ending ending) {
    if (!recording.close(System.nanoTime(), ending) || recording.route().ignored()) {
      return;
    }
    ledger.captured();
    if (!sampler.keepsAll() && !recording.isKeptBy(sampler)) {
      ledger.dropped(DropReason.SAMPLED, 1);
      return;
    }
    queue.offer(recording);
  }
}
