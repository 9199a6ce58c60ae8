package io.routeflow.micronaut.management;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Health details of the delivery. Always UP: an application does not become unfit because its
 * telemetry cannot be delivered, and must not be restarted for it.
 */
@Singleton
@Requires(classes = HealthIndicator.class)
@Requires(beans = HealthEndpoint.class)
final class DeliveryHealth implements HealthIndicator {

  private final Routeflow routeflow;

  DeliveryHealth(Routeflow routeflow) {
    this.routeflow = routeflow;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(this::result);
  }

  private HealthResult result() {
    RouteflowStats stats = routeflow.stats();
    return HealthResult.builder("routeflow", HealthStatus.UP).details(stats.asMap()).build();
  }
}
