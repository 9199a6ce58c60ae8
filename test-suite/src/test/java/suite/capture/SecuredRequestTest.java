package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the security filter answers in the place of the controller is one event as well. */
final class SecuredRequestTest {

  private static final String REFUSED = "AuthorizationException";

  private static Capturing capturing;
  private static Capturing capturingHttp2;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  @BeforeAll
  static void start() {
    capturing = capturing(Map.of());
    capturingHttp2 = capturing(Map.of("micronaut.server.http-version", "2.0"));
  }

  private static Capturing capturing(Map<String, ?> more) {
    Object anybody = Map.of("pattern", "/shop/**", "access", List.of("isAnonymous()"));
    Map<String, Object> all = new HashMap<>(more);
    all.put("micronaut.security.enabled", true);
    all.put("micronaut.security.intercept-url-map", List.of(anybody));
    return Capturing.start(all);
  }

  @AfterAll
  static void stop() {
    capturing.close();
    capturingHttp2.close();
  }

  static Stream<Exchange> exchanges() {
    return Stream.of(
        guarded(401),
        guarded(403).with(Guarded.USER + ": canary"),
        Exchange.unmatched("GET", "/no/such", 401).failingWith(REFUSED),
        Exchange.exchange("GET", "/shop/ok/1", 200, "/shop/ok/{id}", "Shop.ok"));
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

  @ParameterizedTest
  @MethodSource("exchanges")
  void isOneEventOverHttp2Too(Exchange exchange) {
    JsonNode event =
        capturingHttp2.eventOf(
            () ->
                assertThat(exchange.sendOverHttp2(CLIENT, capturingHttp2.port()))
                    .isEqualTo(exchange.status()));
    exchange.assertAgreesWith(event);
  }

  private static Exchange guarded(int status) {
    return Exchange.exchange("GET", "/guarded/7", status, "/guarded/{id}", "Guarded.show")
        .failingWith(REFUSED);
  }
}
