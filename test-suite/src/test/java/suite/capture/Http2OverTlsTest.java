package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.LedgerLaw;
import suite.support.SelfSigned;

/** HTTP/2 as browsers speak it: agreed upon in the TLS handshake. */
final class Http2OverTlsTest {

  private static final List<Exchange> EXCHANGES =
      List.of(
          Exchange.exchange("GET", "/shop/ok/42", 200, "/shop/ok/{id}", "Shop.ok"),
          Exchange.unmatched("GET", "/no/such/path", 404),
          Exchange.exchange("GET", "/failing/handled", 504, "/failing/handled", "Failing.handled")
              .failingWith("Failing$Late"));

  @Test
  void eachRequestIsOneEvent(@TempDir Path folder) {
    SelfSigned certificate = SelfSigned.create();
    HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
    try (Capturing capturing = Capturing.start(settings(certificate.saveKeyStore(folder)))) {
      for (int i = 0; i < EXCHANGES.size(); i++) {
        Exchange exchange = EXCHANGES.get(i);
        assertThat(exchange.sendOverHttp2(client, "https", capturing.port()))
            .isEqualTo(exchange.status());
        List<JsonNode> events = capturing.ingest().awaitEvents(i + 1);
        exchange.assertAgreesWith(events.get(i));
      }
      LedgerLaw.holdsAtRest(capturing.application(), EXCHANGES.size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void headersAboveTheLimitAreOneEvent(boolean streamChannels, @TempDir Path folder)
      throws IOException {
    SelfSigned certificate = SelfSigned.create();
    var settings = new HashMap<String, Object>(settings(certificate.saveKeyStore(folder)));
    settings.put("micronaut.server.netty.legacy-multiplex-handlers", streamChannels);
    try (Capturing capturing = Capturing.start(settings);
        RawHttp2 http = RawHttp2.over(agreedUpon(certificate, capturing.port()))) {
      HeaderBlock large = HeaderBlock.get("/shop/ok/1").with("x-filler", "x".repeat(9_000));
      assertThat(http.request(1, large).awaitStatusOf(1)).isEqualTo(431);
      assertThat(capturing.ingest().awaitEvents(1).get(0).path("status_code").asInt())
          .isEqualTo(431);
      LedgerLaw.holdsAtRest(capturing.application(), 1);
    }
  }

  private static Socket agreedUpon(SelfSigned certificate, int port) throws IOException {
    var socket =
        (SSLSocket)
            certificate
                .trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static Map<String, ?> settings(Path keyStore) {
    return Map.of(
        "micronaut.server.http-version",
        "2.0",
        "micronaut.server.ssl.enabled",
        true,
        "micronaut.server.ssl.port",
        -1,
        "micronaut.server.ssl.key-store.path",
        "file:" + keyStore,
        "micronaut.server.ssl.key-store.type",
        "PKCS12",
        "micronaut.server.ssl.key-store.password",
        SelfSigned.PASSWORD);
  }
}
