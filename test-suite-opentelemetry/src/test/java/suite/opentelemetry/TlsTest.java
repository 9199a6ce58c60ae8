package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.event.DropReason;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.LogLines;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.ShopProcess;
import suite.opentelemetry.support.TestCertificate;

/** Who the receiver is, and who the application is, decide the PEM files that are set. */
final class TlsTest {

  private static final String PREFIX = "routeflow.otlp.";

  static TestCertificate server;
  static TestCertificate client;
  static TestCertificate another;

  @BeforeAll
  static void create(@TempDir Path folder) {
    server = TestCertificate.create(folder, "server");
    client = TestCertificate.create(folder, "client");
    another = TestCertificate.create(folder, "another");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theCertificateThatIsNamedIsTrusted(boolean grpc) {
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, client, false);
        OtelApplication application =
            start(receiver, grpc, Map.of("certificate", server.certificate()))) {
      assertThat(application.get("/items/1")).isEqualTo(200);
      assertThat(receiver.awaitSpans(1)).hasSize(1);
    }
  }

  static Stream<Arguments> untrusted() {
    return Stream.of(
        Arguments.of(false, Map.of()),
        Arguments.of(true, Map.of()),
        Arguments.of(false, Map.of("certificate", another.certificate())),
        Arguments.of(true, Map.of("certificate", another.certificate())));
  }

  @ParameterizedTest
  @MethodSource("untrusted")
  void aReceiverThatIsNotTrustedGetsNothing(boolean grpc, Map<String, Object> files) {
    try (LogLines log = LogLines.of("io.routeflow.micronaut");
        OtlpReceiver receiver = OtlpReceiver.startTls(server, client, false);
        OtelApplication application = start(receiver, grpc, files)) {
      assertThat(application.get("/items/1")).isEqualTo(200);
      awaitDropped(application);
      assertThat(receiver.requests()).isEmpty();
      assertThat(log.lines()).anyMatch(line -> line.contains("TLS failure"));
    }
  }

  static Stream<Arguments> proofs() {
    return Stream.of(false, true)
        .flatMap(
            grpc ->
                Stream.of(
                    Arguments.of(
                        grpc,
                        Map.of(
                            "client-certificate", client.certificate(),
                            "client-key", client.key())),
                    Arguments.of(grpc, Map.of("client-certificate", client.both())),
                    Arguments.of(grpc, Map.of("client-key", client.both()))));
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void theApplicationProvesItselfByItsCertificate(boolean grpc, Map<String, Object> proof) {
    Map<String, Object> files = new HashMap<>(proof);
    files.put("certificate", server.certificate());
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, client, true);
        OtelApplication application = start(receiver, grpc, files)) {
      application.get("/items/1");
      assertThat(receiver.awaitSpans(1)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutOneOrWithAnotherItIsRefused(boolean grpc) {
    for (Map<String, Object> proof :
        List.of(
            Map.<String, Object>of(),
            Map.<String, Object>of("client-certificate", another.both()))) {
      Map<String, Object> files = new HashMap<>(proof);
      files.put("certificate", server.certificate());
      try (OtlpReceiver receiver = OtlpReceiver.startTls(server, client, true);
          OtelApplication application = start(receiver, grpc, files)) {
        application.get("/items/1");
        awaitDropped(application);
        assertThat(receiver.requests()).isEmpty();
      }
    }
  }

  @Test
  void aKeyWithoutACertificateIsALineThatNamesItsFileAndNothingIsSent() {
    try (LogLines log = LogLines.of("io.routeflow.micronaut");
        OtlpReceiver receiver = OtlpReceiver.startTls(server, client, false);
        OtelApplication application =
            start(
                receiver,
                false,
                Map.of("certificate", server.certificate(), "client-key", client.key()))) {
      assertThat(application.get("/items/1")).isEqualTo(200);
      String line = "The file " + client.key() + " cannot be used for TLS";
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .until(() -> log.lines().stream().anyMatch(said -> said.startsWith(line)));
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void whereOnlyTheOwnCertificateIsNamedTheTrustOfTheJvmHolds() {
    try (OtlpReceiver receiver = OtlpReceiver.startTls(server, client, true)) {
      ShopProcess.run(
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.httpUrl(),
              "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", client.certificate().toString(),
              "OTEL_EXPORTER_OTLP_CLIENT_KEY", client.key().toString(),
              "OTEL_EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE", another.certificate().toString(),
              "OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY", another.key().toString()),
          List.of(
              "-Djavax.net.ssl.trustStore=" + server.store(),
              "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD));
      assertThat(receiver.spans()).hasSize(1);
      assertThat(receiver.metrics("http.server.request.count")).isEmpty();
    }
  }

  private static void awaitDropped(OtelApplication application) {
    await()
        .atMost(OtlpReceiver.PATIENCE)
        .until(() -> application.stats("otlp").dropped(DropReason.HTTP_5XX) == 1);
  }

  private static OtelApplication start(
      OtlpReceiver receiver, boolean grpc, Map<String, Object> files) {
    Map<String, Object> all = new HashMap<>();
    all.put(PREFIX + "signals", "traces");
    all.put(PREFIX + "max-attempts", 1);
    files.forEach((key, file) -> all.put(PREFIX + key, file.toString()));
    return grpc ? OtelApplication.startGrpc(receiver, all) : OtelApplication.start(receiver, all);
  }
}
