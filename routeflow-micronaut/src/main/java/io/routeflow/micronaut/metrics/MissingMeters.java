package io.routeflow.micronaut.metrics;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.diagnostics.SafeLog;
import org.slf4j.LoggerFactory;

/** Logs at the start that the histogram is switched on and cannot be there. */
@Context
@Requires(condition = MetricsEnabled.class)
final class MissingMeters {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.metrics"));

  MissingMeters(BeanContext context) {
    if (!context.containsBean(RequestMetrics.class)) {
      LOG.warn(
          "routeflow.metrics.enabled has no effect: the application has no MeterRegistry, which"
              + " comes with micronaut-micrometer");
    }
  }
}
