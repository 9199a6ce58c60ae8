package suite.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SpanScope;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans that the application makes by {@link SignalsClient} belong to those of its tracing. */
final class OwnSignalsTest {

  private static final String SPEC = "OwnSignalsTest";

  @ParameterizedTest
  @ValueSource(strings = {"/blocking", "/eventLoop"})
  void theyAreChildrenOfTheSpanOfTheRequest(String path) {
    try (SpanReceiver receiver = new SpanReceiver();
        EmbeddedServer server =
            ApplicationContext.run(EmbeddedServer.class, settings(receiver.url()))) {
      Traced.get(server, path);
      Span request = span(receiver, "GET " + path);
      Span outer = span(receiver, "outer");
      Span inner = span(receiver, "inner");
      assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(outer.getTraceId()).isEqualTo(request.getTraceId());
      assertThat(outer.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(inner.getTraceId()).isEqualTo(request.getTraceId());
      assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
    }
  }

  private static Map<String, Object> settings(String receiver) {
    Map<String, Object> all = Traced.settings(SPEC, receiver);
    all.put("routeflow.telemetryflow.api-key-id", "tfk_id");
    all.put("routeflow.telemetryflow.api-key-secret", "tfs_secret");
    all.put("routeflow.telemetryflow.endpoint", receiver);
    all.put("routeflow.telemetryflow.protocol", "http");
    all.put("routeflow.telemetryflow.requests", false);
    all.put("routeflow.telemetryflow.flush-interval-ms", 20);
    return all;
  }

  private static Span span(SpanReceiver receiver, String name) {
    await()
        .atMost(Traced.PATIENCE)
        .until(() -> receiver.spans().stream().anyMatch(one -> one.span().getName().equals(name)));
    return receiver.spans().stream()
        .map(SpanReceiver.Sent::span)
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller
  static class Routes {

    private final SignalsClient signals;

    Routes(SignalsClient signals) {
      this.signals = signals;
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/blocking")
    String blocking() {
      return checked();
    }

    @Get("/eventLoop")
    String eventLoop() {
      return checked();
    }

    private String checked() {
      try (SpanScope unused = signals.span("outer", SpanKind.INTERNAL, Map.of())) {
        signals.endSpan(signals.startSpan("inner", SpanKind.INTERNAL, Map.of()));
      }
      return "checked";
    }
  }
}
