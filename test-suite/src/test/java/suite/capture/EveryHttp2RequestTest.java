package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each request over HTTP/2 without TLS is one event, with the status that the client saw. */
final class EveryHttp2RequestTest {

  private static Capturing capturing;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of("micronaut.server.http-version", "2.0"));
    client = client();
    // From now on the connection speaks HTTP/2.
    Exchanges.all().findFirst().orElseThrow().sendOverHttp2(client, capturing.port());
    capturing.ingest().awaitEvents(1);
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  static Stream<Exchange> exchanges() {
    return Exchanges.all();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void isOneEvent(Exchange exchange) {
    JsonNode event =
        capturing.eventOf(
            () ->
                assertThat(exchange.sendOverHttp2(client, capturing.port()))
                    .isEqualTo(exchange.status()));
    exchange.assertAgreesWith(event);
  }

  @Test
  void theRequestThatAsksForTheUpgradeIsOneEvent() {
    Exchange first = Exchange.exchange("GET", "/shop/ok/1", 200, "/shop/ok/{id}", "Shop.ok");
    JsonNode event = capturing.eventOf(() -> first.sendOverHttp2(client(), capturing.port()));
    first.assertAgreesWith(event);
  }

  @Test
  void anUnknownMethodIsOneEventThatDoesNotRepeatIt() {
    Exchange brew = Exchange.unmatched("BREW", "/shop/ok/1", 405);
    JsonNode event =
        capturing.eventOf(
            () ->
                assertThat(brew.sendOverHttp2(client, capturing.port())).isEqualTo(brew.status()));
    Exchange.unmatched("_OTHER", "/shop/ok/1", 405).assertAgreesWith(event);
    assertThat(event.toString()).doesNotContain("BREW");
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
  }
}
