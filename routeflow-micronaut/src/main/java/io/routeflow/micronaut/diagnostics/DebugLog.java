package io.routeflow.micronaut.diagnostics;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.spi.ExportResult;
import org.slf4j.LoggerFactory;

/**
 * Says what is captured and sent, where {@code routeflow.debug} is on: for the first hour with the
 * module. Written on the delivery thread.
 */
@Internal
public final class DebugLog {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.debug"));
  private static final double NANOS_PER_MILLI = 1e6;

  private final boolean on;

  /** As the configuration says. */
  public DebugLog(RouteflowConfiguration configuration) {
    on = configuration.module().debug();
  }

  /** An event has been captured. */
  public void captured(Event event) {
    if (!on) {
      return;
    }
    if (event instanceof RequestEvent request) {
      LOG.info(
          "Captured {} {} -> {} in {} ms, handler {}, page {}, trace {}",
          request.method(),
          request.path(),
          request.statusCode(),
          request.latencyNanos() / NANOS_PER_MILLI,
          request.handler(),
          request.frontendRoute(),
          request.traceId());
    } else {
      LOG.info(
          "Captured {} {} -> {}, trace {}",
          event.type().wireName(),
          event.label(),
          event.status().wireName(),
          event.traceId());
    }
  }

  /** An attempt to deliver a batch has ended. */
  public void outcome(String destination, EventBatch batch, int attempt, ExportResult outcome) {
    if (on) {
      LOG.info(
          "Batch {} for {} of {} events, attempt {}: {}",
          batch.id(),
          destination,
          batch.size(),
          attempt,
          outcome);
    }
  }
}
