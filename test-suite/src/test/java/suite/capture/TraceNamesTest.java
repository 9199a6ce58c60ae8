package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.TraceIdResolver;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** The application decides which trace a request is in, and its answers say so. */
final class TraceNamesTest {

  private static final String RESOLVER = "suite.resolver";
  private static final String OWN = "X-Routeflow-Trace-Id: module-0001";
  private static final String CHOSEN = "X-Request-Id: chosen-0001";
  private static final String TRACE = "x-trace-id";
  private static final String TIMING = "Server-Timing";

  private static Capturing capturing;
  private static Capturing http2;

  @BeforeAll
  static void start() {
    Map<String, Object> settings =
        Map.of(
            RESOLVER,
            true,
            "routeflow.trace-id-header",
            "X-Request-Id",
            "routeflow.response-trace-header",
            "X-Trace-Id",
            "routeflow.server-timing",
            true);
    capturing = Capturing.start(settings);
    var overHttp2 = new java.util.HashMap<String, Object>(settings);
    overHttp2.put("micronaut.server.http-version", "2.0");
    http2 = Capturing.start(overHttp2);
  }

  @AfterAll
  static void stop() {
    capturing.close();
    http2.close();
  }

  @Test
  void theBeanIsAskedFirstThenTheHeaderOfChoiceThenTheModulesOwn() {
    assertThat(traceOf(OWN, CHOSEN, "X-Resolve: resolved-0001")).isEqualTo("resolved-0001");
    assertThat(traceOf(OWN, CHOSEN)).isEqualTo("chosen-0001");
    assertThat(traceOf(OWN)).isEqualTo("module-0001");
    assertThat(traceOf()).hasSize(36);
  }

  @Test
  void allAreCheckedAlike() {
    String spaces = "X-Resolve: with space";
    String tooShort = "X-Request-Id: short";
    assertThat(traceOf(OWN, CHOSEN, spaces)).isEqualTo("chosen-0001");
    assertThat(traceOf(OWN, tooShort, spaces)).isEqualTo("module-0001");
    assertThat(traceOf("X-Request-Id: " + "a".repeat(65), "X-Routeflow-Trace-Id: a\"bcdefgh"))
        .hasSize(36);
  }

