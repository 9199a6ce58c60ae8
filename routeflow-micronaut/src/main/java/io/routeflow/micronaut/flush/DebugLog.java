package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.ExportResult;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is captured and sent, where {@code routeflow.debug} is on: for the first hour with the
 * module. Written on the delivery thread.
 */
final class DebugLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.debug");
  private static final double NANOS_A_MILLI = 1e6;

  private final boolean on;

  DebugLog(RouteflowConfiguration configuration) {
    on = configuration.debug();
  }

  void captured(RequestEvent event) {
    if (on) {
      LOG.info(
          "Captured {} {} -> {} in {} ms, handler {}, page {}, trace {}",
          event.method(),
          event.path(),
          event.statusCode(),
          event.latencyNanos() / NANOS_A_MILLI,
          event.handler(),
          event.frontendRoute(),
          event.traceId());
    }
  }

  void outcome(EventBatch batch, int attempt, ExportResult outcome) {
    if (on) {
      LOG.info("Batch {} of {} events, attempt {}: {}", batch.id(), batch.size(), attempt, outcome);
    }
  }
}
