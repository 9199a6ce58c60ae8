package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;

/** Each request on a connection is one event, however the connection is used. */
final class ConnectionTest {

  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "\r\n",
          "G",
          "GET /shop/ok/1",
          "GET /shop/ok/1 HTTP/1.1\r\nHost: a",
          "PRI * HTTP/2.0\r\n");

  private static final String TLS = "\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0003";

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of());
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @Test
  void eachRequestOfAKeptConnectionIsAnEvent() {
    List<JsonNode> events =
        capturing.eventsOf(
            3,
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                assertThat(http.send(RawHttp.get("/shop/ok/1")).read().status()).isEqualTo(200);
                assertThat(http.send(RawHttp.get("/no/such")).read().status()).isEqualTo(404);
                assertThat(http.send(RawHttp.get("/shop/mono")).read().status()).isEqualTo(200);
              }
            });
    assertThat(summaries(events))
        .containsExactly("GET /shop/ok/{id} 200", "GET __unmatched__ 404", "GET /shop/mono 200");
  }

  @Test
  void eachPipelinedRequestIsAnEventInTheOrderOfTheAnswers() {
    String all =
        RawHttp.get("/shop/blocking")
            + RawHttp.post("/shop/json", "application/json", "{\"name\":\"\"}")
            + RawHttp.get("/health")
            + RawHttp.get("/failing/handled")
            + RawHttp.get("/shop/flux");
    List<JsonNode> events =
        capturing.eventsOf(
            4,
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                http.send(all);
                assertThat(List.of(status(http), status(http), status(http), status(http)))
                    .containsExactly(200, 400, 200, 504);
                assertThat(status(http)).isEqualTo(200);
              }
            });
    assertThat(summaries(events))
        .containsExactly(
            "GET /shop/blocking 200",
            "POST /shop/json 400",
            "GET /failing/handled 504",
            "GET /shop/flux 200");
  }

  /** As a port scan, or a health check by TCP. */
  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void thatEndsBeforeItsHeadDoesIsNoRequest(String version) {
    try (Capturing scanned = Capturing.start(Map.of("micronaut.server.http-version", version))) {
      List<JsonNode> events =
          scanned.eventsOf(
              1,
              () -> {
                for (String beginning : BEGINNINGS) {
                  try (RawHttp http = RawHttp.connect(scanned.port())) {
                    http.send(beginning);
                  }
                }
                RawHttp.exchange(scanned.port(), RawHttp.get("/shop/ok/1"));
              });
      assertThat(summaries(events)).containsExactly("GET /shop/ok/{id} 200");
    }
  }

  /** The server answers it. */
  @Test
  void thatSpeaksTlsWhereThereIsNoneIsOne() {
    assertThat(summary(TLS)).isEqualTo("_OTHER __unmatched__ 400");
  }

  @Test
  void aRequestByHttp10IsAnEvent() {
    assertThat(summary("GET /shop/ok/1 HTTP/1.0\r\n\r\n")).isEqualTo("GET /shop/ok/{id} 200");
  }

  @Test
  void withAWholeUriForATarget() {
    assertThat(summary("GET http://127.0.0.1/shop/ok/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
        .isEqualTo("GET /shop/ok/{id} 200");
  }

  @Test
  void thatWaitsForAContinue() {
    String head =
        RawHttp.request(
            "POST",
            "/shop/json",
            "Content-Type: application/json",
            "Expect: 100-continue",
            "Content-Length: 14");
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                assertThat(http.send(head).readLine()).isEqualTo("HTTP/1.1 100 Continue");
                http.readLine();
                assertThat(http.send("{\"name\":\"tea\"}").read().status()).isEqualTo(200);
              }
            });
    assertThat(summary(event)).isEqualTo("POST /shop/json 200");
  }

  @Test
  void withARequestLineThatCannotBeParsed() {
    assertThat(summary("canary \u0001 !! %%\r\n\r\n")).isEqualTo("_OTHER __unmatched__ 400");
  }

  @Test
  void withARequestLineThatNeverEnds() {
    String event = summary(RawHttp.get("/" + "x".repeat(10_000)));
    assertThat(event).startsWith("_OTHER __unmatched__ 4");
  }

  @Test
  void withAHeaderThatCannotBeParsed() {
    assertThat(summary("GET /shop/ok/1 HTTP/1.1\r\nHost: a\r\nbad header\u0000: x\r\n\r\n"))
        .endsWith("__unmatched__ 400");
  }

  @Test
  void withATargetThatIsNoUri() {
    assertThat(summary(RawHttp.get("/shop/ok/%zz"))).isEqualTo("GET __unmatched__ 400");
    assertThat(summary(RawHttp.get("/a[b"))).isEqualTo("GET __unmatched__ 400");
  }

  @Test
  void withAMethodOfTheSendersInvention() {
    assertThat(summary(RawHttp.request("BREW", "/shop/ok/1"))).startsWith("_OTHER __unmatched__ 4");
  }

  @Test
  void thatAsksAboutTheServerAsAWhole() {
    assertThat(summary("OPTIONS * HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("OPTIONS __unmatched__ 4");
  }

  @Test
  void thatClosesAfterTheAnswer() {
    assertThat(summary(RawHttp.get("/shop/ok/1", "Connection: close")))
        .isEqualTo("GET /shop/ok/{id} 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/shop/ok/1", "/shop/blocking", "/shop/mono"})
  void thatClosesAfterTheAnswerAlsoWhereRequestsWereSentAhead(String path) {
    String ahead = RawHttp.get("/shop/ok/2") + RawHttp.get("/no/such");
    assertThat(summaries(eventsOfOneAnswerTo(RawHttp.get(path, "Connection: close") + ahead)))
        .containsExactlyInAnyOrder(
            "GET " + path.replace("ok/1", "ok/{id}") + " 200",
            "GET /shop/ok/{id} 500",
            "GET __unmatched__ 500");
  }

  /** The server carries them out all the same, and the client never learns what came of it. */
  @ParameterizedTest
  @ValueSource(strings = {"/shop/ok/2", "/shop/blocking", "/shop/mono"})
  void thatTheServerClosesAfterTheAnswerAlsoWhereRequestsWereSentAhead(String ahead) {
    List<JsonNode> events = eventsOfOneAnswerTo(RawHttp.get("/shop/last") + RawHttp.get(ahead));
    assertThat(summaries(events))
        .containsExactlyInAnyOrder(
            "GET /shop/last 200", "GET " + ahead.replace("ok/2", "ok/{id}") + " 500");
    assertThat(events)
        .extracting(event -> event.path("status").asText())
        .containsExactlyInAnyOrder("success", "failed");
  }

  private static List<JsonNode> eventsOfOneAnswerTo(String requests) {
    int count = requests.split("HTTP/1.1", -1).length - 1;
    return capturing.eventsOf(
        count,
        () -> {
          try (RawHttp http = RawHttp.connect(capturing.port())) {
            http.send(requests);
            assertThat(status(http)).isEqualTo(200);
            http.awaitEnd();
          }
        });
  }

  @Test
  void thatBecomesAWebSocket() {
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                http.send(
                    RawHttp.get(
                        "/chat/canary",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
                assertThat(http.readHead().status()).isEqualTo(101);
                // An unmasked text frame of the server: "hi".
                assertThat(http.readBytes(4)).containsExactly(0x81, 0x02, 'h', 'i');
              }
            });
    assertThat(summary(event)).isEqualTo("GET /chat/{room} 101");
    assertThat(event.path("handler").asText()).isEqualTo("Chat.opened");
    assertThat(event.path("status").asText()).isEqualTo("success");
  }

  private static String summary(String request) {
    return summary(capturing.eventOf(request));
  }

  private static List<String> summaries(List<JsonNode> events) {
    return events.stream().map(ConnectionTest::summary).toList();
  }

  private static String summary(JsonNode event) {
    assertThat(event.path("attributes").isMissingNode()).as("undisturbed").isTrue();
    return event.path("method").asText()
        + " "
        + event.path("path").asText()
        + " "
        + event.path("status_code").asText();
  }

  private static int status(RawHttp http) {
    return http.read().status();
  }
}
