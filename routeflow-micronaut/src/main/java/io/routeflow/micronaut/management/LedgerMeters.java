package io.routeflow.micronaut.management;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The ledger as meters: {@code routeflow.events.*}, {@code routeflow.retries} and gauges. */
@Singleton
@Requires(classes = MeterBinder.class)
final class LedgerMeters implements MeterBinder {

  /** Asked late: the registry is made while beans that measure themselves are. */
  private final BeanProvider<Routeflow> routeflow;

  LedgerMeters(BeanProvider<Routeflow> routeflow) {
    this.routeflow = routeflow;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, "routeflow.events.captured", "Finished requests", RouteflowStats::captured);
    counter(registry, "routeflow.events.enqueued", "Events queued", RouteflowStats::enqueued);
    counter(registry, "routeflow.events.sent", "Events delivered", RouteflowStats::sent);
    counter(registry, "routeflow.retries", "Further attempts", RouteflowStats::retries);
    for (DropReason reason : DropReason.values()) {
      FunctionCounter.builder(
              "routeflow.events.dropped", routeflow, r -> r.get().stats().dropped(reason))
          .description("Events lost, by reason")
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    gauge(registry, "routeflow.events.waiting", "Events not yet sent", RouteflowStats::waiting);
    gauge(
        registry,
        "routeflow.batches.in.flight",
        "Batches under way",
        RouteflowStats::batchesInFlight);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<RouteflowStats> value) {
    FunctionCounter.builder(name, routeflow, r -> value.applyAsDouble(r.get().stats()))
        .description(description)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<RouteflowStats> value) {
    Gauge.builder(name, routeflow, r -> value.applyAsDouble(r.get().stats()))
        .description(description)
        .register(registry);
  }
}
