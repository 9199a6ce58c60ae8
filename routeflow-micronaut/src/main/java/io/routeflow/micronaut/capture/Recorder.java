package io.routeflow.micronaut.capture;

import io.micronaut.context.BeanProvider;
import io.micronaut.web.router.Router;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.policy.IgnoredPaths;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.queue.EventIds;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.OwnBatches;
import io.routeflow.micronaut.queue.OwnCost;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Opens recordings and closes them: the way of a request from capture over policy into the queue.
 */
@Singleton
final class Recorder {

  private final RouteNames routeNames = new RouteNames();
  private final IgnoredRoutes ignoredRoutes;
  private final IgnoredPaths ignoredPaths;
  private final OwnDelivery ownDelivery;
  private final Sampler sampler;
  private final EventQueue queue;
  private final Ledger ledger;

  /** There while the console is on. */
  private final @Nullable OwnCost cost;

  Recorder(
      RouteflowConfiguration configuration,
      BeanProvider<Router> router,
      EventQueue queue,
      Ledger ledger,
      OwnBatches ownBatches,
      @Nullable OwnCost cost,
      @Nullable ConsolePath console) {
    this.ignoredPaths = ignoredPaths(configuration, console);
    this.ignoredRoutes = new IgnoredRoutes(router, routeNames);
    this.ownDelivery = new OwnDelivery(configuration, ownBatches);
    this.sampler = new Sampler(configuration.sampleRate());
    this.queue = queue;
    this.ledger = ledger;
    this.cost = cost;
  }

  /** The console's own requests are ignored whatever the setting says. */
  private static IgnoredPaths ignoredPaths(
      RouteflowConfiguration configuration, @Nullable ConsolePath console) {
    List<String> paths = new ArrayList<>(configuration.ignoredPaths());
    if (console != null) {
      paths.add(console.base());
    }
    return new IgnoredPaths(paths);
  }

  /** The names of the application's routes. */
  RouteNames routeNames() {
    return routeNames;
  }

  /** What is known of the ignored ones among them. */
  IgnoredRoutes ignoredRoutes() {
    return ignoredRoutes;
  }

  /** Whether a request is none of our business, judged by its head alone. */
  boolean ignores(String method, String target, @Nullable String batchId) {
    return ignoredPaths.contains(target)
        || ownDelivery.is(target, batchId)
        || ignoredRoutes.areAskedFor(method, target);
  }

  /** Starts the recording of a request whose head has just arrived. */
  OpenRecording open(
      String method,
      @Nullable String traceHeader,
      @Nullable String routeHeader,
      @Nullable String traceParentHeader) {
    long startedNanos = System.nanoTime();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    TraceParent parent = TraceParent.parse(traceParentHeader);
    String named = CorrelationHeaders.traceId(traceHeader);
    String traceId = named == null && parent != null ? parent.traceId() : named;
    OpenRecording recording =
        new OpenRecording(
            System.currentTimeMillis(),
            startedNanos,
            random.nextLong(),
            EventIds.spanId(random),
            traceId,
            parent == null ? 0 : parent.parentId(),
            method,
            CorrelationHeaders.frontendRoute(routeHeader));
    if (named != null) {
      recording.keepTrace();
    }
    if (cost != null) {
      recording.keepTimeline();
      cost.spent(OwnCost.Part.OPEN, System.nanoTime() - startedNanos);
    }
    return recording;
  }

  /** Ends a recording; only the first call for it has an effect. */
  void close(OpenRecording recording, Ending ending) {
    long now = System.nanoTime();
    if (recording.close(now, ending) && !recording.route().ignored()) {
      enqueue(recording);
      if (cost != null) {
        cost.spent(OwnCost.Part.CLOSE, System.nanoTime() - now);
      }
    }
  }

  /** Notes what a part of capture has cost, where that is of interest. */
  void spent(OwnCost.Part part, long startedNanos) {
    if (cost != null) {
      cost.spent(part, System.nanoTime() - startedNanos);
    }
  }

  /** When a part of capture begins, where that is of interest. */
  long measuredFrom() {
    return cost == null ? 0 : System.nanoTime();
  }

  private void enqueue(OpenRecording recording) {
    ledger.captured();
    if (!sampler.keepsAll() && !recording.isKeptBy(sampler)) {
      ledger.dropped(DropReason.SAMPLED, 1);
      return;
    }
    queue.offer(recording);
  }
}
