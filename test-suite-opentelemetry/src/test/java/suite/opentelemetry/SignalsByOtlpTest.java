package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.LogLines;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;

/** Without an API key of TelemetryFlow, the injected client sends where the requests go by OTLP. */
final class SignalsByOtlpTest {

  private static final String MODULE = "io.routeflow.micronaut.opentelemetry";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allSignalsOfTheInjectedClientGoToTheReceiverOfTheRequests(boolean grpc) {
    Map<String, Object> settings =
        Map.of(
            "routeflow.otlp.headers", "x-tenant=acme",
            "routeflow.otlp.resource-attributes", "team=fruit",
            "routeflow.otlp.compression", "gzip");
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            grpc
                ? OtelApplication.startGrpc(receiver, settings)
                : OtelApplication.start(receiver, settings)) {
      assertThat(application.get("/signals")).isEqualTo(200);
      Span request = receiver.awaitSpan(span -> span.getName().equals("GET /signals"));
      Span own = receiver.awaitSpan(span -> span.getName().equals("check"));
      assertThat(own.getTraceId()).isEqualTo(request.getTraceId());
      assertThat(own.getParentSpanId()).isEqualTo(request.getSpanId());

      SignalsClient client = application.context().getBean(SignalsClient.class);
      assertThat(client.flush(OtlpReceiver.PATIENCE)).isTrue();
      LogRecord record =
          receiver.logs().stream()
              .filter(log -> log.getBody().getStringValue().equals("checked"))
              .findFirst()
              .orElseThrow();
      assertThat(record.getTraceId()).isEqualTo(request.getTraceId());
      assertThat(receiver.metrics("basket.size")).isNotEmpty();
      assertThat(receiver.requests())
          .allSatisfy(sent -> assertThat(sent.headers()).containsEntry("x-tenant", "acme"))
          .noneSatisfy(sent -> assertThat(sent.headers()).containsKey("authorization"));

      assertThat(client.status().endpoint()).isEqualTo(base(receiver, grpc));
      assertThat(client.status().protocol()).isEqualTo(grpc ? Protocol.GRPC : Protocol.HTTP);
      assertThat(client.status().serviceName()).isEqualTo("shop");
      assertThat(client.status().signals()).containsExactlyInAnyOrder(Signal.values());
      assertThat(client.status().spansSent()).isEqualTo(1);
      assertThat(client.configuration().credentials().headers()).isEmpty();
    }
  }

  private static String base(OtlpReceiver receiver, boolean grpc) {
    return grpc ? receiver.grpcUrl() : receiver.httpUrl();
  }

  @Test
  void signalsThatAreNamedAreAllThatIsSent() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            OtelApplication.start(receiver, Map.of("routeflow.otlp.signals", "metrics"))) {
      assertThat(application.get("/signals")).isEqualTo(200);
      SignalsClient client = application.context().getBean(SignalsClient.class);
      assertThat(client.flush(OtlpReceiver.PATIENCE)).isTrue();
      assertThat(receiver.metrics("basket.size")).isNotEmpty();
      assertThat(receiver.logs()).isEmpty();
      assertThat(receiver.spans()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"tfk_id, mistyped", "tfk_my key, ''", "'', tfs_my secret"})
  void withAnApiKeyNothingOfTheClientGoesElsewhere(String id, String secret) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        LogLines log = LogLines.of(MODULE, Level.INFO)) {
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("routeflow.telemetryflow.api-key-id", id);
      settings.put("routeflow.telemetryflow.api-key-secret", secret);
      try (OtelApplication application = OtelApplication.start(receiver, settings)) {
        assertThat(application.get("/signals")).isEqualTo(200);
        receiver.awaitSpan(span -> span.getName().equals("GET /signals"));
        SignalsClient client = application.context().getBean(SignalsClient.class);
        assertThat(client.isInitialized()).isFalse();
      }
      assertThat(receiver.spans()).noneMatch(span -> span.getName().equals("check"));
      assertThat(log.lines()).anyMatch(line -> line.startsWith("SignalsClient does nothing"));
    }
  }

  @Test
  void filesForTlsThatCannotBeReadAreALineAndNoFailureOfTheApplication() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        LogLines log = LogLines.of(MODULE);
        OtelApplication application =
            OtelApplication.start(
                receiver, Map.of("routeflow.otlp.certificate", "/nowhere/ca.pem"))) {
      assertThat(application.get("/signals")).isEqualTo(200);
      assertThat(application.context().getBean(SignalsClient.class).isInitialized()).isFalse();
      assertThat(log.lines()).anyMatch(line -> line.endsWith("; SignalsClient does nothing"));
    }
  }
}
