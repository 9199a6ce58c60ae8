package suite.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where an application has a tracing of its own, there is one trace: the event has its ids, the
 * header of a call is the tracing's, and the next service continues both.
 */
final class SharedTraceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private EmbeddedServer server;
  private Collector collector;
  private Spans spans;

  @BeforeEach
  void start() {
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of(
                "spec.name",
                "SharedTraceTest",
                "micronaut.application.name",
                "traced",
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.port",
                -1,
                "routeflow.console.enabled",
                false,
                "routeflow.flush-interval-ms",
                20,
                "routeflow.destinations.Collector.flush-interval-ms",
                20));
    collector = server.getApplicationContext().getBean(Collector.class);
    spans = server.getApplicationContext().getBean(Spans.class);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oneTraceBeginsHereAndGoesOnInTheNextService() {
    String sent = get("/near");
    RequestEvent near = event("/near");
    RequestEvent far = event("/far");
    SpanData server = span(SpanKind.SERVER, "/near");
    SpanData client = client();

    assertThat(near.identity().traceId()).isEqualTo(server.getTraceId());
    assertThat(far.identity().traceId()).isEqualTo(server.getTraceId());
    assertThat(sent)
        .as("the header is the tracing's, and not overwritten")
        .isEqualTo("00-" + client.getTraceId() + "-" + client.getSpanId() + "-01");
    ExternalCall call = Objects.requireNonNull(near.parts().externalCalls()).entries().get(0);
    assertThat(hex(call.spanId())).isEqualTo(client.getSpanId());
    assertThat(hex(far.identity().parentSpanId())).isEqualTo(client.getSpanId());
    assertThat(spans.ended).extracting(SpanData::getTraceId).containsOnly(server.getTraceId());
  }

  @Test
  void aTraceThatComesInIsThatOfBoth() {
    String sent = get("/near", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
    assertThat(sent).startsWith("00-" + TRACE + "-").endsWith("-01");
    RequestEvent near = event("/near");
    assertThat(near.identity().traceId()).isEqualTo(TRACE);
    assertThat(hex(near.identity().parentSpanId())).isEqualTo("00f067aa0ba902b7");
    assertThat(event("/far").identity().traceId()).isEqualTo(TRACE);
    assertThat(client().getTraceId()).isEqualTo(TRACE);
  }

  /** No tracing of the application knows of that client, so that the header is the module's. */
  @Test
  void aClientThatTheTracingDoesNotKnowIsInItsTraceToo() {
    String sent = get("/observed", "x-routeflow-trace-id", "page-42-7");
    String trace = span(SpanKind.SERVER, "/observed").getTraceId();
    assertThat(sent).startsWith("00-" + trace + "-");
    assertThat(span(SpanKind.SERVER, "/far").getTraceId()).isEqualTo(trace);
    assertThat(event("/observed").identity().traceId()).isEqualTo("page-42-7");
  }

  /** What the far side was sent. */
  private String get(String path, String... headers) {
    java.net.http.HttpRequest.Builder request =
        java.net.http.HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.getPort() + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return java.net.http.HttpClient.newHttpClient()
          .send(request.build(), BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private RequestEvent event(String path) {
    return await().atMost(PATIENCE).until(() -> collector.find(path), Objects::nonNull);
  }

  private SpanData client() {
    return await().atMost(PATIENCE).until(() -> spans.find(SpanKind.CLIENT, ""), Objects::nonNull);
  }

  private SpanData span(SpanKind kind, String name) {
    return await().atMost(PATIENCE).until(() -> spans.find(kind, name), Objects::nonNull);
  }

  private static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  /** Calls the other route as a service of its own. */
  @Requires(property = "spec.name", value = "SharedTraceTest")
  @Controller
  static class Routes {

    private final HttpClient client;
    private final EmbeddedServer server;
    private final Routeflow routeflow;

    Routes(@Client HttpClient client, EmbeddedServer server, Routeflow routeflow) {
      this.client = client;
      this.server = server;
      this.routeflow = routeflow;
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/near")
    String near() {
      return client
          .toBlocking()
          .retrieve(HttpRequest.GET("http://127.0.0.1:" + server.getPort() + "/far"));
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/observed")
    String observed() throws IOException, InterruptedException {
      return routeflow
          .observe(java.net.http.HttpClient.newHttpClient())
          .send(
              java.net.http.HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + server.getPort() + "/far"))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }

    @Get("/far")
    String far(@Nullable @Header("traceparent") String traceparent) {
      return String.valueOf(traceparent);
    }
  }

  /** Where the events go. */
  @Requires(property = "spec.name", value = "SharedTraceTest")
  @Singleton
  static class Collector implements EventExporter {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      events.addAll(batch.events());
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }

    @Nullable RequestEvent find(String path) {
      return events.stream()
          .filter(RequestEvent.class::isInstance)
          .map(RequestEvent.class::cast)
          .filter(event -> event.path().equals(path))
          .findFirst()
          .orElse(null);
    }
  }

  /** Where the spans go. */
  @Requires(property = "spec.name", value = "SharedTraceTest")
  @Singleton
  static class Spans implements SpanProcessor {

    private final List<SpanData> ended = new CopyOnWriteArrayList<>();

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }

    @Nullable SpanData find(SpanKind kind, String name) {
      return ended.stream()
          .filter(span -> span.getKind() == kind && span.getName().contains(name))
          .findFirst()
          .orElse(null);
    }
  }
}