  @Test
  void aResolverThatThrowsIsHarmless() {
    try (LogCapture log =
        LogCapture.of("io.routeflow.micronaut", ch.qos.logback.classic.Level.DEBUG)) {
      assertThat(traceOf(CHOSEN, "X-Resolve: throw")).isEqualTo("chosen-0001");
      assertThat(log.messages()).anyMatch(line -> line.contains("traceIdResolver"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/shop/ok/1",
        "/no/such/path",
        "/early/answered",
        "/early/thrown",
        "/prematched/answered",
        "/prematched/thrown",
        "/failing/unhandled/7",
        "/failing/unwritable",
        "/streaming/file",
        "/streaming/sse"
      })
  void everyAnswerNamesItsTraceOverBothProtocols(String path) throws Exception {
    RawResponse[] answer = new RawResponse[1];
    JsonNode event =
        capturing.eventOf(
            () -> answer[0] = RawHttp.exchange(capturing.port(), RawHttp.get(path, CHOSEN)));
    assertThat(event.path("trace_id").asText()).isEqualTo("chosen-0001");
    assertThat(answer[0].headers().all(TRACE)).containsExactly("chosen-0001");
    String span = event.path("span_id").asText();
    assertThat(answer[0].headers().all(TIMING)).singleElement().asString().contains(span);

    var response = overHttp2(path, "X-Request-Id", "chosen-0001");
    assertThat(response.headers().allValues(TRACE)).containsExactly("chosen-0001");
    assertThat(response.headers().allValues(TIMING)).hasSize(1);
  }

  static Stream<String> requestsThatAreRefused() {
    return Stream.of(
        "413 " + RawHttp.post("/shop/json", "application/json", "\"" + "x".repeat(5_000) + "\""),
        "400 " + RawHttp.post("/shop/json", "application/json", "{\"name\":"),
        "400 " + RawHttp.get("/shop/ok/%zz"),
        "400 canary \u0001 !! %%\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("requestsThatAreRefused")
  void answersToWhatIsMalformedOrTooLargeNameTheirTrace(String statusAndRequest) {
    String request = statusAndRequest.substring(4);
    RawResponse[] answer = new RawResponse[1];
    JsonNode event =
        capturing.eventOf(() -> answer[0] = RawHttp.exchange(capturing.port(), request));
    assertThat(answer[0].status()).isEqualTo(Integer.parseInt(statusAndRequest.substring(0, 3)));
    assertThat(answer[0].headers().all(TRACE)).containsExactly(event.path("trace_id").asText());
    assertThat(answer[0].headers().all(TIMING)).hasSize(1);
  }

  @Test
  void anUpgradeToAWebSocketDoesToo() {
    RawResponse[] answer = new RawResponse[1];
    JsonNode event =
        capturing.eventOf(
            () -> {
              try (RawHttp http = RawHttp.connect(capturing.port())) {
                http.send(
                    RawHttp.get(
                        "/chat/room",
                        CHOSEN,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
                answer[0] = http.readHead();
              }
            });
    assertThat(answer[0].status()).isEqualTo(101);
    assertThat(event.path("trace_id").asText()).isEqualTo("chosen-0001");
    assertThat(answer[0].headers().all(TRACE)).containsExactly("chosen-0001");
  }

  @Test
  void preflightsDoToo() {
    RawResponse answer =
        answerTo(capturing, RawHttp.preflight("/shop/created", "https://shop.example", "POST"));
    assertThat(answer.headers().all(TRACE)).hasSize(1);
  }

  @Test
  void whatTheApplicationSaysStays() throws Exception {
    RawResponse answer = answerTo(capturing, RawHttp.get("/traced/own"));
    assertThat(answer.headers().all(TRACE)).containsExactly("its-own");
    assertThat(answer.headers().all(TIMING)).containsExactly("db;dur=5, traceparent;desc=own");

    var response = overHttp2("/traced/own", "accept", "*/*");
    assertThat(response.headers().allValues(TRACE)).containsExactly("its-own");
    assertThat(response.headers().allValues(TIMING)).hasSize(1);
  }

  @Test
  void aTraceThatCameInIsNotCut() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    RawResponse answer =
        answerTo(
            capturing,
            RawHttp.get("/shop/ok/1", CHOSEN, "traceparent: 00-" + trace + "-00f067aa0ba902b7-00"));
    assertThat(answer.headers().all(TRACE)).containsExactly("chosen-0001");
    assertThat(answer.headers().all(TIMING))
        .singleElement()
        .asString()
        .matches("traceparent;desc=\"00-" + trace + "-[0-9a-f]{16}-00\"");
  }

  @Test
  void anotherEntryStaysBesideTheTrace() {
    RawResponse answer = answerTo(capturing, RawHttp.get("/traced/timed", CHOSEN));
    assertThat(answer.headers().all(TIMING))
        .hasSize(2)
        .anyMatch(value -> value.equals("db;desc=\"a, traceparent\""))
        .anyMatch(value -> value.matches("traceparent;desc=\"00-[0-9a-f]{32}-[0-9a-f]{16}-01\""));
  }

  /** One response object, returned for every request, and answers that name each its own trace. */
  @Test
  void aResponseThatTheApplicationUsesAgainNamesTheTraceOfEachRequest() throws Exception {
    for (String id : List.of("chosen-0001", "chosen-0002", "chosen-0003")) {
      RawResponse answer =
          answerTo(capturing, RawHttp.get("/traced/constant", "X-Request-Id: " + id));
      assertThat(answer.headers().all(TRACE)).containsExactly(id);
      assertThat(answer.headers().all(TIMING)).hasSize(2).contains("db;dur=5");
      var response = overHttp2("/traced/constant", "X-Request-Id", id);
      assertThat(response.headers().allValues(TRACE)).containsExactly(id);
      assertThat(response.headers().allValues(TIMING)).hasSize(2).contains("db;dur=5");
    }
  }

  @Test
  void answersToIgnoredRequestsSayNothing() {
    for (String path : List.of("/traced/ignored", "/health")) {
      RawResponse answer = RawHttp.exchange(capturing.port(), RawHttp.get(path));
      assertThat(answer.headers().all(TRACE)).as(path).isEmpty();
      assertThat(answer.headers().all(TIMING)).as(path).isEmpty();
    }
  }

  @Test
  void answersToRequestsThatAreSampledOutNameTheirTraceAll() {
    try (Capturing none =
        Capturing.start(
            Map.of(
                "routeflow.sample-rate",
                0,
                "routeflow.response-trace-header",
                TRACE,
                "routeflow.server-timing",
                true))) {
      RawResponse answer = RawHttp.exchange(none.port(), RawHttp.get("/shop/ok/1"));
      assertThat(answer.headers().all(TRACE)).hasSize(1);
      assertThat(answer.headers().all(TIMING)).singleElement().asString().endsWith("-00\"");
    }
  }

  @Test
  void byDefaultAnswersSayNothing() {
    try (Capturing plain = Capturing.start(Map.of())) {
      RawResponse answer = answerTo(plain, RawHttp.get("/shop/ok/1", CHOSEN));
      assertThat(answer.headers().all(TRACE)).isEmpty();
      assertThat(answer.headers().all(TIMING)).isEmpty();
      assertThat(plain.eventOf(RawHttp.get("/shop/ok/1", CHOSEN)).path("trace_id").asText())
          .hasSize(36);
    }
  }

  /** The answer to a request that makes an event. */
  private static RawResponse answerTo(Capturing application, String request) {
    RawResponse[] answer = new RawResponse[1];
    JsonNode unused =
        application.eventOf(() -> answer[0] = RawHttp.exchange(application.port(), request));
    return answer[0];
  }

  private static String traceOf(String... headers) {
    return capturing.eventOf(RawHttp.get("/shop/ok/1", headers)).path("trace_id").asText();
  }

  private static java.net.http.HttpResponse<String> overHttp2(
      String path, String name, String value) throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http2.port() + path))
            .header(name, value)
            .build();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    var first = client.send(request, BodyHandlers.ofString());
    assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return first;
  }

  @Requires(property = RESOLVER)
  @Singleton
  static class FromHeader implements TraceIdResolver {
    @Override
    public @Nullable String resolve(HttpRequest<?> request) {
      Optional<String> wanted = request.getHeaders().findFirst("X-Resolve");
      if (wanted.isPresent() && wanted.get().equals("throw")) {
        throw new IllegalStateException("deliberate");
      }
      return wanted.orElse(null);
    }
  }

  @Requires(property = RESOLVER)
  @Controller("/traced")
  static class Traced {
    private static final HttpResponse<?> CONSTANT =
        HttpResponse.noContent().header(TIMING, "db;dur=5");

    @Get("/constant")
    HttpResponse<?> constant() {
      return CONSTANT;
    }

    @Get("/own")
    HttpResponse<String> own() {
      return HttpResponse.ok("own")
          .header(TRACE, "its-own")
          .header(TIMING, "db;dur=5, traceparent;desc=own");
    }

    @Get("/timed")
    HttpResponse<String> timed() {
      return HttpResponse.ok("timed").header(TIMING, "db;desc=\"a, traceparent\"");
    }

    @RouteflowIgnore
    @Get("/ignored")
    String ignored() {
      return "ignored";
    }
  }
}
