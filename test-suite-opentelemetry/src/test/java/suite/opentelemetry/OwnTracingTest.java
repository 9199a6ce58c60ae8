package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.routeflow.micronaut.Routeflow;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.opentelemetry.support.LogLines;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;

/** Where the application makes spans itself, the module makes none unless it is asked to. */
final class OwnTracingTest {

  private static final String ACTIVE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void byDefaultOnlyMetricsAreSent() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication application =
          OtelApplication.start(
              receiver, Map.of("suite.tracing", true, "routeflow.shutdown-timeout-ms", 20_000))) {
        application.get("/items/1");
      }
      assertThat(receiver.spans()).isEmpty();
      assertThat(receiver.metrics("http.server.request.count")).hasSize(1);
    }
  }

  /** The framework asks for a bean that is disabled more than once. */
  @Test
  void oneLineOfEachDestinationSaysSo() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry", Level.INFO)) {
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("suite.tracing", true);
      settings.put("routeflow.telemetryflow.api-key-id", "tfk_id");
      settings.put("routeflow.telemetryflow.api-key-secret", "tfs_secret");
      settings.put("routeflow.telemetryflow.endpoint", receiver.grpcUrl());
      try (OtelApplication application = OtelApplication.start(receiver, settings)) {
        application.get("/items/1");
        application.context().getBean(Routeflow.class).flush(OtlpReceiver.PATIENCE);
        application.get("/items/2");
      }
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("The application has an OpenTelemetry SDK"))
          .hasSize(2)
          .anySatisfy(line -> assertThat(line).contains("routeflow.otlp.signals"))
          .anySatisfy(line -> assertThat(line).contains("routeflow.telemetryflow.signals"));
      assertThat(receiver.spans()).isEmpty();
    }
  }

  /** As a lazy bean that the application has not asked for yet, and that cannot be made. */
  @Test
  void anSdkThatIsNotMadeYetIsNotMadeForCapture() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            OtelApplication.start(receiver, Map.of("suite.broken-tracing", true))) {
      application.get("/items/1");
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      assertThat(routeflow.flush(OtlpReceiver.PATIENCE)).isTrue();
      assertThat(routeflow.stats().captured()).isEqualTo(1);
    }
  }

  @Test
  void whereBothAreWantedTheyShareTheTraceWhateverTheEventsOwnIdIs() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            OtelApplication.start(
                receiver, Map.of("suite.tracing", true, "routeflow.otlp.signals", "traces"))) {
      application.get("/items/1");
      application.get("/items/2", "x-routeflow-trace-id", "page-1");
      assertThat(receiver.awaitSpans(2))
          .extracting(span -> HexFormat.of().formatHex(span.getTraceId().toByteArray()))
          .containsOnly(ACTIVE);
    }
  }

  /** Cannot be made. */
  @Requires(property = "suite.broken-tracing")
  @Factory
  static class BrokenSdk {
    @Singleton
    OpenTelemetry broken() {
      throw new IllegalStateException("made by capture");
    }
  }

  /** An SDK of the application, as micronaut-tracing has it. */
  @Requires(property = "suite.tracing")
  @Factory
  static class Sdk {
    @Singleton
    @Bean(preDestroy = "close")
    OpenTelemetrySdk sdk() {
      return OpenTelemetrySdk.builder().build();
    }
  }

  /** Makes a span the active one where that tracing does. */
  @Requires(property = "suite.tracing", beans = OpenTelemetry.class)
  @ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
  static class Tracing implements Ordered {
    @Override
    public int getOrder() {
      return ServerFilterPhase.TRACING.order();
    }

    @RequestFilter
    void trace(MutablePropagatedContext context) {
      context.add(new ActiveSpan());
    }
  }

  private record ActiveSpan() implements ThreadPropagatedContextElement<Scope> {
    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed by the framework's call below
    public Scope updateThreadContext() {
      return Span.wrap(
              SpanContext.create(
                  ACTIVE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()))
          .makeCurrent();
    }

    @Override
    public void restoreThreadContext(Scope previous) {
      previous.close();
    }
  }
}
