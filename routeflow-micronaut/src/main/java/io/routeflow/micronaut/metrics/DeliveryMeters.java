package io.routeflow.micronaut.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.RouteflowStats.Destination;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.DestinationListener;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The statistics as meters: what is captured and queued at once, and for each destination, by the
 * tag {@code destination}, as soon as the destinations are known. What is lost before it is offered
 * to one has the tag {@code all}. Thread-safe.
 */
@Singleton
@Requires(classes = MeterBinder.class)
final class DeliveryMeters implements MeterBinder, DestinationListener {

  private static final String DESTINATION = "destination";

  /** Asked late: the registry is made while beans that measure themselves are. */
  private final BeanProvider<Routeflow> routeflow;

  private final List<MeterRegistry> registries = new ArrayList<>();
  private final List<String> destinations = new ArrayList<>();

  DeliveryMeters(BeanProvider<Routeflow> routeflow) {
    this.routeflow = routeflow;
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    registries.add(registry);
    counter(registry, "routeflow.events.captured", "Events captured", RouteflowStats::captured);
    counter(registry, "routeflow.events.enqueued", "Events queued", RouteflowStats::enqueued);
    drops(registry, QueueDropListener.ALL_DESTINATIONS);
    for (String destination : destinations) {
      bind(registry, destination);
    }
  }

  @Override
  public synchronized void destinationsKnown(List<String> names) {
    destinations.addAll(names);
    for (MeterRegistry registry : registries) {
      for (String destination : names) {
        bind(registry, destination);
      }
    }
  }

  private void bind(MeterRegistry registry, String destination) {
    counter(
        registry, "routeflow.events.offered", "Events offered", destination, Destination::offered);
    counter(registry, "routeflow.events.sent", "Events delivered", destination, Destination::sent);
    counter(registry, "routeflow.retries", "Further attempts", destination, Destination::retries);
    counter(
        registry,
        "routeflow.events.adopted",
        "Events taken over",
        destination,
        Destination::adopted);
    drops(registry, destination);
    gauge(
        registry,
        "routeflow.events.waiting",
        "Events not yet sent",
        destination,
        Destination::waiting);
    gauge(
        registry, "routeflow.events.spooled", "Events on disk", destination, Destination::spooled);
    gauge(
        registry,
        "routeflow.batches.in.flight",
        "Batches without an outcome",
        destination,
        Destination::batchesInFlight);
  }

  private void drops(MeterRegistry registry, String destination) {
    for (DropReason reason : DropReason.values()) {
      FunctionCounter.builder("routeflow.events.dropped", routeflow, new Drops(destination, reason))
          .description("Events lost, by destination and reason")
          .tag(DESTINATION, destination)
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<RouteflowStats> figure) {
    FunctionCounter.builder(name, routeflow, new Figure(figure))
        .description(description)
        .register(registry);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      String destination,
      ToDoubleFunction<Destination> figure) {
    FunctionCounter.builder(name, routeflow, new DestinationFigure(destination, figure))
        .description(description)
        .tag(DESTINATION, destination)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      String destination,
      ToDoubleFunction<Destination> figure) {
    Gauge.builder(name, routeflow, new DestinationFigure(destination, figure))
        .description(description)
        .tag(DESTINATION, destination)
        .register(registry);
  }

  /** A figure of the statistics as a whole. */
  private record Figure(ToDoubleFunction<RouteflowStats> figure)
      implements ToDoubleFunction<BeanProvider<Routeflow>> {

    @Override
    public double applyAsDouble(BeanProvider<Routeflow> routeflow) {
      return figure.applyAsDouble(routeflow.get().stats());
    }
  }

  /** A figure of one destination. */
  private record DestinationFigure(String destination, ToDoubleFunction<Destination> figure)
      implements ToDoubleFunction<BeanProvider<Routeflow>> {

    @Override
    public double applyAsDouble(BeanProvider<Routeflow> routeflow) {
      Destination one = routeflow.get().stats().destinations().get(destination);
      return one == null ? Double.NaN : figure.applyAsDouble(one);
    }
  }

  /** The events lost to a destination, or to all before they were offered, for one reason. */
  private record Drops(String destination, DropReason reason)
      implements ToDoubleFunction<BeanProvider<Routeflow>> {

    @Override
    public double applyAsDouble(BeanProvider<Routeflow> routeflow) {
      RouteflowStats stats = routeflow.get().stats();
      if (!destination.equals(QueueDropListener.ALL_DESTINATIONS)) {
        Destination one = stats.destinations().get(destination);
        return one == null ? Double.NaN : one.dropped(reason);
      }
      long atFirst = 0;
      for (Destination first : stats.destinations().values()) {
        atFirst = first.dropped(reason);
        break;
      }
      return stats.dropped(reason) - atFirst;
    }
  }
}
