package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.SelfSigned;
import suite.support.TestApplication;

/** What the guide shows of Micronaut's own settings does what the page says. */
final class FrameworkSettingsTest {

  private static final String SPEC = "FrameworkSettingsTest";
  private static final String SERVICE = "micronaut.http.services.routeflow.";

  /** Only the addresses and the password of the reader's machine are replaced. */
  @Test
  void deliveryGoesThroughTheProxyToAnEndpointThatTheTrustStoreNames(@TempDir Path folder) {
    SelfSigned certificate = SelfSigned.create();
    try (FakeIngest ingest = FakeIngest.startTls(certificate.server());
        TunnelProxy proxy = TunnelProxy.start()) {
      Map<String, Object> settings = read("delivery.md");
      settings.replace(SERVICE + "proxy-address", "127.0.0.1:" + proxy.port());
      settings.replace(
          SERVICE + "ssl.trust-store.path", "file:" + certificate.saveTrustStore(folder));
      settings.put("TRUST_STORE_PASSWORD", SelfSigned.PASSWORD);
      assertThat(settings).doesNotContainKey(SERVICE + "ssl.enabled");
      try (TestApplication application = Pings.start(ingest, SPEC, settings)) {
        Pings.send(application, 5);

        ingest.awaitEvents(5);
        assertThat(LedgerLaw.holdsAtRest(application, 5).sent()).isEqualTo(5);
        assertThat(proxy.targets()).containsOnly("127.0.0.1:" + ingest.port());
      }
    }
  }

  @Test
  void aFrontendOfAnotherOriginMaySendBothHeaders() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, read("frontend.md"))) {
      assertThat(preflight(application, "https://shop.example").headers().all("Vary"))
          .contains("Origin");
      RawResponse answer = preflight(application, "https://shop.example");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().first("Access-Control-Allow-Origin"))
          .isEqualTo("https://shop.example");
      assertThat(answer.headers().all("Access-Control-Allow-Headers"))
          .containsExactlyInAnyOrder("x-routeflow-trace-id", "x-routeflow-frontend-route");
      assertThat(preflight(application, "https://elsewhere.example").status()).isEqualTo(403);
    }
  }

  private static RawResponse preflight(TestApplication application, String origin) {
    List<String> headers =
        List.of(
            "Origin: " + origin,
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: x-routeflow-trace-id, x-routeflow-frontend-route");
    return RawHttp.exchange(
        application.port(), RawHttp.request("OPTIONS", "/ping/1", headers.toArray(String[]::new)));
  }

  private static Map<String, Object> read(String page) {
    return Yaml.read(Proof.SETTINGS.blockOf(page));
  }
}
