package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.ssl.ClientSslConfiguration;
import java.net.MalformedURLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import suite.support.FakeIngest;
import suite.support.TestApplication;

/** Over HTTP/2 a call is what it is over HTTP/1.1. */
final class Http2CallsTest {

  @Test
  void callsAreRecordedToTheirEnd() throws MalformedURLException {
    try (FakeIngest silent = FakeIngest.start();
        TestApplication far =
            TestApplication.start(
                silent,
                Far.SPEC,
                Map.of(
                    "micronaut.server.http-version",
                    "2.0",
                    "micronaut.server.ssl.enabled",
                    true,
                    "micronaut.server.ssl.port",
                    -1,
                    "micronaut.server.ssl.build-self-signed",
                    true));
        Calling calling =
            Calling.start(Map.of("routeflow.external-calls.capture-payloads", true))) {
      var ssl = new ClientSslConfiguration();
      ssl.setEnabled(true);
      ssl.setInsecureTrustAllCertificates(true);
      var configuration = new DefaultHttpClientConfiguration();
      configuration.setSslConfiguration(ssl);
      StreamingHttpClient client =
          calling
              .context()
              .createBean(StreamingHttpClient.class, far.server().getURL(), configuration);
      JsonNode whole =
          onlyCall(calling.eventOf(() -> client.toBlocking().retrieve("/far/items/1")));
      assertThat(whole.path("status_code").asInt()).isEqualTo(200);
      JsonNode streamed =
          onlyCall(
              calling.eventOfReactive(
                  () ->
                      Flux.from(client.dataStream(HttpRequest.GET("/far/rows")))
                          .count()
                          .map(String::valueOf)));
      assertThat(streamed.path("status_code").asInt()).isEqualTo(200);
      assertThat(streamed.path("errors").asInt()).isZero();
      assertThat(streamed.path("host").asText()).endsWith(":" + far.server().getPort());
      JsonNode broken =
          onlyCall(calling.eventOf(() -> client.toBlocking().retrieve("/far/broken")));
      assertThat(broken.path("status_code").asInt()).isEqualTo(500);
      assertThat(broken.path("errors").asInt()).isEqualTo(1);
      assertThat(broken.at("/request/headers").has("host")).isTrue();
      JsonNode nowhere =
          onlyCall(calling.eventOf(() -> client.toBlocking().retrieve("/far/nowhere")));
      assertThat(nowhere.at("/response/body/message").asText()).isEqualTo("Not Found");
      assertThat(whole.at("/response/omitted").asText()).isEqualTo("unsupported");
    }
  }
}
