package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.TestCertificate;

/**
 * Whether signals travel by TLS says the endpoint's scheme, else {@code insecure}; who is trusted
 * the JVM.
 */
final class SignalsTlsTest {

  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

  static TestCertificate server;
  static TestCertificate another;

  @BeforeAll
  static void create(@TempDir Path folder) {
    server = TestCertificate.create(folder, "server");
    another = TestCertificate.create(folder, "another");
    System.setProperty(STORE_PASSWORD, TestCertificate.PASSWORD);
  }

  @AfterAll
  static void trustAsBefore() {
    System.clearProperty(STORE);
    System.clearProperty(STORE_PASSWORD);
  }

  static Stream<Arguments> connections() {
    return Stream.of(Protocol.values())
        .flatMap(
            protocol ->
                Stream.of(
                    // protocol, scheme of the endpoint, insecure, receiver with TLS, arrives
                    Arguments.of(protocol, "", false, true, true),
                    Arguments.of(protocol, "https://", false, true, true),
                    Arguments.of(protocol, "https://", true, true, true),
                    Arguments.of(protocol, "", true, false, true),
                    Arguments.of(protocol, "http://", false, false, true),
                    Arguments.of(protocol, "", true, true, false),
                    Arguments.of(protocol, "http://", false, true, false),
                    Arguments.of(protocol, "", false, false, false),
                    Arguments.of(protocol, "https://", true, false, false)));
  }

  @ParameterizedTest
  @MethodSource("connections")
  void theSchemeDecidesElseInsecure(
      Protocol protocol, String scheme, boolean insecure, boolean tls, boolean arrives) {
    trust(server);
    try (OtlpReceiver receiver = receiver(tls)) {
      boolean sent = send(protocol, scheme + address(receiver, protocol), insecure);
      assertThat(sent).isEqualTo(arrives);
      assertThat(receiver.spans()).hasSize(arrives ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aReceiverThatTheJvmDoesNotTrustGetsNothing(Protocol protocol) {
    trust(another);
    try (OtlpReceiver receiver = receiver(true)) {
      assertThat(send(protocol, "https://" + address(receiver, protocol), true)).isFalse();
      assertThat(receiver.requests()).isEmpty();
    }
  }

  static Stream<Protocol> protocols() {
    return Stream.of(Protocol.values());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void eventsAndTheBeanTravelAlike(Protocol protocol) {
    trust(server);
    try (OtlpReceiver receiver = receiver(true);
        OtelApplication application =
            OtelApplication.startBare(
                Map.of(
                    "routeflow.telemetryflow.api-key-id",
                    "tfk_id",
                    "routeflow.telemetryflow.api-key-secret",
                    "tfs_secret",
                    "routeflow.telemetryflow.endpoint",
                    address(receiver, protocol),
                    "routeflow.telemetryflow.protocol",
                    protocol.toString()))) {
      assertThat(application.get("/signals")).isEqualTo(200);
      // of the request and of the client
      assertThat(receiver.awaitSpans(2)).hasSize(2);
    }
  }

  private static OtlpReceiver receiver(boolean tls) {
    return tls ? OtlpReceiver.startTls(server, another, false) : OtlpReceiver.start();
  }

  private static String address(OtlpReceiver receiver, Protocol protocol) {
    String url = protocol == Protocol.GRPC ? receiver.grpcUrl() : receiver.httpUrl();
    return url.substring(url.indexOf("://") + 3);
  }

  /** Sends a span and returns whether it was delivered. */
  private static boolean send(Protocol protocol, String endpoint, boolean insecure) {
    try (SignalsClient client =
        SignalsClientBuilder.create()
            .apiKey("tfk_id", "tfs_secret")
            .serviceName("orders")
            .endpoint(endpoint)
            .protocol(protocol)
            .insecure(insecure)
            .timeout(Duration.ofSeconds(5))
            .retry(false, 0, Duration.ofMillis(1))
            .build()) {
      client.initialize();
      client.endSpan(client.startSpan("a", SpanKind.INTERNAL, Map.of()));
      return client.flush(OtlpReceiver.PATIENCE);
    }
  }

  /** Clients that are made from now on trust this certificate and no other. */
  private static void trust(TestCertificate certificate) {
    System.setProperty(STORE, certificate.store().toString());
  }
}
