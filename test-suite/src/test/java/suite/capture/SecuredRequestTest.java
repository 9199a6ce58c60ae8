package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

  @BeforeAll
  static void start() {
    Object anybody = Map.of("pattern", "/shop/**", "access", List.of("isAnonymous()"));
    capturing =
        Capturing.start(
            Map.of(
                "micronaut.security.enabled",
                true,
                "micronaut.security.intercept-url-map",
                List.of(anybody)));
  }

  @AfterAll
  static void stop() {
    capturing.close();
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
    exchange.assertTellsOf(event);
  }

  private static Exchange guarded(int status) {
    return Exchange.exchange("GET", "/guarded/7", status, "/guarded/{id}", "Guarded.show")
        .failingWith(REFUSED);
  }
}
