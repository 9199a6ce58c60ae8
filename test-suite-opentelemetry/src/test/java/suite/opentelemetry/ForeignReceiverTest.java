package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.opentelemetry.api.trace.SpanKind;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsClientBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import suite.opentelemetry.support.ForeignReceiver;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;

/**
 * A receiver that was not written here understands what is sent, over both protocols. Skipped, with
 * one line, where it is not installed; where {@code ROUTEFLOW_REQUIRE_OTLP_RECEIVER} is {@code
 * true} that fails.
 */
final class ForeignReceiverTest {

  private static final String REQUIRE = "ROUTEFLOW_REQUIRE_OTLP_RECEIVER";

  @BeforeAll
  static void isInstalled() {
    String missing = ForeignReceiver.missing();
    if (missing != null && Boolean.parseBoolean(System.getenv(REQUIRE))) {
      throw new IllegalStateException("The receiver lacks " + missing);
    }
    if (missing != null) {
      System.out.println("No foreign OTLP receiver (" + missing + "): its tests are skipped.");
    }
    Assumptions.assumeTrue(missing == null, "no receiver");
  }

  /** Not packed over HTTP, which this receiver does not unpack: {@code OtlpReceiver} does. */
  @ParameterizedTest
  @CsvSource({"HTTP, none", "GRPC, none", "GRPC, gzip"})
  void anApplicationsTracesMetricsAndLogs(Protocol protocol, String compression) {
    try (ForeignReceiver receiver = ForeignReceiver.start()) {
      try (OtelApplication application = application(receiver, protocol, compression)) {
        application.get("/orders/2");
        application.get("/logging");
        List<JsonNode> spans = receiver.await("traces", "spans", 5);
        JsonNode request = named(spans, "GET /orders/{queries}");
        JsonNode query = named(spans, "SELECT orders");
        assertThat(text(request, "kind")).isEqualTo("SPAN_KIND_SERVER");
        assertThat(text(query, "kind")).isEqualTo("SPAN_KIND_CLIENT");
        assertThat(text(query, "traceId"))
            .matches("[0-9a-f]{32}")
            .isEqualTo(text(request, "traceId"));
        assertThat(text(query, "parentSpanId")).isEqualTo(text(request, "spanId"));
        assertThat(text(query.get("attributes"), "db.system.name")).isEqualTo("h2database");
        assertThat(text(request.get("attributes"), "http.route")).isEqualTo("/orders/{queries}");

        JsonNode line = receiver.await("logs", "logRecords", 2).get(0);
        assertThat(text(line, "body")).isEqualTo("stock of apples is low");
        JsonNode logged = named(receiver.all("traces", "spans"), "GET /logging");
        assertThat(text(line, "spanId")).isEqualTo(text(logged, "spanId"));
      }
      // the last sums are sent when it stops
      assertThat(receiver.await("metrics", "metrics", 2))
          .extracting(metric -> text(metric, "name"))
          .contains("http.server.request.duration", "http.server.request.count");
      assertThat(receiver.all("metrics", "dataPoints"))
          .extracting(point -> text(point.get("attributes"), "http.route"))
          .contains("/orders/{queries}", "/logging");
      JsonNode resource = receiver.all("traces", "resourceSpans").get(0).get("resource");
      assertThat(text(resource.get("attributes"), "service.name")).isEqualTo("shop");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void signalsOfTheClient(Protocol protocol) {
    try (ForeignReceiver receiver = ForeignReceiver.start();
        SignalsClient client =
            SignalsClientBuilder.create()
                .apiKey("tfk_id", "tfs_secret")
                .endpoint(receiver.url(protocol == Protocol.GRPC ? "grpc" : "http"))
                .protocol(protocol)
                .serviceName("standalone")
                .build()) {
      client.initialize();
      client.incrementCounter("cache.hits", 3, Map.of());
      client.logWarn("disk is nearly full", Map.of("free", 7));
      client.endSpan(client.startSpan("import", SpanKind.PRODUCER, Map.of("rows", 12)));
      assertThat(client.flush(OtlpReceiver.PATIENCE)).isTrue();

      assertThat(text(receiver.await("traces", "spans", 1).get(0), "name")).isEqualTo("import");
      assertThat(text(receiver.await("metrics", "metrics", 1).get(0), "name"))
          .isEqualTo("cache.hits");
      JsonNode line = receiver.await("logs", "logRecords", 1).get(0);
      assertThat(text(line, "body")).isEqualTo("disk is nearly full");
    }
  }

  private static OtelApplication application(
      ForeignReceiver receiver, Protocol protocol, String compression) {
    Map<String, Object> properties = new LinkedHashMap<>();
    boolean grpc = protocol == Protocol.GRPC;
    properties.put("routeflow.otlp.endpoint", receiver.url(grpc ? "grpc" : "http"));
    properties.put("routeflow.otlp.protocol", protocol.toString());
    properties.put("routeflow.otlp.signals", "traces,metrics,logs");
    properties.put("routeflow.otlp.compression", compression);
    properties.put("routeflow.otlp.metrics-interval-ms", 3_600_000);
    properties.put("routeflow.shutdown-timeout-ms", 20_000);
    properties.put(
        "datasources.default.url", "jdbc:h2:mem:foreign-" + protocol.name() + compression);
    properties.put("datasources.default.username", "sa");
    properties.put("datasources.default.password", "");
    properties.put("datasources.default.driver-class-name", "org.h2.Driver");
    return OtelApplication.startBare(properties);
  }

  private static JsonNode named(List<JsonNode> all, String name) {
    return all.stream().filter(one -> text(one, "name").equals(name)).findFirst().orElseThrow();
  }

  private static String text(JsonNode node, String member) {
    return node.get(member).coerceStringValue();
  }
}
