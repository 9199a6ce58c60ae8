package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.inject.Singleton;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** Where the application has OpenTelemetry tracing, the event belongs to the trace of its span. */
final class ActiveTraceTest {

  private static final String ACTIVE = "0af7651916cd43dd8448eb211c80319c";
  private static final String TRACEPARENT =
      "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing =
        Capturing.start(
            Map.of(
                "suite.tracing",
                true,
                "routeflow.log-correlation",
                true,
                "routeflow.server-timing",
                true));
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @Test
  void theModulesOwnHeaderIsBefore() {
    assertThat(traceOf("/shop/ok/1", "x-routeflow-trace-id: page-42-7", TRACEPARENT))
        .isEqualTo("page-42-7");
  }

  @Test
  void traceparentIsBehind() {
    JsonNode event = capturing.eventOf(RawHttp.get("/shop/ok/1", TRACEPARENT));
    assertThat(event.path("trace_id").asText()).isEqualTo(ACTIVE);
    assertThat(event.path("parent_span_id").asText()).isEqualTo("00f067aa0ba902b7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/shop/ok/1", "/shop/mono", "/shop/blocking", "/failing/handled", "/early/thrown"})
  void whereverTheRequestEnds(String path) {
    assertThat(traceOf(path)).isEqualTo(ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "blocking", "reactor"})
  void theLogNamesTheSameTrace(String thread) {
    JsonNode event =
        capturing.eventOf(
            () ->
                assertThat(RawHttp.exchange(capturing.port(), RawHttp.get("/mdc/" + thread)).text())
                    .isEqualTo(ACTIVE + " __unknown__"));
    assertThat(event.path("trace_id").asText()).isEqualTo(ACTIVE);
  }

  /** A trace of the page's own is not known to whatever the spans are sent to. */
  @ParameterizedTest
  @ValueSource(strings = {"x-routeflow-trace-id: page-42-7", "X-Other: none"})
  void theAnswerNamesTheTraceOfTheSpans(String header) {
    JsonNode unused =
        capturing.eventOf(
            () -> {
              RawResponse response =
                  RawHttp.exchange(capturing.port(), RawHttp.get("/shop/ok/1", header));
              assertThat(response.headers().first("Server-Timing"))
                  .contains("\"00-" + ACTIVE + "-");
            });
  }

  @Test
  void aSpanThatIsNoneIsNoTrace() {
    assertThat(traceOf("/shop/ok/1", "X-Untraced: yes")).hasSize(36);
  }

  private static String traceOf(String path, String... headers) {
    return capturing.eventOf(RawHttp.get(path, headers)).path("trace_id").asText();
  }

  /** Does what a tracing filter does: makes a span active for what is inside of it. */
  @Requires(property = "suite.tracing")
  @ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
  static class Tracing implements Ordered {
    @Override
    public int getOrder() {
      return ServerFilterPhase.TRACING.order();
    }

    @RequestFilter
    void activate(io.micronaut.http.HttpRequest<?> request, MutablePropagatedContext context) {
      if (!request.getHeaders().contains("X-Untraced")) {
        SpanContext span =
            SpanContext.create(
                ACTIVE, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
        context.add(new Active(Span.wrap(span)));
      }
    }
  }

  private record Active(Span span) implements ThreadPropagatedContextElement<Scope> {
    @Override
    @SuppressWarnings("MustBeClosedChecker") // the framework gives it back
    public Scope updateThreadContext() {
      return span.makeCurrent();
    }

    @Override
    public void restoreThreadContext(Scope scope) {
      scope.close();
    }
  }

  @Requires(property = "suite.tracing")
  @Factory
  static class Telemetry {
    @Singleton
    OpenTelemetry openTelemetry() {
      return OpenTelemetry.noop();
    }
  }
}
