package suite.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both exporters send to one receiver: what it has is what the guide says of the two. */
final class NoSpanTwiceTest {

  private static final String SPEC = "NoSpanTwiceTest";
  private static final String EXPORTER = "otel.traces.exporter";
  private static final String TRACING = "io.micronaut";
  private static final String MODULE = "routeflow-micronaut";

  @Test
  void besideATracingThatExportsTheModuleSendsNoSpansAndSharesItsTrace() {
    try (SpanReceiver receiver = new SpanReceiver()) {
      String trace = traceOfTheEvent(receiver, Map.of(), TRACING);
      assertThat(receiver.paths()).as("the module's metrics").contains("/v1/metrics");
      assertThat(receiver.spans())
          .singleElement()
          .satisfies(one -> assertThat(one.scope()).startsWith(TRACING));
      assertThat(traces(receiver)).containsOnly(trace);
    }
  }

  @Test
  void whereBothAreAskedForARequestHasOneSpanOfEachInOneTrace() {
    try (SpanReceiver receiver = new SpanReceiver()) {
      String trace =
          traceOfTheEvent(receiver, Map.of("routeflow.otlp.signals", "traces,metrics"), TRACING);
      assertThat(receiver.spans())
          .hasSize(2)
          .anySatisfy(one -> assertThat(one.scope()).startsWith(TRACING))
          .anySatisfy(one -> assertThat(one.scope()).startsWith(MODULE))
          .allSatisfy(
              one -> assertThat(one.span().getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER));
      assertThat(receiver.spans().stream().map(one -> one.span().getSpanId()))
          .doesNotHaveDuplicates();
      assertThat(traces(receiver)).containsOnly(trace);
    }
  }

  /** Its exporter is {@code none} by default: without the module's spans there would be none. */
  @ParameterizedTest
  @ValueSource(strings = {"", "none"})
  void besideATracingThatExportsNothingTheModuleSendsTheSpansInItsTrace(String exporter) {
    try (SpanReceiver receiver = new SpanReceiver();
        SpanReceiver flow = new SpanReceiver()) {
      Map<String, Object> settings = telemetryFlow(flow);
      settings.put(EXPORTER, exporter);
      String trace = traceOfTheEvent(receiver, settings, MODULE);
      for (SpanReceiver one : List.of(receiver, flow)) {
        assertThat(one.spans())
            .singleElement()
            .satisfies(sent -> assertThat(sent.scope()).startsWith(MODULE));
        assertThat(traces(one)).containsOnly(trace);
      }
    }
  }

  @Test
  void telemetryFlowHasNoSpansEitherBesideATracingThatExports() {
    try (SpanReceiver receiver = new SpanReceiver();
        SpanReceiver flow = new SpanReceiver()) {
      String trace = traceOfTheEvent(receiver, telemetryFlow(flow), TRACING);
      assertThat(traces(receiver)).containsExactly(trace);
      assertThat(flow.paths()).as("metrics of requests").contains("/v1/metrics");
      assertThat(flow.spans()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"signals, 'traces,metrics'", "requests, true"})
  void whereTheyAreAskedForTelemetryFlowHasThem(String key, String value) {
    try (SpanReceiver receiver = new SpanReceiver();
        SpanReceiver flow = new SpanReceiver()) {
      Map<String, Object> settings = telemetryFlow(flow);
      settings.put("routeflow.telemetryflow." + key, value);
      String trace = traceOfTheEvent(receiver, settings, TRACING);
      assertThat(traces(flow)).containsExactly(trace);
    }
  }

  private static Map<String, Object> telemetryFlow(SpanReceiver flow) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("routeflow.telemetryflow.api-key-id", "tfk_id");
    settings.put("routeflow.telemetryflow.api-key-secret", "tfs_secret");
    settings.put("routeflow.telemetryflow.endpoint", flow.url());
    settings.put("routeflow.telemetryflow.protocol", "http");
    return settings;
  }

  /** Of one request to an application that has ended since, so that the module has sent all. */
  private static String traceOfTheEvent(
      SpanReceiver receiver, Map<String, Object> settings, String scope) {
    Map<String, Object> all = Traced.settings(SPEC, receiver.url());
    all.put("routeflow.otlp.endpoint", receiver.url());
    all.put("routeflow.destinations.Collector.flush-interval-ms", 20);
    all.put("routeflow.shutdown-timeout-ms", 20_000);
    all.putAll(settings);
    // not set: a blank one is otlp for the SDK
    all.remove(EXPORTER, "");
    try (EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, all)) {
      Collector collector = server.getApplicationContext().getBean(Collector.class);
      Traced.get(server, "/shared");
      await().atMost(Traced.PATIENCE).until(() -> !collector.events.isEmpty());
      // micronaut-tracing does not send what it has when the application ends
      await()
          .atMost(Traced.PATIENCE)
          .until(() -> receiver.spans().stream().anyMatch(one -> one.scope().startsWith(scope)));
      return collector.events.get(0).identity().traceId();
    }
  }

  private static List<String> traces(SpanReceiver receiver) {
    return receiver.spans().stream()
        .map(one -> HexFormat.of().formatHex(one.span().getTraceId().toByteArray()))
        .toList();
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller
  static class Routes {
    @Get("/shared")
    String shared() {
      return "shared";
    }
  }

  /** Where the events go. */
  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Collector implements EventExporter {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      events.addAll(batch.events());
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }
  }
}
