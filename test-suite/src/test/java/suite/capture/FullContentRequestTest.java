package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;

/** The server puts each request together before it routes it, so that it is another object then. */
final class FullContentRequestTest {

  /** By Netty, before there is a request to route. */
  private static final int TOO_LARGE = 413;

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing =
        Capturing.start(
            Map.of(
                "micronaut.server.netty.server-type",
                "full_content",
                "endpoints.all.enabled",
                true,
                "endpoints.all.sensitive",
                false,
                // so that the endpoints are known by what they are
                "routeflow.ignored-paths",
                "/none"));
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  static Stream<Exchange> exchanges() {
    return Exchanges.all().filter(exchange -> exchange.status() != TOO_LARGE);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void isOneEvent(Exchange exchange) {
    JsonNode event =
        capturing.eventOf(
            () ->
                assertThat(exchange.sendOverHttp1(capturing.port())).isEqualTo(exchange.status()));
    exchange.assertAgreesWith(event);
  }

  @Test
  void isOneEventWhereItIsTooLargeToBePutTogether() {
    Exchange large =
        Exchange.unmatched("POST", "/shop/json", TOO_LARGE)
            .sending("application/json", "x".repeat(5_000));
    JsonNode event =
        capturing.eventOf(
            () -> assertThat(large.sendOverHttp1(capturing.port())).isEqualTo(TOO_LARGE));
    large.assertAgreesWith(event);
  }

  @Test
  void isOneEventWhereSeveralAreSentAhead() {
    String ahead =
        RawHttp.get("/shop/blocking")
            + RawHttp.post("/shop/json", "application/json", "{\"name\":\"\"}")
            + RawHttp.get("/shop/ok/1");
    List<JsonNode> events =
        capturing.eventsOf(
            3,
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                http.send(ahead);
                assertThat(http.read().status()).isEqualTo(200);
                assertThat(http.read().status()).isEqualTo(400);
                assertThat(http.read().status()).isEqualTo(200);
              }
            });
    assertThat(events)
        .extracting(event -> event.path("path").asText() + " " + event.path("status_code").asInt())
        .containsExactly("/shop/blocking 200", "/shop/json 400", "/shop/ok/{id} 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ignored/class",
        "/ignored/class/7",
        "/ignored/method",
        "/ignored/stereotype",
        "/ignored/stereotyped",
        "/ignored/partly/ignored",
        "/ignored/wholly",
        "/health",
        "/beans",
        "/routeflow"
      })
  void isNoEventWhereItIsIgnored(String path) {
    assertThat(capturing.eventsOf(0, () -> RawHttp.exchange(capturing.port(), RawHttp.get(path))))
        .isEmpty();
  }
}
