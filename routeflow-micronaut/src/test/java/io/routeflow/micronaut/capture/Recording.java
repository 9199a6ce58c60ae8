package io.routeflow.micronaut.capture;

import io.micronaut.web.router.DefaultRouter;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.OwnBatches;
import io.routeflow.micronaut.queue.PendingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stage behind capture, for tests: a recorder, and the events that came out of it. */
final class Recording {

  static final int BATCH = 50;

  final Ledger ledger = new Ledger();
  final List<Throwable> errors = new ArrayList<>();
  final InternalErrors internalErrors =
      new InternalErrors(() -> (where, error) -> errors.add(error));
  final Recorder recorder;
  final EventQueue queue;

  Recording() {
    this(1);
  }

  Recording(double sampleRate) {
    RouteflowConfiguration configuration = configuration(sampleRate);
    queue = new EventQueue(configuration, ledger);
    // of an application without any route
    recorder =
        new Recorder(
            configuration, DefaultRouter::new, queue, ledger, new OwnBatches(), null, null);
  }

  /** The events since the last call. */
  List<RequestEvent> events() {
    List<RequestEvent> events = new ArrayList<>();
    for (PendingEvent next = queue.poll(); next != null; next = queue.poll()) {
      events.add(next.toEvent());
    }
    return events;
  }

  static RouteflowConfiguration configuration(double sampleRate) {
    return new RouteflowConfiguration(
        Optional.empty(),
        Optional.empty(),
        "/v1/events",
        false,
        new RouteflowConfiguration.Service("test", null, "1", "test", () -> null, Map.of()),
        sampleRate,
        List.of("/health"),
        false,
        5000,
        BATCH,
        Duration.ofSeconds(1),
        1,
        Duration.ofSeconds(1),
        1,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        false,
        RouteflowConfiguration.Console.OFF);
  }
}
