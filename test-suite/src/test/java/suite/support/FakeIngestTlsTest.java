package suite.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FakeIngestTlsTest {
  private final SelfSigned certificate = SelfSigned.create();
  @AutoClose private final FakeIngest ingest = FakeIngest.startTls(certificate.server());

  @Test
  void isTrustedOnlyByWhoKnowsItsCertificate() throws Exception {
    var request = HttpRequest.newBuilder(ingest.uri().resolve("/v1/events"));
    Map.of(
            "Authorization", "Bearer rf_test_key",
            "Content-Type", "application/json",
            "User-Agent", "routeflow-micronaut/0.1.0",
            "Idempotency-Key", SampleBatch.id(1))
        .forEach(request::header);
    HttpRequest post =
        request.POST(HttpRequest.BodyPublishers.ofString(SampleBatch.json(1, 1))).build();

    assertThatThrownBy(() -> HttpClient.newHttpClient().send(post, BodyHandlers.discarding()))
        .isInstanceOf(SSLException.class);
    assertThat(ingest.attempts()).isEmpty();

    HttpClient trusting = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
    assertThat(trusting.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
    assertThat(ingest.awaitEvents(1)).hasSize(1);
  }
}
