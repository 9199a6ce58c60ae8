package io.routeflow.micronaut.console;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.console.flows.RecentFlows;
import io.routeflow.micronaut.console.flows.RingSize;
import io.routeflow.micronaut.console.live.LiveStream;
import io.routeflow.micronaut.diagnostics.CaptureOverhead;
import io.routeflow.micronaut.queue.EventLedger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of the delivery. */
final class DeliveryReporter {

  private static final double NANOS_PER_MICRO = 1_000;
  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;

  private final Routeflow routeflow;
  private final RouteflowConfiguration configuration;
  private final RecentFlows flows;
  private final EventLedger ledger;
  private final CaptureOverhead cost;
  private final LiveStream stream;

  DeliveryReporter(
      Routeflow routeflow,
      RouteflowConfiguration configuration,
      RecentFlows flows,
      EventLedger ledger,
      CaptureOverhead cost,
      LiveStream stream) {
    this.routeflow = routeflow;
    this.configuration = configuration;
    this.flows = flows;
    this.ledger = ledger;
    this.cost = cost;
    this.stream = stream;
  }

  DeliveryReport now() {
    RouteflowStats stats = routeflow.stats();
    Map<String, Map<String, Object>> destinations = new LinkedHashMap<>();
    stats.destinations().forEach((name, one) -> destinations.put(name, known(one.asMap())));
    return new DeliveryReport(
        known(stats.asMap()),
        destinations,
        configuration.lane().queueMaxsize(),
        flows.batches(),
        flows.lastError(),
        cost());
  }

  /** The figures that there are; those of the destinations have a place of their own. */
  private static Map<String, Object> known(Map<String, @Nullable Object> figures) {
    Map<String, Object> known = new LinkedHashMap<>();
    figures.forEach(
        (key, value) -> {
          if (value != null && !(value instanceof Map<?, ?>)) {
            known.put(key, value);
          }
        });
    return known;
  }

  private DeliveryReport.Cost cost() {
    RingSize ring = flows.size();
    long measured = cost.requests();
    return new DeliveryReport.Cost(
        measured,
        measured == 0 ? null : micros(cost.nanosPerRequest(MEDIAN)),
        measured == 0 ? null : micros(cost.nanosPerRequest(P95)),
        micros(flows.deliveryNanosPerEvent()),
        ring.requests(),
        ring.bytes(),
        ledger.bytesSent(),
        stream.size());
  }

  private static @Nullable Double micros(@Nullable Long nanos) {
    return nanos == null ? null : nanos / NANOS_PER_MICRO;
  }
}
