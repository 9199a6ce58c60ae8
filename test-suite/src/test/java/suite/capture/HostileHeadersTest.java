package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.LogCapture;
import suite.support.RawHttp;

/** Correlation headers are an attacker's input: nothing of a hostile one is passed on. */
final class HostileHeadersTest {

  private static final String TRACE = "x-routeflow-trace-id: ";
  private static final String ROUTE = "x-routeflow-frontend-route: ";
  private static final String PARENT = "traceparent: ";
  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private static Capturing capturing;
  private static LogCapture log;
  private static LogCapture ownLog;

  @BeforeAll
  static void start() {
    log = LogCapture.ofEverything(Level.INFO);
    ownLog = LogCapture.of("io.routeflow", Level.TRACE);
    capturing =
        Capturing.start(
            Map.of("routeflow.debug", true, "micronaut.server.netty.max-header-size", 65536));
  }

  @AfterAll
  static void theLogHoldsNothingOfIt() {
    capturing.close();
    log.close();
    ownLog.close();
    assertThat(ownLog.messages()).anyMatch(line -> line.contains("Captured GET /shop/ok/{id}"));
    assertThat(log.messages()).noneMatch(line -> line.contains("canary"));
    assertThat(ownLog.messages()).noneMatch(line -> line.contains("canary"));
  }

  static Stream<String> hostile() {
    return Stream.of(
        "canary" + "x".repeat(59),
        "canary" + "x".repeat(9000),
        "canary \u0001\u0002\u007f",
        "canary\u0000canary",
        "canary\tcanary",
        "canary-\u00fc\u00ff\u00fe",
        "canary-\u00c3(\u00f0\u009f",
        "canary\u2028".replace('\u2028', '\u0085'),
        "\u001b[31mcanary",
        "canary\r\n folded",
        "canary\rcanary",
        "${jndi:ldap://canary/x}",
        "<script>canary</script>",
        "canary\",\"status\":\"success",
        "'; DROP TABLE canary; --");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileValuesAreReplacedByNewIdsAndPlaceholders(String value) {
    JsonNode event =
        capturing.eventOf(RawHttp.get("/shop/ok/1", TRACE + value, ROUTE + value, PARENT + value));
    assertThat(event.toString()).doesNotContain("canary");
    assertThat(event.path("trace_id").asText()).matches(UUID);
    assertThat(event.path("frontend_route").asText()).isEqualTo("__unknown__");
    assertThat(event.path("parent_span_id").isMissingNode()).isTrue();
  }

  static Stream<String> hostilePaths() {
    String allowed = "[ -~]{0,255}";
    return hostile()
        .map(value -> value.replace("\r\n", ""))
        .filter(value -> !value.matches(allowed))
        .map(value -> "/" + value);
  }

  @ParameterizedTest
  @MethodSource("hostilePaths")
  void areReplacedAlsoWhereTheyStartAsAPathDoes(String value) {
    JsonNode event = capturing.eventOf(RawHttp.get("/shop/ok/1", ROUTE + value));
    assertThat(event.path("frontend_route").asText()).isEqualTo("__unknown__");
    assertThat(event.toString()).doesNotContain("canary");
  }

  @Test
  void canInjectNoLine() {
    JsonNode event =
        capturing.eventOf(
            RawHttp.get("/shop/ok/1", ROUTE + "/a\r\n" + TRACE + "short\r\nX-Canary: canary"));
    assertThat(event.path("frontend_route").asText()).isEqualTo("/a");
    assertThat(event.path("trace_id").asText()).matches(UUID);
    assertThat(event.toString()).doesNotContain("canary");
  }

  @Test
  void keepNoQueryAndNoFragment() {
    assertThat(frontendRoute("/checkout?token=canary")).isEqualTo("/checkout");
    assertThat(frontendRoute("/checkout#canary")).isEqualTo("/checkout");
    assertThat(frontendRoute("/checkout?\u00ff\u00fecanary")).isEqualTo("/checkout");
    assertThat(frontendRoute("https://user:canary@shop.example/checkout")).isEqualTo("__unknown__");
  }

  @Test
  void mayBeAThousand() {
    String[] others =
        IntStream.range(0, 1000).mapToObj(i -> "X-H" + i + ": canary").toArray(String[]::new);
    JsonNode event = capturing.eventOf(RawHttp.get("/shop/ok/1", others));
    assertThat(event.path("status_code").asInt()).isEqualTo(200);
    assertThat(event.toString()).doesNotContain("canary").hasSizeLessThan(500);
  }

  @Test
  void countOnceWhereTheyAreRepeated() {
    String again =
        IntStream.range(0, 100)
            .mapToObj(i -> "\r\n" + TRACE + "canary-" + i + "\r\n" + ROUTE + "/canary")
            .collect(Collectors.joining());
    JsonNode event =
        capturing.eventOf(RawHttp.get("/shop/ok/1", TRACE + "first-one", ROUTE + "/first" + again));
    assertThat(event.path("trace_id").asText()).isEqualTo("first-one");
    assertThat(event.path("frontend_route").asText()).isEqualTo("/first");
  }

  private static String frontendRoute(String header) {
    return capturing
        .eventOf(RawHttp.get("/shop/ok/1", ROUTE + header))
        .path("frontend_route")
        .asText();
  }
}
