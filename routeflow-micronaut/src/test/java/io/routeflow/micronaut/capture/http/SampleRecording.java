package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.web.router.DefaultRouter;
import io.routeflow.micronaut.capture.CapturePolicies;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.capture.payload.PayloadCaptureProvider;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.PendingEvent;
import io.routeflow.micronaut.spi.SentBatchIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stage behind capture, for tests: a recorder, and the events that came out of it. */
final class SampleRecording {

  static final int BATCH = 50;

  /** For tests in which no exception is read. */
  static final BeanProvider<CapturePolicies> POLICIES =
      () -> {
        throw new AssertionError("no exception is read here");
      };

  final EventLedger ledger = new EventLedger();
  final List<Throwable> errors = new ArrayList<>();
  final InternalErrors internalErrors =
      new InternalErrors(() -> (where, error) -> errors.add(error));
  final RequestRecorder recorder;
  final EventQueue queue;

  SampleRecording() {
    this(1);
  }

  SampleRecording(double sampleRate) {
    this(sampleRate, Map.of());
  }

  /** With settings of what is captured of contents. */
  SampleRecording(double sampleRate, Map<String, String> payloads) {
    RouteflowConfiguration configuration = configuration(sampleRate);
    queue = new EventQueue(configuration, ledger);
    Recorder recorder = new Recorder(configuration, queue, ledger, null, List.of());
    // of an application without any route
    this.recorder =
        new RequestRecorder(
            configuration,
            SampleConfiguration.replayStack(Map.of()),
            DefaultRouter::new,
            () -> {
              throw new AssertionError("no static file is served here");
            },
            new SentBatchIds(),
            recorder,
            new RequestDetails(configuration, POLICIES, recorder),
            new PayloadCaptureProvider(SampleConfiguration.reader(payloads), ledger),
            List.of(),
            internalErrors,
            null);
  }

  /** The events since the last call. */
  List<RequestEvent> events() {
    List<RequestEvent> events = new ArrayList<>();
    for (PendingEvent next = queue.poll(); next != null; next = queue.poll()) {
      events.add((RequestEvent) next.toEvent());
    }
    return events;
  }

  static RouteflowConfiguration configuration(double sampleRate) {
    return SampleConfiguration.with(
        Map.of(
            "sample-rate",
            String.valueOf(sampleRate),
            "ignored-paths",
            "/health",
            "max-events-per-batch",
            String.valueOf(BATCH)));
  }
}
