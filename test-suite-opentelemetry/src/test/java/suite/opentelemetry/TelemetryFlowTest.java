package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.order.Ordered;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsStatus;
import io.routeflow.micronaut.opentelemetry.SpanScope;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.LogLines;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Reply;

/** With an API key every event also goes to TelemetryFlow, and the client is a bean. */
final class TelemetryFlowTest {

  private static final String PREFIX = "routeflow.telemetryflow.";

  @Test
  void eventsAndMetricsOfRequestsGoThereBesideOtlp() {
    try (OtlpReceiver flow = OtlpReceiver.start();
        OtlpReceiver other = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put("routeflow.otlp.endpoint", other.httpUrl());
      settings.put("routeflow.shutdown-timeout-ms", 20_000);
      settings.put(PREFIX + "service-namespace", "shop");
      settings.put(PREFIX + "collector-id", "c-1");
      settings.put(PREFIX + "custom-attributes", "team=blue");
      settings.put(PREFIX + "environment", "staging");
      settings.put(PREFIX + "compression", "gzip");
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/items/1");
        assertThat(flow.awaitSpans(1).get(0).getName()).isEqualTo("GET /items/{id}");
        assertThat(other.awaitSpans(1).get(0).getSpanId())
            .isEqualTo(flow.spans().get(0).getSpanId());
      }
      assertThat(flow.requests().get(0).headers())
          .containsEntry("authorization", "Bearer tfk_id:tfs_secret")
          .containsEntry("grpc-encoding", "gzip");
      assertThat(other.requests().get(0).headers()).doesNotContainKey("authorization");
      assertThat(Attributes.of(flow.resource().getAttributesList()))
          .containsEntry("service.name", "shop")
          .containsEntry("service.version", "1.0.0")
          .containsEntry("service.namespace", "shop")
          .containsEntry("deployment.environment.name", "staging")
          .containsEntry("telemetryflow.collector.id", "c-1")
          .containsEntry("team", "blue");
      assertThat(flow.metrics("http.server.request.count")).hasSize(1);
      assertThat(other.metrics("http.server.request.count")).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', production", "staging, staging"})
  void theEnvironmentIsThatOfTheRootWhereItIsSet(String environment, String expected) {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      if (!environment.isEmpty()) {
        settings.put("routeflow.env", environment);
      }
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/items/1");
        flow.awaitSpans(1);
      }
      assertThat(Attributes.of(flow.resource().getAttributesList()))
          .containsEntry("deployment.environment.name", expected);
    }
  }

  /** Their sums would else overwrite each other, since all other attributes are the same. */
  @Test
  void eachProcessHasAnInstanceOfItsOwnAndTheTagsOfTheService() {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put("routeflow.tags", "zone=eu-1,team=green");
      settings.put(PREFIX + "custom-attributes", "team=blue");
      for (int i = 0; i < 2; i++) {
        try (OtelApplication application = OtelApplication.startBare(settings)) {
          application.get("/signals");
        }
      }
      Map<Object, Long> byInstance =
          flow.resources().stream()
              .map(resource -> Attributes.of(resource.getAttributesList()))
              .peek(
                  attributes ->
                      assertThat(attributes)
                          .containsEntry("zone", "eu-1")
                          .containsEntry("team", "blue"))
              .collect(
                  Collectors.groupingBy(
                      attributes -> attributes.get("service.instance.id"), Collectors.counting()));
      // spans, metrics and records of one process have the same one
      assertThat(byInstance).hasSize(2).doesNotContainKey("");
      assertThat(byInstance.values()).allMatch(requests -> requests >= 3);
    }
  }

  @Test
  void theClientIsABeanWhoseSignalsBelongToTheRequest() {
    try (OtlpReceiver flow = OtlpReceiver.start();
        OtelApplication application = OtelApplication.startBare(settings(flow))) {
      application.get("/signals");
      Span request = flow.awaitSpan(span -> span.getName().equals("GET /signals"));
      Span own = flow.awaitSpan(span -> span.getName().equals("check"));
      assertThat(own.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(own.getTraceId()).isEqualTo(request.getTraceId());
      await().atMost(OtlpReceiver.PATIENCE).until(() -> !flow.logs().isEmpty());
      assertThat(flow.logs().get(0).getTraceId()).isEqualTo(request.getTraceId());
      assertThat(flow.logs().get(0).getSpanId()).isEqualTo(request.getSpanId());
    }
  }

  @Test
  void requestsMayBeLeftOut() {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "requests", false);
      settings.put("routeflow.shutdown-timeout-ms", 20_000);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/signals");
        flow.awaitSpans(1);
      }
      assertThat(flow.spans()).extracting(Span::getName).containsExactly("check");
      assertThat(flow.metrics("http.server.request.count")).isEmpty();
    }
  }

  /** As the clients of TelemetryFlow have it. */
  @Test
  void compressionMayBeASwitch() {
    try (OtlpReceiver flow = OtlpReceiver.start();
        LogLines log = LogLines.of("io.routeflow")) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "compression", true);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/items/1");
        flow.awaitSpans(1);
      }
      assertThat(flow.requests().get(0).headers()).containsEntry("grpc-encoding", "gzip");
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void theMetricsOfRequestsThatAreSwitchedOffAreSoHereToo() {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put("routeflow.otlp.metrics.count", false);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/items/1");
      }
      assertThat(flow.metrics("http.server.request.count")).isEmpty();
      assertThat(flow.metrics("http.server.request.duration")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "metrics", "logs"})
  void onlyTheSignalsThatAreNamedAreSent(String signal) {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "signals", signal);
      settings.put(PREFIX + "rate-limit", 1000);
      settings.put(PREFIX + "exemplars", false);
      settings.put("routeflow.shutdown-timeout-ms", 20_000);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/signals");
      }
      assertThat(flow.spans()).hasSize(signal.equals("traces") ? 2 : 0);
      assertThat(flow.logs()).hasSize(signal.equals("logs") ? 1 : 0);
      assertThat(flow.metrics("http.server.request.count"))
          .hasSize(signal.equals("metrics") ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void metricsOfTheClientPointToTheRequestWhereThatIsWanted(boolean exemplars) {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "exemplars", exemplars);
      settings.put("routeflow.shutdown-timeout-ms", 20_000);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/signals");
        flow.awaitSpan(span -> span.getName().equals("GET /signals"));
      }
      Span request = flow.awaitSpan(span -> span.getName().equals("GET /signals"));
      var point = flow.awaitMetric("basket.size", metric -> true).getHistogram().getDataPoints(0);
      assertThat(point.getExemplarsList())
          .extracting(Exemplar::getTraceId)
          .isEqualTo(exemplars ? List.of(request.getTraceId()) : List.of());
    }
  }

  @Test
  void theRateLimitHoldsForEventsAndForTheClientTogether() {
    int limit = 10;
    int requests = 3 * limit;
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "rate-limit", limit);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        for (int i = 0; i < requests; i++) {
          application.get("/items/" + i);
        }
        await()
            .atMost(OtlpReceiver.PATIENCE)
            .until(
                () -> {
                  RouteflowStats.Destination stats = application.stats("telemetryflow");
                  return stats.sent() + stats.dropped(DropReason.FILTERED) == requests;
                });
        // a minute may have begun in between
        assertThat(application.stats("telemetryflow").sent()).isBetween(10L, 20L);
        assertThat(flow.spans()).hasSize((int) application.stats("telemetryflow").sent());

        SignalsClient client = application.context().getBean(SignalsClient.class);
        for (int i = 0; i < requests; i++) {
          client.logInfo("more", Map.of());
        }
        assertThat(client.status().dropped()).isGreaterThanOrEqualTo(requests - limit);
      }
    }
  }

  /** The time for the stop is one for all, so none may begin only after another one. */
  @Test
  void signalsOfTheClientAreSentBesideTheLastFlushOfEvents() {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "flush-interval-ms", 60_000);
      settings.put("suite.last-listener", true);
      AtomicInteger sentBeforeTheBeansEnd = new AtomicInteger();
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.context().getBean(LastListener.class).callback =
            () -> {
              await().atMost(OtlpReceiver.PATIENCE).until(() -> !flow.logs().isEmpty());
              sentBeforeTheBeansEnd.set(flow.logs().size());
            };
        application.context().getBean(SignalsClient.class).logInfo("the last", Map.of());
      }
      assertThat(sentBeforeTheBeansEnd).hasValue(1);
      assertThat(flow.logs()).hasSize(1);
    }
  }

  /** After all others. */
  @Singleton
  @Requires(property = "suite.last-listener")
  static final class LastListener implements ApplicationEventListener<ShutdownEvent>, Ordered {

    private Runnable callback = () -> {};

    @Override
    public int getOrder() {
      return LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
      callback.run();
    }
  }

  @Test
  void whatAReceiverThatHangsHasNotTakenWhenTheApplicationStopsIsInALine() {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtlpReceiver flow = OtlpReceiver.start().otherwise(Reply.hang())) {
      Map<String, Object> settings = settings(flow);
      settings.put("routeflow.shutdown-timeout-ms", 500);
      SignalsClient client;
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/items/1");
        client = application.context().getBean(SignalsClient.class);
        client.logInfo("lost", Map.of());
        flow.awaitRequests(1);
      }
      assertThat(client.isInitialized()).isFalse();
      assertThat(client.status().failed()).isEqualTo(1);
      assertThat(log.lines())
          .contains(
              "1 data points, records and spans of SignalsClient were not delivered before it"
                  + " stopped");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tfk_id, hunter2, 'Invalid value for routeflow.telemetryflow.api-key-secret: expected tfs_ and 1"
        + " to 508 visible ASCII characters without spaces; nothing is sent to TelemetryFlow'",
    "tfs_hunter2, tfs_secret, 'Invalid value for routeflow.telemetryflow.api-key-id: expected tfk_"
        + " and 1 to 508 visible ASCII characters without spaces; nothing is sent to"
        + " TelemetryFlow'",
    "tfk_id, '', 'routeflow.telemetryflow.api-key-secret is not set; nothing is sent to"
        + " TelemetryFlow without it'",
    "'', tfs_secret, 'routeflow.telemetryflow.api-key-id is not set; nothing is sent to"
        + " TelemetryFlow without it'"
  })
  void aMalformedKeyOrHalfOfOneIsOneLineThatNamesItAndNothingIsSent(
      String id, String secret, String line) {
    try (LogLines log = LogLines.of("io.routeflow");
        OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "api-key-id", id);
      settings.put(PREFIX + "api-key-secret", secret);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        assertThat(application.get("/items/1")).isEqualTo(200);
        // an application that injects it starts all the same
        assertThat(application.context().getBean(SignalsClient.class).isInitialized()).isFalse();
      }
      assertThat(log.lines()).containsExactly(line);
      assertThat(flow.requests()).isEmpty();
    }
  }

  /** Code that uses the client runs wherever there is no key, as on a developer's machine. */
  @Test
  void withoutAKeyTheClientIsThereAndDoesNothing() {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry", Level.INFO);
        OtelApplication application = OtelApplication.startBare(Map.of())) {
      assertThat(application.get("/signals")).isEqualTo(200);
      assertThat(application.get("/signals")).isEqualTo(200);
      SignalsClient client = application.context().getBean(SignalsClient.class);
      client.initialize();
      client.recordGauge("a", 1, Map.of());
      client.incrementCounter("a", 1, Map.of());
      client.recordMetric("a", 1, "s", Map.of());
      try (SpanScope span = client.span("a", SpanKind.INTERNAL, Map.of())) {
        client.addSpanEvent(span.id(), "a", Map.of());
        client.endSpan(span.id(), new IllegalStateException());
      }
      assertThat(client.isInitialized()).isFalse();
      assertThat(client.status().signals()).isEmpty();
      assertThat(client.status().serviceName()).isEqualTo("shop");
      assertThat(client.configuration().credentials().headers()).isEmpty();
      assertThat(client.flush(OtlpReceiver.PATIENCE)).isTrue();
      assertThat(client.shutdown(OtlpReceiver.PATIENCE)).isTrue();
      client.logInfo("after that", Map.of());
      assertThat(application.context().getBean(Routeflow.class).stats().destinations())
          .doesNotContainKey("telemetryflow");
      assertThat(log.lines())
          .containsExactly(
              "SignalsClient does nothing: there is neither a valid API key with an endpoint of"
                  + " TelemetryFlow nor, without a key, an OTLP endpoint");
    }
  }

  @Test
  void withTheModuleSwitchedOffThereIsNoClient() {
    try (ApplicationContext context =
        ApplicationContext.run(
            Map.of(
                "routeflow.enabled",
                false,
                PREFIX + "api-key-id",
                "tfk_id",
                PREFIX + "api-key-secret",
                "tfs_secret"))) {
      assertThat(context.findBean(SignalsClient.class)).isEmpty();
    }
  }

  /** Neither there nor to the public service, which is where it goes without an endpoint. */
  @ParameterizedTest
  @ValueSource(strings = {"", "grpc://collector:4317", "collector:port", "a b:4317"})
  void anEndpointThatIsNoneIsOneLineAndNothingIsSentAnywhere(String endpoint) {
    try (LogLines log = LogLines.of("io.routeflow");
        OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "endpoint", endpoint);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        assertThat(application.get("/items/1")).isEqualTo(200);
        Routeflow routeflow = application.context().getBean(Routeflow.class);
        assertThat(routeflow.flush(OtlpReceiver.PATIENCE)).isTrue();
        assertThat(routeflow.stats().destinations()).doesNotContainKey("telemetryflow");
      }
      assertThat(log.lines())
          .containsExactly(
              "Unexpected form of routeflow.telemetryflow.endpoint: expected host:port, or an http"
                  + " or https address without user and query; nothing is sent to TelemetryFlow");
    }
  }

  @Test
  void anEndpointMayEndInASlash() {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "endpoint", " 127.0.0.1:" + flow.grpcPort() + "/ ");
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/items/1");
        flow.awaitSpans(1);
      }
    }
  }

  @Test
  void settingsOfTheClientAreThoseOfTheDestination() {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = settings(flow);
      settings.put(PREFIX + "service-name", "named");
      settings.put(PREFIX + "service-version", "9");
      settings.put(PREFIX + "rate-limit", 1);
      settings.put(PREFIX + "max-attempts", 1);
      settings.put(PREFIX + "protocol", "http");
      settings.put(PREFIX + "endpoint", flow.httpUrl());
      settings.put(PREFIX + "insecure", false);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        SignalsClient client = application.context().getBean(SignalsClient.class);
        assertThat(client.isInitialized()).isTrue();
        assertThat(client.configuration().delivery().maxRetries()).isZero();
        assertThat(client.configuration().service().version()).isEqualTo("9");
        client.endSpan(client.startSpan("a", SpanKind.INTERNAL, Map.of()));
        client.logInfo("one too many", Map.of());
        assertThat(client.flush(OtlpReceiver.PATIENCE)).isTrue();
        SignalsStatus status = client.status();
        assertThat(status.spansSent()).isEqualTo(1);
        assertThat(status.dropped()).isEqualTo(1);
        assertThat(Attributes.of(flow.resource().getAttributesList()))
            .containsEntry("service.name", "named");
      }
    }
  }

  private static Map<String, Object> settings(OtlpReceiver receiver) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(PREFIX + "api-key-id", "tfk_id");
    settings.put(PREFIX + "api-key-secret", "tfs_secret");
    settings.put(PREFIX + "endpoint", "127.0.0.1:" + receiver.grpcPort());
    settings.put(PREFIX + "insecure", true);
    settings.put(PREFIX + "flush-interval-ms", 20);
    settings.put("routeflow.otlp.metrics-interval-ms", 3_600_000);
    return settings;
  }
}
