package io.routeflow.micronaut.management;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.queue.EventLedger;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  private final EventLedger ledger;

  DeliveryHealth(Routeflow routeflow, EventLedger ledger) {
    this.routeflow = routeflow;
    this.ledger = ledger;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(this::result);
  }

  private HealthResult result() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(routeflow.stats().asMap());
    // a dispatcher that is blocked or dead shows by this alone: its counters only stand still
    Duration sinceLastTick = ledger.sinceLastTick(System.nanoTime());
    details.put("last_tick_ms_ago", sinceLastTick == null ? null : sinceLastTick.toMillis());
    return HealthResult.builder("routeflow", HealthStatus.UP).details(details).build();
  }
}
