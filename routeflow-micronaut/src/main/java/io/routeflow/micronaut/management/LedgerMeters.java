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

  private static final String CAPTURED = "routeflow.events.captured";
  private static final String ENQUEUED = "routeflow.events.enqueued";
  private static final String SENT = "routeflow.events.sent";
  private static final String RETRIES = "routeflow.retries";
  private static final String DROPPED = "routeflow.events.dropped";
  private static final String WAITING = "routeflow.events.waiting";
  private static final String IN_FLIGHT = "routeflow.batches.in.flight";

  /** Asked late: the registry is made while beans that measure themselves are. */
  private final BeanProvider<Routeflow> routeflow;

  LedgerMeters(BeanProvider<Routeflow> routeflow) {
    this.routeflow = routeflow;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, CAPTURED, "Finished requests");
    counter(registry, ENQUEUED, "Events queued");
    counter(registry, SENT, "Events delivered");
    counter(registry, RETRIES, "Further attempts");
    for (DropReason reason : DropReason.values()) {
      FunctionCounter.builder(DROPPED, routeflow, new Dropped(reason))
          .description("Events lost, by reason")
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    gauge(registry, WAITING, "Events not yet sent");
    gauge(registry, IN_FLIGHT, "Batches under way");
  }

  private void counter(MeterRegistry registry, String name, String description) {
    FunctionCounter.builder(name, routeflow, new Figure(name))
        .description(description)
        .register(registry);
  }

  private void gauge(MeterRegistry registry, String name, String description) {
    Gauge.builder(name, routeflow, new Figure(name)).description(description).register(registry);
  }

  /** One class for all figures, since each lambda here would hold up the application's start. */
  private record Figure(String name) implements ToDoubleFunction<BeanProvider<Routeflow>> {

    @Override
    public double applyAsDouble(BeanProvider<Routeflow> routeflow) {
      RouteflowStats stats = routeflow.get().stats();
      return switch (name) {
        case CAPTURED -> stats.captured();
        case ENQUEUED -> stats.enqueued();
        case SENT -> stats.sent();
        case RETRIES -> stats.retries();
        case WAITING -> stats.waiting();
        case IN_FLIGHT -> stats.batchesInFlight();
        default -> Double.NaN;
      };
    }
  }

  /** The events lost for one reason. */
  private record Dropped(DropReason reason) implements ToDoubleFunction<BeanProvider<Routeflow>> {

    @Override
    public double applyAsDouble(BeanProvider<Routeflow> routeflow) {
      return routeflow.get().stats().dropped(reason);
    }
  }
}
