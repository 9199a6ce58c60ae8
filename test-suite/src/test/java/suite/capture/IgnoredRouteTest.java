package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A path whose routes are all ignored makes no events of requests that match none of them. */
final class IgnoredRouteTest {

  private static final String ORIGIN = "Origin: https://shop.example";
  private static final String STRANGER = "Origin: https://stranger.example";
  private static final String GET = "Access-Control-Request-Method: GET";
  private static final String POST = "Access-Control-Request-Method: POST";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  private static Capturing http1;
  private static Capturing http2;

  @BeforeAll
  static void start() {
    http1 = Capturing.start(Map.of());
    http2 = Capturing.start(Map.of("micronaut.server.http-version", "2.0"));
    http2.eventOf(
        () ->
            Exchange.exchange("GET", "/shop/ok/1", 200, "/shop/ok/{id}", "Shop.ok")
                .sendOverHttp2(CLIENT, http2.port()));
  }

  @AfterAll
  static void stop() {
    http1.close();
    http2.close();
  }

  static List<Exchange> ignored() {
    return List.of(
        Exchange.unmatched("OPTIONS", "/ignored/class?x=1", 200).with(ORIGIN, GET),
        Exchange.unmatched("OPTIONS", "/ignored/class/7", 403).with(STRANGER, GET),
        Exchange.unmatched("OPTIONS", "/ignored/class/json", 200).with(ORIGIN, POST),
        Exchange.unmatched("OPTIONS", "/ignored/method", 405),
        Exchange.unmatched("PUT", "/ignored/class/7", 405),
        Exchange.unmatched("DELETE", "/ignored/stereotyped", 405),
        Exchange.unmatched("POST", "/ignored/class/json", 415).sending("text/plain", "x"));
  }

  @ParameterizedTest
  @MethodSource("ignored")
  void isNoEvent(Exchange exchange) {
    assertThat(eventsOverHttp1(0, exchange)).isEmpty();
    assertThat(eventsOverHttp2(0, exchange)).isEmpty();
  }

  static List<Exchange> observed() {
    return List.of(
        Exchange.unmatched("OPTIONS", "/ignored/not", 200).with(ORIGIN, GET),
        Exchange.unmatched("OPTIONS", "/ignored/mixed", 200).with(ORIGIN, GET),
        Exchange.unmatched("PUT", "/ignored/mixed", 405),
        Exchange.unmatched("PUT", "/ignored/not", 405),
        Exchange.unmatched("GET", "/ignored/nowhere", 404));
  }

  @ParameterizedTest
  @MethodSource("observed")
  void butIsOneWhereARouteOfThePathIsObservedOrThereIsNone(Exchange exchange) {
    assertThat(eventsOverHttp1(1, exchange)).singleElement().satisfies(exchange::assertAgreesWith);
    assertThat(eventsOverHttp2(1, exchange)).singleElement().satisfies(exchange::assertAgreesWith);
  }

  private static List<JsonNode> eventsOverHttp1(int expected, Exchange exchange) {
    return http1.eventsOf(
        expected,
        () -> assertThat(exchange.sendOverHttp1(http1.port())).isEqualTo(exchange.status()));
  }

  private static List<JsonNode> eventsOverHttp2(int expected, Exchange exchange) {
    return http2.eventsOf(
        expected,
        () ->
            assertThat(exchange.sendOverHttp2(CLIENT, http2.port())).isEqualTo(exchange.status()));
  }
}
