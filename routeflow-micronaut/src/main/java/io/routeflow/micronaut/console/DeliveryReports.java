package io.routeflow.micronaut.console;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.console.flows.RecentFlows;
import io.routeflow.micronaut.console.flows.RingSize;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.OwnCost;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of the delivery. */
final class DeliveryReports {

  private static final double NANOS_A_MICRO = 1_000;
  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;

  private final Routeflow routeflow;
  private final RouteflowConfiguration configuration;
  private final RecentFlows flows;
  private final Ledger ledger;
  private final OwnCost cost;
  private final LiveStream stream;

  DeliveryReports(
      Routeflow routeflow,
      RouteflowConfiguration configuration,
      RecentFlows flows,
      Ledger ledger,
      OwnCost cost,
      LiveStream stream) {
    this.routeflow = routeflow;
    this.configuration = configuration;
    this.flows = flows;
    this.ledger = ledger;
    this.cost = cost;
    this.stream = stream;
  }

  DeliveryReport now() {
    return new DeliveryReport(
        stats(), configuration.queueMaxsize(), flows.batches(), flows.lastError(), cost());
  }

  private Map<String, Object> stats() {
    Map<String, Object> known = new LinkedHashMap<>();
    routeflow
        .stats()
        .asMap()
        .forEach(
            (key, value) -> {
              if (value != null) {
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
    return nanos == null ? null : nanos / NANOS_A_MICRO;
  }
}
