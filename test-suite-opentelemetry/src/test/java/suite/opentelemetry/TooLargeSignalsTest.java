package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.opentelemetry.api.trace.SpanKind;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsClientBuilder;
import io.routeflow.micronaut.opentelemetry.SignalsStatus;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Reply;

/** A receiver that takes no request of that size gets it in parts, as with traces. */
final class TooLargeSignalsTest {

  /** Of four items, two, and one; what is smaller than that fits. */
  @ParameterizedTest
  @CsvSource({
    "TRACES, HTTP",
    "METRICS, HTTP",
    "LOGS, HTTP",
    "TRACES, GRPC",
    "METRICS, GRPC",
    "LOGS, GRPC"
  })
  void onlyAnItemThatIsTooLargeByItselfIsDroppedAndCounted(Signal signal, Protocol protocol) {
    Reply tooLarge = tooLarge(protocol);
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(tooLarge, tooLarge, tooLarge);
        SignalsClient client = client(receiver, signal, protocol)) {
      for (int i = 0; i < 4; i++) {
        make(client, signal, i);
      }
      assertThat(client.flush(OtlpReceiver.PATIENCE)).isFalse();
      assertThat(receiver.requests()).hasSize(5);
      assertThat(arrived(receiver, signal)).isEqualTo(3);
      SignalsStatus status = client.status();
      assertThat(status.spansSent() + status.metricsSent() + status.logsSent()).isEqualTo(3);
      assertThat(status.failed()).isEqualTo(1);
    }
  }

  private static Reply tooLarge(Protocol protocol) {
    return protocol == Protocol.HTTP
        ? Reply.http(413)
        : Reply.grpc(Status.Code.RESOURCE_EXHAUSTED)
            .saying("grpc: received message larger than max (5242880 vs. 4194304)");
  }

  private static void make(SignalsClient client, Signal signal, int number) {
    switch (signal) {
      case TRACES ->
          client.endSpan(client.startSpan("span." + number, SpanKind.INTERNAL, Map.of()));
      case METRICS -> client.incrementCounter("counter." + number, 1, Map.of());
      case LOGS -> client.logInfo("line " + number, Map.of());
    }
  }

  private static long arrived(OtlpReceiver receiver, Signal signal) {
    return switch (signal) {
      case TRACES -> receiver.spans().size();
      case METRICS ->
          IntStream.range(0, 4)
              .filter(number -> !receiver.metrics("counter." + number).isEmpty())
              .count();
      case LOGS -> receiver.logs().size();
    };
  }

  private static SignalsClient client(OtlpReceiver receiver, Signal signal, Protocol protocol) {
    String url = protocol == Protocol.HTTP ? receiver.httpUrl() : receiver.grpcUrl();
    SignalsClient client =
        SignalsClientBuilder.create()
            .apiKey("tfk_id", "tfs_secret")
            .serviceName("orders")
            .endpoint(url.substring("http://".length()))
            .insecure(true)
            .protocol(protocol)
            .batch(Duration.ofMinutes(5), 512)
            .signals(signal)
            .build();
    client.initialize();
    return client;
  }
}
