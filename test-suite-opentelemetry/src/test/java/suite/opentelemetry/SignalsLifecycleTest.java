package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Severity;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsClientBuilder;
import io.routeflow.micronaut.opentelemetry.SignalsStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Reply;

/** A client of signals at its end, beside itself, and with input that was not meant to be given. */
final class SignalsLifecycleTest {

  private static final Map<String, Object> NONE = Map.of();
  private static final Duration LONG = OtlpReceiver.PATIENCE;

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "LOGS"})
  void whatAShutdownLeavesBehindIsCountedAsFailed(Signal signal) {
    int calls = 700;
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.http(503))) {
      SignalsClient client =
          client(
              receiver, builder -> builder.signals(signal).retry(true, 10, Duration.ofMinutes(10)));
      for (int i = 0; i < calls; i++) {
        client.logInfo("a", NONE);
        client.endSpan(client.startSpan("a", SpanKind.INTERNAL, NONE));
      }
      receiver.awaitRequests(1);

      assertThat(client.shutdown(Duration.ofMillis(50))).isFalse();

      await().atMost(LONG).until(() -> client.status().failed() == calls);
      SignalsStatus status = client.status();
      assertThat(status.spansSent() + status.logsSent()).isZero();
      assertThat(status.dropped()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "LOGS"})
  void aFlushBesideAnOlderOneSendsWhatCameInBetween(Signal signal) {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang());
        SignalsClient client =
            client(
                receiver,
                builder ->
                    builder
                        .signals(signal)
                        .timeout(Duration.ofMillis(500))
                        .retry(true, 1, Duration.ofMillis(10)))) {
      client.logInfo("first", NONE);
      client.endSpan(client.startSpan("first", SpanKind.INTERNAL, NONE));
      assertThat(client.flush(Duration.ofMillis(1))).isFalse();
      receiver.awaitRequests(1);
      client.logInfo("second", NONE);
      client.endSpan(client.startSpan("second", SpanKind.INTERNAL, NONE));

      assertThat(client.flush(LONG)).isTrue();

      assertThat(receiver.spans().size() + receiver.logs().size()).isEqualTo(2);
    }
  }

  @Test
  void whatIsMissingIsInvalidInputAndNoException() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, builder -> {})) {
      client.incrementCounter(unset(), 1, NONE);
      client.recordGauge(unset(), 1, NONE);
      client.recordHistogram(unset(), 1, "s", NONE);
      client.log(unset(), "message", NONE);
      client.log(Severity.INFO, unset(), NONE);
      client.startSpan(unset(), SpanKind.INTERNAL, NONE);
      String id = client.startSpan("span", unset(), unset());
      client.addSpanEvent(id, unset(), NONE);
      client.addSpanEvent(unset(), "event", NONE);
      client.endSpan(unset());
      assertThat(client.status().dropped()).isEqualTo(7);

      client.addSpanEvent(id, "event", unset());
      client.endSpan(id, unset());
      client.incrementCounter("counter", 1, unset());
      client.recordHistogram("histogram", 1, unset(), unset());
      client.recordMetric("gauge", 1, unset(), unset());
      client.logInfo("message", unset());
      assertThat(client.status().dropped()).isEqualTo(7);
      assertThat(client.flush(LONG)).isTrue();
      assertThat(receiver.spans()).hasSize(1);
      assertThat(receiver.logs()).hasSize(1);
      for (String name : List.of("counter", "histogram", "gauge")) {
        assertThat(receiver.metrics(name)).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void theSdkAndTheInstanceThatSendAreInTheResource(Signal signal) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, builder -> builder.signals(signal))) {
      client.incrementCounter("counter", 1, NONE);
      client.logInfo("message", NONE);
      client.endSpan(client.startSpan("span", SpanKind.INTERNAL, NONE));
      assertThat(client.flush(LONG)).isTrue();
      assertThat(Attributes.of(resource(receiver).getAttributesList()))
          .containsEntry("telemetry.sdk.name", "opentelemetry")
          .containsEntry("telemetry.sdk.language", "java")
          .containsEntry("telemetry.distro.name", "routeflow-micronaut")
          .containsKeys("telemetry.sdk.version", "telemetry.distro.version", "service.instance.id");
    }
  }

  private static Resource resource(OtlpReceiver receiver) {
    Message request = receiver.requests().get(0).message();
    if (request instanceof ExportMetricsServiceRequest metrics) {
      return metrics.getResourceMetrics(0).getResource();
    }
    return request instanceof ExportLogsServiceRequest logs
        ? logs.getResourceLogs(0).getResource()
        : ((ExportTraceServiceRequest) request).getResourceSpans(0).getResource();
  }

  @Test
  void aTimeThatIsMissingIsNamedAndLeavesTheClientAsItWas() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, builder -> {})) {
      assertThatThrownBy(() -> client.flush(unset())).hasMessageContaining("timeout");
      assertThatThrownBy(() -> client.shutdown(unset())).hasMessageContaining("timeout");
      assertThat(client.isInitialized()).isTrue();
      client.logInfo("still here", NONE);
      assertThat(client.shutdown(LONG)).isTrue();
      assertThat(receiver.logs()).hasSize(1);
    }
  }

  @Test
  void anAttributeWhoseTextNeverEndsIsLeftOutAndTheCallGoesOn() {
    List<Object> order = new ArrayList<>();
    List<Object> customer = new ArrayList<>(List.of(order));
    order.add(customer);
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("order", order);
    attributes.put("kept", 1);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver, builder -> {})) {
      client.logInfo("said", attributes);
      assertThat(client.flush(LONG)).isTrue();
      assertThat(Attributes.of(receiver.logs().get(0).getAttributesList()))
          .isEqualTo(Map.of("kept", 1L));
    }
  }

  /** What a caller without null checks hands over. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  private static SignalsClient client(
      OtlpReceiver receiver, Consumer<SignalsClientBuilder> options) {
    SignalsClientBuilder builder =
        SignalsClientBuilder.create()
            .apiKey("tfk_id", "tfs_secret")
            .serviceName("orders")
            .endpoint(receiver.httpUrl())
            .protocol(Protocol.HTTP);
    options.accept(builder);
    SignalsClient client = builder.build();
    client.initialize();
    return client;
  }
}
