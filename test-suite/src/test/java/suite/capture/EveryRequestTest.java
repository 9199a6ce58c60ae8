package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each request is one event, with the status that the client saw. */
final class EveryRequestTest {

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of());
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
                assertThat(exchange.sendOverHttp1(capturing.port())).isEqualTo(exchange.status()));
    exchange.assertAgreesWith(event);
  }
}
