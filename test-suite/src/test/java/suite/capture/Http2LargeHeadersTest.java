package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.support.LedgerLaw;

/**
 * Headers above the server's limit, 8 KiB, are answered by the HTTP/2 codec itself, before there is
 * a request. Each such answer is one event all the same.
 */
final class Http2LargeHeadersTest {

  /** Refused, and the connection goes on. */
  private static final String LARGE = "x".repeat(9_000);

  /** More than a quarter above the limit: the server reads no further and gives up. */
  private static final String TOO_LARGE = "x".repeat(12_000);

  private static final String IGNORED = "/health";

  private static Capturing capturing;
  private static Capturing withStreamChannels;

  /** How a connection comes to speak HTTP/2, and in which mode the server handles its streams. */
  enum Way {
    PRIOR_KNOWLEDGE,
    UPGRADE,
    PRIOR_KNOWLEDGE_TO_STREAM_CHANNELS,
    UPGRADE_TO_STREAM_CHANNELS;

    Capturing server() {
      return this == PRIOR_KNOWLEDGE || this == UPGRADE ? capturing : withStreamChannels;
    }

    /** A connection on which nothing has been sent that makes an event. */
    RawHttp2 connect() {
      return this == UPGRADE || this == UPGRADE_TO_STREAM_CHANNELS
          ? RawHttp2.upgrade(server().port(), IGNORED)
          : RawHttp2.connect(server().port());
    }
  }

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of("micronaut.server.http-version", "2.0"));
    withStreamChannels =
        Capturing.start(
            Map.of(
                "micronaut.server.http-version",
                "2.0",
                "micronaut.server.netty.legacy-multiplex-handlers",
                true));
  }

  @AfterAll
  static void stop() {
    capturing.close();
    withStreamChannels.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void inTheFirstRequestOfAConnection(Way way) {
    JsonNode event =
        way.server()
            .eventOf(
                () -> {
                  try (RawHttp2 http = way.connect()) {
                    assertThat(http.request(3, large("/shop/ok/1")).awaitStatusOf(3))
                        .isEqualTo(431);
                  }
                });
    assertRefused(event);
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"PRIOR_KNOWLEDGE", "PRIOR_KNOWLEDGE_TO_STREAM_CHANNELS"})
  void inTheBytesThatOpenTheConnection(Way way) {
    JsonNode event =
        way.server()
            .eventOf(
                () -> {
                  HeaderBlock request = large("/shop/ok/1");
                  try (RawHttp2 http = RawHttp2.connectWith(way.server().port(), 1, request)) {
                    assertThat(http.awaitStatusOf(1)).isEqualTo(431);
                  }
                });
    assertRefused(event);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void inALaterRequest(Way way) {
    List<JsonNode> events =
        way.server()
            .eventsOf(
                3,
                () -> {
                  try (RawHttp2 http = way.connect()) {
                    assertThat(http.get(3, "/shop/ok/1").awaitStatusOf(3)).isEqualTo(200);
                    assertThat(http.request(5, large("/no/such")).awaitStatusOf(5)).isEqualTo(431);
                    assertThat(http.get(7, "/no/such").awaitStatusOf(7)).isEqualTo(404);
                  }
                });
    assertThat(events)
        .extracting(event -> event.path("status_code").asInt())
        .containsExactlyInAnyOrder(200, 431, 404);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void inTwoRequestsInARow(Way way) {
    long before = way.server().application().context().getBean(Routeflow.class).stats().captured();
    List<JsonNode> events =
        way.server()
            .eventsOf(
                2,
                () -> {
                  try (RawHttp2 http = way.connect()) {
                    http.request(3, large("/shop/ok/1")).request(5, large("/shop/ok/2"));
                    assertThat(http.awaitStatusOf(3)).isEqualTo(431);
                    assertThat(http.awaitStatusOf(5)).isEqualTo(431);
                  }
                });
    assertThat(events).hasSize(2).allSatisfy(Http2LargeHeadersTest::assertRefused);
    assertThat(events).extracting(event -> event.path("event_id")).doesNotHaveDuplicates();
    LedgerLaw.holdsAtRest(way.server().application(), before + 3);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void andIgnoredRequestsStayNone(Way way) {
    assertNoEvent(
        way,
        http -> {
          assertThat(http.get(3, IGNORED).awaitStatusOf(3)).isEqualTo(200);
          assertThat(http.get(5, IGNORED).awaitStatusOf(5)).isEqualTo(200);
        });
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void andStreamsWithoutAnAnswerStayNone(Way way) {
    assertNoEvent(
        way,
        http -> {
          HeaderBlock promisesMoreThanItHas =
              HeaderBlock.get("/shop/ok/1").with("content-length", "1");
          http.prioritize(3).request(5, promisesMoreThanItHas).awaitResetOf(5);
          http.ping();
        });
  }

  /** No request is answered then, so there is none to tell of. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void andAConnectionThatTheServerGivesUpIsNone(Way way) {
    assertNoEvent(
        way,
        http -> {
          HeaderBlock request = HeaderBlock.get("/shop/ok/1").with("x-filler", TOO_LARGE);
          http.request(3, request).awaitGoAway();
        });
  }

  @Test
  void inTheTrailersOfARequest() {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp2 http = RawHttp2.connect(capturing.port())) {
                HeaderBlock head =
                    HeaderBlock.post("/shop/json").with("content-type", "application/json");
                http.open(1, head).ping();
                http.request(1, new HeaderBlock().with("x-filler", LARGE));
                assertThat(http.awaitStatusOf(1)).isEqualTo(431);
              }
            });
    assertThat(event.path("path").asText()).isEqualTo("/shop/json");
    assertThat(event.path("status_code").asInt()).isEqualTo(431);
    assertThat(event.path("status").asText()).isEqualTo("warning");
  }

  private static HeaderBlock large(String path) {
    return HeaderBlock.get(path).with("x-filler", LARGE);
  }

  private static void assertNoEvent(Way way, Consumer<RawHttp2> something) {
    List<JsonNode> events =
        way.server()
            .eventsOf(
                0,
                () -> {
                  try (RawHttp2 http = way.connect()) {
                    something.accept(http);
                  }
                });
    assertThat(events).isEmpty();
  }

  private static void assertRefused(JsonNode event) {
    assertThat(event.path("method").asText()).isEqualTo("_OTHER");
    assertThat(event.path("path").asText()).isEqualTo(Capturing.UNMATCHED);
    assertThat(event.path("status_code").asInt()).isEqualTo(431);
    assertThat(event.path("status").asText()).isEqualTo("warning");
    assertThat(event.path("attributes").isMissingNode()).as("undisturbed").isTrue();
    assertThat(event.toString()).doesNotContain("xxx");
  }
}
