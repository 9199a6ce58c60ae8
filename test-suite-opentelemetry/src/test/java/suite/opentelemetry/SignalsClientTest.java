package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.routeflow.micronaut.opentelemetry.CredentialsException;
import io.routeflow.micronaut.opentelemetry.NotInitializedException;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Severity;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsClientBuilder;
import io.routeflow.micronaut.opentelemetry.SignalsConfigurationException;
import io.routeflow.micronaut.opentelemetry.SignalsStatus;
import io.routeflow.micronaut.opentelemetry.SpanScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.LogLines;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Reply;

/** The application's own signals, by a client made by hand. */
final class SignalsClientTest {

  private static final Map<String, Object> NONE = Map.of();
  private static final Duration LONG = OtlpReceiver.PATIENCE;

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void allSignalsArriveWithTheKeyAndAreCounted(Protocol protocol) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, protocol, builder -> {})) {
      client.incrementCounter("cache.hits", 2, Map.of("region", "eu"));
      client.incrementCounter("cache.hits", 3, Map.of("region", "eu"));
      client.recordGauge("connections.active", 42, NONE);
      client.recordHistogram("job.duration", 0.125, "s", NONE);
      client.recordMetric("disk.free", 7.5, "By", NONE);
      client.logWarn("disk is nearly full", Map.of("free", 7));
      client.endSpan(client.startSpan("import", SpanKind.PRODUCER, Map.of("rows", 12)));
      assertThat(client.flush(LONG)).isTrue();

      assertThat(receiver.requests().get(0).headers())
          .containsEntry("authorization", "Bearer tfk_id:tfs_secret")
          .containsEntry("x-telemetryflow-key-id", "tfk_id")
          .containsEntry("x-telemetryflow-key-secret", "tfs_secret");
      Metric hits = receiver.metrics("cache.hits").get(0);
      assertThat(hits.getSum().getIsMonotonic()).isTrue();
      assertThat(hits.getSum().getDataPoints(0).getAsInt()).isEqualTo(5);
      assertThat(Attributes.of(hits.getSum().getDataPoints(0).getAttributesList()))
          .containsEntry("region", "eu");
      assertThat(
              receiver
                  .metrics("connections.active")
                  .get(0)
                  .getGauge()
                  .getDataPoints(0)
                  .getAsDouble())
          .isEqualTo(42);
      Metric duration = receiver.metrics("job.duration").get(0);
      assertThat(duration.getUnit()).isEqualTo("s");
      assertThat(duration.getHistogram().getDataPoints(0).getSum()).isEqualTo(0.125);
      assertThat(receiver.metrics("disk.free").get(0).getUnit()).isEqualTo("By");
      LogRecord log = receiver.logs().get(0);
      assertThat(log.getBody().getStringValue()).isEqualTo("disk is nearly full");
      assertThat(log.getTimeUnixNano()).isPositive();
      assertThat(log.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
      assertThat(Attributes.of(log.getAttributesList())).containsEntry("free", 7L);
      Span span = receiver.spans().get(0);
      assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
      assertThat(Attributes.of(span)).containsEntry("rows", 12L);

      SignalsStatus status = client.status();
      assertThat(status.initialized()).isTrue();
      assertThat(status.uptime()).isPresent();
      assertThat(status.metricsSent()).isEqualTo(4);
      assertThat(status.logsSent()).isEqualTo(1);
      assertThat(status.spansSent()).isEqualTo(1);
      assertThat(status.failed()).isZero();
      assertThat(status.dropped()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Severity.class)
  void eachSeverityHasItsNumber(Severity severity) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      client.log(severity, "said", NONE);
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.logs().get(0).getSeverityNumber().name())
          .isEqualTo("SEVERITY_NUMBER_" + severity);
    }
  }

  @Test
  void spansNestAndFailAndHaveEventsAndLogsBelongToThem() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      try (SpanScope outer = client.span("outer", SpanKind.INTERNAL, NONE)) {
        client.addSpanEvent(outer.id(), "started", Map.of("try", 1));
        String inner = client.startSpan("inner", SpanKind.CLIENT, NONE);
        client.logInfo("within", NONE);
        client.endSpan(inner, new IllegalStateException("secret"));
        outer.failed(new IOException("secret"));
      }
      client.logInfo("without", NONE);
      assertThat(client.flush(LONG)).isTrue();
      Span outer = receiver.awaitSpan(span -> span.getName().equals("outer"));
      Span inner = receiver.awaitSpan(span -> span.getName().equals("inner"));
      assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
      assertThat(inner.getTraceId()).isEqualTo(outer.getTraceId());
      assertThat(inner.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
      assertThat(Attributes.of(inner))
          .containsEntry("error.type", "java.lang.IllegalStateException");
      assertThat(outer.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
      assertThat(outer.getEventsList())
          .extracting(Span.Event::getName)
          .containsExactly("started", "exception");
      assertThat(receiver.logs())
          .filteredOn(log -> log.getBody().getStringValue().equals("within"))
          .extracting(LogRecord::getSpanId)
          .containsExactly(outer.getSpanId());
      assertThat(receiver.logs())
          .filteredOn(log -> log.getBody().getStringValue().equals("without"))
          .extracting(log -> log.getSpanId().isEmpty())
          .containsExactly(true);
      assertThat(receiver.requests().toString())
          .doesNotContain("java.lang.IllegalStateException: ");
    }
  }

  @Test
  void useBeforeInitializationAfterShutdownAndTwice() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      SignalsClient client = builder(receiver, Protocol.HTTP).build();
      assertThat(client.isInitialized()).isFalse();
      assertThat(client.status().uptime()).isEmpty();
      for (Consumer<SignalsClient> call : calls()) {
        assertThatThrownBy(() -> call.accept(client))
            .isInstanceOf(NotInitializedException.class)
            .hasMessage("The client is not initialized: initialize()");
      }
      client.initialize();
      client.initialize();
      client.incrementCounter("once", 1, NONE);
      assertThat(client.shutdown(LONG)).isTrue();
      assertThat(client.shutdown(LONG)).isTrue();
      client.close();
      assertThat(client.isInitialized()).isFalse();
      assertThat(client.status().metricsSent()).isEqualTo(1);
      for (Consumer<SignalsClient> call : calls()) {
        assertThatThrownBy(() -> call.accept(client))
            .isInstanceOf(NotInitializedException.class)
            .hasMessage("The client was shut down");
      }
      assertThatThrownBy(client::initialize).isInstanceOf(NotInitializedException.class);
      assertThat(receiver.metrics("once")).hasSize(1);
    }
  }

  private static List<Consumer<SignalsClient>> calls() {
    return List.of(
        client -> client.incrementCounter("a", 1, NONE),
        client -> client.recordGauge("a", 1, NONE),
        client -> client.recordHistogram("a", 1, "", NONE),
        client -> client.recordMetric("a", 1, "", NONE),
        client -> client.log(Severity.INFO, "a", NONE),
        client -> client.startSpan("a", SpanKind.INTERNAL, NONE),
        client -> client.endSpan("a"),
        client -> client.endSpan("a", new IllegalStateException()),
        client -> client.addSpanEvent("a", "a", NONE),
        client -> client.span("a", SpanKind.INTERNAL, NONE),
        client -> client.flush(LONG));
  }

  @Test
  void invalidInputHasNoEffectAndIsCounted() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      client.incrementCounter("", 1, NONE);
      client.incrementCounter("9 lives", 1, NONE);
      client.incrementCounter("down", -1, NONE);
      client.recordGauge("nan", Double.NaN, NONE);
      client.recordHistogram("infinite", Double.POSITIVE_INFINITY, "s", NONE);
      client.recordHistogram("below", -1, "s", NONE);
      client.startSpan(" ", SpanKind.INTERNAL, NONE);
      client.endSpan("unknown");
      client.addSpanEvent("unknown", "event", NONE);
      try (SpanScope none = client.span("", SpanKind.INTERNAL, NONE)) {
        none.failed(new IllegalStateException());
      }
      assertThat(client.status().dropped()).isEqualTo(8);
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.requests()).isEmpty();

      Map<String, Object> many = new HashMap<>();
      IntStream.range(0, 200).forEach(i -> many.put("name" + i, "x".repeat(5000)));
      client.logInfo("y".repeat(10_000), many);
      assertThat(client.flush(LONG)).isTrue();
      LogRecord log = receiver.logs().get(0);
      assertThat(log.getBody().getStringValue()).hasSize(8192);
      assertThat(log.getAttributesList())
          .hasSize(64)
          .allSatisfy(one -> assertThat(one.getValue().getStringValue()).hasSize(1024));
    }
  }

  /** As of an exception without a message, in code without null checks. */
  @Test
  void nullIsNoExceptionAndIsCounted() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      client.incrementCounter(unset(), 1, NONE);
      client.recordGauge(unset(), 1, NONE);
      client.recordHistogram(unset(), 1, "s", NONE);
      client.recordHistogram("a", 1, unset(), NONE);
      client.recordMetric("a", 1, unset(), NONE);
      client.log(unset(), "a", NONE);
      client.logError(unset(), NONE);
      client.startSpan(unset(), SpanKind.INTERNAL, NONE);
      client.startSpan("a", unset(), NONE);
      try (SpanScope none = client.span(unset(), SpanKind.INTERNAL, NONE)) {
        none.failed(unset());
      }
      client.addSpanEvent("unknown", unset(), NONE);
      assertThat(client.status().dropped()).isEqualTo(11);
      client.endSpan(unset());
      client.addSpanEvent(unset(), "a", NONE);
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void attributesThatAreNullAreNone() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      client.incrementCounter("a", 1, unset());
      client.logInfo("a", unset());
      try (SpanScope span = client.span("a", SpanKind.INTERNAL, unset())) {
        client.addSpanEvent(span.id(), "a", unset());
        span.failed(unset());
      }
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.metrics("a")).hasSize(1);
      assertThat(receiver.logs().get(0).getAttributesList()).isEmpty();
      assertThat(receiver.spans().get(0).getEventsList()).hasSize(1);
      assertThat(client.status().dropped()).isZero();
    }
  }

  @Test
  void whatIsMissingOrMalformedIsAClearError() {
    assertThatThrownBy(() -> SignalsClientBuilder.create().serviceName("a").build())
        .isInstanceOf(CredentialsException.class);
    assertThatThrownBy(() -> SignalsClientBuilder.create().apiKey("tfk_a", "tfs_b").build())
        .isInstanceOf(SignalsConfigurationException.class)
        .hasMessage("serviceName is required");
    for (String[] key :
        new String[][] {
          {"", "tfs_b"},
          {"tfk_", "tfs_b"},
          {"key", "tfs_b"},
          {"tfk_a", "hunter2"},
          {"tfk_a", ""},
          {"tfk_a b", "tfs_b"},
          {unset(), "tfs_b"},
          {"tfk_a", unset()},
          {"tfk_a", "tfs_hunter2\n"},
          {"hunter2", "tfs_b"},
          {"tfk_a", "tfs hunter2"}
        }) {
      assertThatThrownBy(() -> SignalsClientBuilder.create().apiKey(key[0], key[1]))
          .isInstanceOf(CredentialsException.class)
          .message()
          .doesNotContain("hunter2");
    }
    invalidOptions()
        .forEach(
            (option, calls) -> {
              for (Consumer<SignalsClientBuilder> call : calls) {
                assertThatThrownBy(() -> call.accept(SignalsClientBuilder.create()))
                    .isInstanceOf(SignalsConfigurationException.class)
                    .hasMessageStartingWith(option + " must");
              }
            });
  }

  private static Map<String, List<Consumer<SignalsClientBuilder>>> invalidOptions() {
    Duration second = Duration.ofSeconds(1);
    return Map.of(
        "endpoint",
        List.of(
            builder -> builder.endpoint(""),
            builder -> builder.endpoint("ftp://host"),
            builder -> builder.endpoint("user:pw@host:1"),
            builder -> builder.endpoint("host:0"),
            builder -> builder.endpoint("host:99999"),
            builder -> builder.endpoint(unset())),
        "protocol",
        List.of(builder -> builder.protocol(unset())),
        "serviceName",
        List.of(builder -> builder.serviceName(" "), builder -> builder.serviceName(unset())),
        "serviceVersion",
        List.of(builder -> builder.serviceVersion("a\nb")),
        "environment",
        List.of(builder -> builder.environment("x".repeat(300))),
        "customAttribute",
        List.of(
            builder -> builder.customAttribute("", "a"),
            builder -> builder.customAttribute("a", unset())),
        "signals",
        List.of(
            builder -> builder.signals(unset()),
            builder -> builder.signals(Signal.LOGS, (Signal) unset())),
        "timeout",
        List.of(
            builder -> builder.timeout(Duration.ZERO),
            builder -> builder.timeout(Duration.ofDays(9999999)),
            builder -> builder.timeout(unset())),
        "retry",
        List.of(
            builder -> builder.retry(true, -1, second),
            builder -> builder.retry(true, 11, second),
            builder -> builder.retry(true, 1, unset())),
        "batch",
        List.of(builder -> builder.batch(second, 0), builder -> builder.batch(unset(), 1)));
  }

  @Test
  void anAttributeWhoseTextFailsIsLeftOutAndTheCallGoesOn() {
    Object failing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      client.logInfo("said", Map.of("failing", failing, "kept", 1));
      assertThat(client.flush(LONG)).isTrue();
      assertThat(Attributes.of(receiver.logs().get(0).getAttributesList()))
          .isEqualTo(Map.of("kept", 1L));
    }
  }

  @Test
  void aRateLimitBelowNoneIsAClearError() {
    assertThatThrownBy(() -> SignalsClientBuilder.create().rateLimit(-1))
        .isInstanceOf(SignalsConfigurationException.class)
        .hasMessageStartingWith("rateLimit must");
  }

  /** What a caller without null checks hands over. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  @Test
  void noTextShowsTheSecret() {
    SignalsClient client =
        SignalsClientBuilder.create().apiKey("tfk_id", "tfs_secret").serviceName("a").build();
    assertThat(client.configuration().toString()).contains("tfk_id").doesNotContain("tfs_secret");
    assertThat(client.status().toString()).doesNotContain("tfs_secret");
  }

  @Test
  void eachOptionIsSeenByTheReceiver() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client =
            client(
                receiver,
                Protocol.HTTP,
                builder ->
                    builder
                        .serviceVersion("2.0.0")
                        .serviceNamespace("shop")
                        .environment("staging")
                        .collectorId("c-1")
                        .customAttribute("team", "blue")
                        .compression(true))) {
      client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      assertThat(client.flush(LONG)).isTrue();
      assertThat(Attributes.of(receiver.resource().getAttributesList()))
          .containsEntry("service.name", "orders")
          .containsEntry("service.version", "2.0.0")
          .containsEntry("service.namespace", "shop")
          .containsEntry("deployment.environment.name", "staging")
          .containsEntry("telemetryflow.collector.id", "c-1")
          .containsEntry("team", "blue");
      assertThat(receiver.requests().get(0).headers()).containsEntry("content-encoding", "gzip");
      assertThat(client.configuration().service().namespace()).isEqualTo("shop");
    }
  }

  @Test
  void eachClientHasAnInstanceOfItsOwnUnlessItIsNamed() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      for (String named : List.of("", "", "pod-7")) {
        try (SignalsClient client =
            client(
                receiver,
                Protocol.HTTP,
                builder -> {
                  if (!named.isEmpty()) {
                    builder.customAttribute("service.instance.id", named);
                  }
                })) {
          client.incrementCounter("a", 1, NONE);
          assertThat(client.flush(LONG)).isTrue();
        }
      }
      assertThat(receiver.resources())
          .extracting(
              resource -> Attributes.of(resource.getAttributesList()).get("service.instance.id"))
          .doesNotContainNull()
          .doesNotContain("")
          .contains("pod-7")
          .satisfies(all -> assertThat(new HashSet<>(all)).hasSize(3));
    }
  }

  @Test
  void signalsThatAreNotWantedAreNotSent() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client =
            client(receiver, Protocol.GRPC, builder -> builder.signals(Signal.LOGS))) {
      client.incrementCounter("a", 1, NONE);
      client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      client.logInfo("a", NONE);
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.requests()).hasSize(1);
      assertThat(receiver.accepted(ExportLogsServiceRequest.class)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void metricsPointToTheirTraceWhereThatIsWanted(boolean exemplars) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client =
            client(receiver, Protocol.HTTP, builder -> builder.exemplars(exemplars))) {
      try (SpanScope unused = client.span("outer", SpanKind.INTERNAL, NONE)) {
        client.recordHistogram("a", 1, "s", NONE);
      }
      assertThat(client.flush(LONG)).isTrue();
      var point = receiver.metrics("a").get(0).getHistogram().getDataPoints(0);
      assertThat(point.getExemplarsCount()).isEqualTo(exemplars ? 1 : 0);
      if (exemplars) {
        assertThat(point.getExemplars(0).getTraceId())
            .isEqualTo(receiver.spans().get(0).getTraceId());
      }
    }
  }

  @Test
  void whatPassesIsRepeatedSoOftenAndTheRestCountsAsFailed() {
    try (OtlpReceiver receiver =
            OtlpReceiver.start()
                .answer(Reply.http(503), Reply.http(503).header("Retry-After", "0"));
        SignalsClient client =
            client(
                receiver,
                Protocol.HTTP,
                builder -> builder.retry(true, 2, Duration.ofMillis(10)))) {
      client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.requests()).hasSize(3);
      assertThat(client.status().spansSent()).isEqualTo(1);
    }
    try (OtlpReceiver receiver =
            OtlpReceiver.start().otherwise(Reply.grpc(Status.Code.UNAVAILABLE));
        SignalsClient client =
            client(
                receiver,
                Protocol.GRPC,
                builder -> builder.retry(false, 2, Duration.ofMillis(10)))) {
      client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      assertThat(client.flush(LONG)).isFalse();
      assertThat(receiver.requests()).hasSize(1);
      assertThat(client.status().spansSent()).isZero();
      assertThat(client.status().failed()).isEqualTo(1);
    }
  }

  @Test
  void whatTheReceiverRejectsIsNotCountedAsSent() {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtlpReceiver receiver =
            OtlpReceiver.start().answer(Reply.partial(2), Reply.partial(1), Reply.partial(1));
        SignalsClient client =
            client(receiver, Protocol.HTTP, builder -> builder.signals(Signal.LOGS))) {
      for (int i = 0; i < 5; i++) {
        client.logInfo("a", NONE);
      }
      assertThat(client.flush(LONG)).isFalse();
      assertThat(client.status().logsSent()).isEqualTo(3);
      assertThat(client.status().failed()).isEqualTo(2);
      assertThat(log.lines())
          .containsExactly(
              "The receiver of TelemetryFlow has rejected 2 log records of requests that it"
                  + " accepted");
      for (int i = 0; i < 2; i++) {
        client.logInfo("a", NONE);
        client.logInfo("a", NONE);
        assertThat(client.flush(LONG)).isFalse();
      }
      // what came within a minute of the last line
      client.close();
      assertThat(log.lines()).hasSize(2).last().asString().contains("has rejected 2 log records");
    }
  }

  @Test
  void batchesAreOfTheSizeThatIsSet() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client =
            client(
                receiver,
                Protocol.HTTP,
                builder -> builder.batch(Duration.ofMinutes(5), 10).signals(Signal.TRACES))) {
      for (int i = 0; i < 25; i++) {
        client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      }
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.accepted(ExportTraceServiceRequest.class))
          .allSatisfy(
              request ->
                  assertThat(request.getResourceSpans(0).getScopeSpans(0).getSpansCount())
                      .isLessThanOrEqualTo(10));
      assertThat(receiver.spans()).hasSize(25);
    }
  }

  @Test
  void withoutAFlushABatchIsSentAfterItsTime() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client =
            client(receiver, Protocol.HTTP, builder -> builder.batch(Duration.ofMillis(50), 512))) {
      client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      receiver.awaitSpans(1);
    }
  }

  @Test
  void withoutAFlushMetricsAreSentAfterTheTimeOfABatchToo() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client =
            client(receiver, Protocol.HTTP, builder -> builder.batch(Duration.ofMillis(50), 512))) {
      client.incrementCounter("hits", 1, NONE);
      receiver.awaitMetric("hits", metric -> true);
      client.incrementCounter("hits", 1, NONE);
      // the sums as they are then, well before the ten seconds that they once took at least
      await()
          .atMost(Duration.ofSeconds(8))
          .until(
              () ->
                  receiver.metrics("hits").stream()
                      .anyMatch(metric -> metric.getSum().getDataPoints(0).getAsInt() == 2));
    }
  }

  @Test
  void anEventOfASpanIsNotUnderTheRateLimit() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> builder.rateLimit(1))) {
      String id = client.startSpan("a", SpanKind.INTERNAL, NONE);
      for (int i = 0; i < 5; i++) {
        client.addSpanEvent(id, "event", NONE);
      }
      client.endSpan(id);
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.spans().get(0).getEventsList()).hasSize(5);
      assertThat(client.status().dropped()).isZero();
    }
  }

  @Test
  void theExcessOfTheRateLimitIsDroppedAndCounted() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> builder.rateLimit(10))) {
      for (int i = 0; i < 30; i++) {
        client.logInfo("a", NONE);
      }
      assertThat(client.flush(LONG)).isTrue();
      // a minute may have begun in between
      assertThat(receiver.logs()).hasSizeBetween(10, 20);
      assertThat(client.status().dropped()).isEqualTo(30 - receiver.logs().size());
    }
  }

  @Test
  void ofOneThousandAndOneOpenSpansTheOldestIsEnded() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      String first = client.startSpan("first", SpanKind.INTERNAL, NONE);
      for (int i = 1; i < SignalsClient.MAX_OPEN_SPANS; i++) {
        client.startSpan("span " + i, SpanKind.INTERNAL, NONE);
      }
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.spans()).isEmpty();
      client.startSpan("one more", SpanKind.INTERNAL, NONE);
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.spans()).extracting(Span::getName).containsExactly("first");
      client.endSpan(first);
      assertThat(client.shutdown(LONG)).isTrue();
      assertThat(receiver.spans()).hasSize(SignalsClient.MAX_OPEN_SPANS + 1);
      assertThat(client.status().spansSent()).isEqualTo(SignalsClient.MAX_OPEN_SPANS + 1);
    }
  }

  @Test
  void manyThreadsLoseNothing() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.GRPC, builder -> {})) {
      IntStream.range(0, 1000)
          .parallel()
          .forEach(
              i -> {
                client.incrementCounter("calls", 1, Map.of("even", i % 2 == 0));
                client.recordHistogram("sizes", i, "By", NONE);
                client.recordGauge("last", i, NONE);
                client.logInfo("call " + i, NONE);
                client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
              });
      assertThat(client.flush(LONG)).isTrue();
      assertThat(
              receiver.metrics("calls").get(0).getSum().getDataPointsList().stream()
                  .mapToLong(point -> point.getAsInt())
                  .sum())
          .isEqualTo(1000);
      assertThat(receiver.spans()).hasSize(1000);
      assertThat(receiver.logs()).hasSize(1000);
      assertThat(receiver.metrics("sizes").get(0).getHistogram().getDataPoints(0).getCount())
          .isEqualTo(1000);
      assertThat(receiver.metrics("last").get(0).getGauge().getDataPoints(0).getAsDouble())
          .isBetween(0.0, 999.0);
      assertThat(client.status().dropped()).isZero();
    }
  }

  @Test
  void aShutdownBesideCallsEndsThemByTheOneExceptionOnly() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.GRPC, builder -> {})) {
      AtomicInteger callers = new AtomicInteger();
      List<Future<?>> all =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  i -> CompletableFuture.runAsync(() -> callUntilTheEnd(client, callers)))
              .toList();
      await().atMost(LONG).until(() -> callers.get() > 0);
      client.shutdown(LONG);
      assertThat(all)
          .allSatisfy(
              one ->
                  assertThatThrownBy(() -> one.get(LONG.toSeconds(), TimeUnit.SECONDS))
                      .hasCauseInstanceOf(NotInitializedException.class));
      assertThat(receiver.logs()).isNotEmpty();
    }
  }

  private static void callUntilTheEnd(SignalsClient client, AtomicInteger calls) {
    while (!Thread.currentThread().isInterrupted()) {
      client.logInfo("a", NONE);
      client.incrementCounter("a", 1, NONE);
      try (SpanScope span = client.span("a", SpanKind.INTERNAL, NONE)) {
        client.addSpanEvent(span.id(), "b", NONE);
      }
      calls.incrementAndGet();
    }
  }

  @Test
  void aRequestByGrpcIsCompressedWhereThatIsWanted() {
    for (boolean compressed : List.of(true, false)) {
      try (OtlpReceiver receiver = OtlpReceiver.start();
          SignalsClient client =
              client(receiver, Protocol.GRPC, builder -> builder.compression(compressed))) {
        client.logInfo("a", NONE);
        assertThat(client.flush(LONG)).isTrue();
        assertThat(receiver.logs()).hasSize(1);
        assertThat(
                Objects.equals(receiver.requests().get(0).headers().get("grpc-encoding"), "gzip"))
            .isEqualTo(compressed);
      }
    }
  }

  @Test
  void countersAndGaugesPointToTheirTraceToo() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      try (SpanScope unused = client.span("outer", SpanKind.INTERNAL, NONE)) {
        client.incrementCounter("count", 1, NONE);
        client.recordGauge("gauge", 1, NONE);
      }
      assertThat(client.flush(LONG)).isTrue();
      var trace = receiver.spans().get(0).getTraceId();
      for (NumberDataPoint point :
          List.of(
              receiver.metrics("count").get(0).getSum().getDataPoints(0),
              receiver.metrics("gauge").get(0).getGauge().getDataPoints(0))) {
        assertThat(point.getExemplarsList())
            .extracting(Exemplar::getTraceId)
            .containsExactly(trace);
      }
    }
  }

  @Test
  void theStatusSaysWhatItIsAndWhereItSendsTo() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client =
            client(receiver, Protocol.GRPC, builder -> builder.signals(Signal.LOGS))) {
      SignalsStatus status = client.status();
      assertThat(status.initialized()).isTrue();
      assertThat(status.version()).isNotBlank();
      assertThat(status.serviceName()).isEqualTo("orders");
      assertThat("http://" + status.endpoint()).isEqualTo(receiver.grpcUrl());
      assertThat(status.protocol()).isEqualTo(Protocol.GRPC);
      assertThat(status.signals()).containsExactly(Signal.LOGS);
      assertThat(status.uptime().orElseThrow()).isPositive();
      client.close();
      assertThat(client.status().initialized()).isFalse();
      assertThat(client.status().uptime()).isEmpty();
    }
  }

  /** Of a receiver that never answers: as long as the Javadoc says, and not as its retries take. */
  @Test
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void closeGivesUpByItself() {
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.http(503))) {
      SignalsClient client =
          client(
              receiver,
              Protocol.HTTP,
              builder ->
                  builder
                      .signals(Signal.LOGS)
                      .timeout(Duration.ofMinutes(10))
                      .retry(true, 10, Duration.ofMinutes(10)));
      client.logInfo("a", NONE);
      client.close();
      assertThat(client.status().failed()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aDeadEndpointIsGivenUpWithinTheDeadline(Protocol protocol) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    SignalsClient client =
        SignalsClientBuilder.create()
            .apiKey("tfk_id", "tfs_secret")
            .serviceName("orders")
            .endpoint("127.0.0.1:" + port)
            .insecure(true)
            .protocol(protocol)
            .retry(true, 10, Duration.ofMinutes(10))
            .build();
    client.initialize();
    client.incrementCounter("a", 1, NONE);
    client.logInfo("a", NONE);
    client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
    assertThat(client.flush(Duration.ofMillis(200))).isFalse();
    assertThat(client.shutdown(Duration.ofMillis(200))).isFalse();
    assertThat(client.status().spansSent()).isZero();
  }

  @Test
  void aReceiverThatHangsIsLeftAfterTheTimeout() {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang());
        SignalsClient client =
            client(
                receiver,
                Protocol.HTTP,
                builder ->
                    builder
                        .timeout(Duration.ofMillis(300))
                        .signals(Signal.TRACES)
                        .retry(true, 1, Duration.ofMillis(10)))) {
      client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.requests()).hasSize(2);
      assertThat(client.status().spansSent()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void whatAReceiverThatHangsHasNotTakenIsNoSuccessOfAShutdown(Signal signal) {
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.hang());
        SignalsClient client =
            client(receiver, Protocol.HTTP, builder -> builder.signals(signal))) {
      client.incrementCounter("a", 1, NONE);
      client.logInfo("a", NONE);
      client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      assertThat(client.shutdown(Duration.ofMillis(200))).isFalse();
      assertThat(client.status().failed()).isEqualTo(1);
    }
  }

  /** What is in flight, what waits for its next attempt, and what waits for its first one. */
  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "LOGS"})
  void whatWaitsAtAShutdownHasFailedAndIsInALine(Signal signal) {
    for (Reply reply : List.of(Reply.hang(), Reply.http(503))) {
      try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
          OtlpReceiver receiver = OtlpReceiver.start().otherwise(reply);
          SignalsClient client =
              client(
                  receiver,
                  Protocol.HTTP,
                  builder ->
                      builder
                          .signals(signal)
                          .batch(Duration.ofMinutes(5), 1)
                          .timeout(Duration.ofMinutes(1))
                          .retry(true, 10, Duration.ofMinutes(10)))) {
        for (int i = 0; i < 5; i++) {
          client.logInfo("a", NONE);
          client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
        }
        receiver.awaitRequests(1);
        assertThat(client.shutdown(Duration.ofMillis(100))).isFalse();
        assertThat(client.status().failed()).isEqualTo(5);
        assertThat(client.status().logsSent() + client.status().spansSent()).isZero();
        assertThat(log.lines())
            .containsExactly(
                "5 data points, records and spans of SignalsClient were not delivered before it"
                    + " stopped");
      }
    }
  }

  @Test
  void theLastSumsAreSentAlsoWhereOlderOnesAreInFlight() {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang());
        SignalsClient client =
            client(
                receiver,
                Protocol.HTTP,
                builder ->
                    builder
                        .timeout(Duration.ofMillis(500))
                        .retry(true, 1, Duration.ofMillis(10)))) {
      client.incrementCounter("a", 1, NONE);
      assertThat(client.flush(Duration.ofMillis(1))).isFalse();
      receiver.awaitRequests(1);
      client.incrementCounter("a", 1, NONE);
      assertThat(client.shutdown(LONG)).isTrue();
      List<Metric> sums = receiver.metrics("a");
      assertThat(sums.get(sums.size() - 1).getSum().getDataPoints(0).getAsInt()).isEqualTo(2);
    }
  }

  /** The SDK answers with the older flush, which says nothing about the second span. */
  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "LOGS"})
  void aShutdownSendsAlsoWhatCameAfterAFlushThatIsInFlight(Signal signal) {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang());
        SignalsClient client =
            client(
                receiver,
                Protocol.HTTP,
                builder ->
                    builder
                        .signals(signal)
                        .batch(Duration.ofMinutes(5), 512)
                        .timeout(Duration.ofSeconds(2))
                        .retry(true, 3, Duration.ofMillis(10)))) {
      client.logInfo("first", NONE);
      client.endSpan(client.startSpan("first", SpanKind.INTERNAL, NONE));
      assertThat(client.flush(Duration.ofMillis(1))).isFalse();
      receiver.awaitRequests(1);
      client.logInfo("second", NONE);
      client.endSpan(client.startSpan("second", SpanKind.INTERNAL, NONE));
      assertThat(client.shutdown(LONG)).isTrue();
      assertThat(receiver.logs().size() + receiver.spans().size()).isEqualTo(2);
      assertThat(client.status().failed()).isZero();
    }
  }

  @Test
  void flushesAtATimeAreAllOfThemDone() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, Protocol.HTTP, builder -> {})) {
      assertThat(
              IntStream.range(0, 40)
                  .parallel()
                  .filter(
                      i -> {
                        client.incrementCounter("a", 1, NONE);
                        return !client.flush(LONG);
                      })
                  .count())
          .isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "LOGS"})
  void whatFindsNoRoomToWaitIsCounted(Signal signal) {
    int room = 2048;
    int tooMany = 100;
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang());
        SignalsClient client =
            client(
                receiver,
                Protocol.HTTP,
                builder -> builder.signals(signal).retry(false, 0, Duration.ofMillis(10)))) {
      for (int i = 0; i < room + tooMany; i++) {
        client.logInfo("a", NONE);
        client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      }
      assertThat(client.status().dropped()).isEqualTo(tooMany);
      receiver.letGo();
      client.flush(LONG);
      SignalsStatus status = client.status();
      assertThat(status.failed()).isPositive();
      assertThat(status.logsSent() + status.spansSent() + status.failed()).isEqualTo(room);
      assertThat(status.logsSent() + status.spansSent())
          .isEqualTo(receiver.logs().size() + receiver.spans().size());
    }
  }

  private static SignalsClientBuilder builder(OtlpReceiver receiver, Protocol protocol) {
    String url = protocol == Protocol.GRPC ? receiver.grpcUrl() : receiver.httpUrl();
    return SignalsClientBuilder.create()
        .apiKey("tfk_id", "tfs_secret")
        .serviceName("orders")
        .endpoint(url.substring("http://".length()))
        .insecure(true)
        // what a test counts comes by its flush, and not by a busy machine's time
        .batch(Duration.ofMinutes(5), 512)
        .protocol(protocol);
  }

  private static SignalsClient client(
      OtlpReceiver receiver, Protocol protocol, Consumer<SignalsClientBuilder> options) {
    SignalsClientBuilder builder = builder(receiver, protocol);
    options.accept(builder);
    SignalsClient client = builder.build();
    client.initialize();
    return client;
  }
}
