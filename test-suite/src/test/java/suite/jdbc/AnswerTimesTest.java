package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import suite.documentation.Proof;

/** In development the network panel of a browser shows what a request and its SQL took. */
final class AnswerTimesTest {

  private static final String SPEC = "AnswerTimesTest";
  private static final String TIMING = "Server-Timing";
  private static final String TOTAL = "total;dur=\\d+\\.\\d{3}";
  private static final String SQL = "sql;desc=\"%d\";dur=\\d+\\.\\d{3}";
  private static final Map<String, Object> HTTP_2 = Map.of("micronaut.server.http-version", "2.0");

  private static DatabaseApplication http1;
  private static DatabaseApplication http2;

  @BeforeAll
  static void start() {
    http1 = inDev(Map.of());
    http2 = inDev(HTTP_2);
  }

  @AfterAll
  static void stop() {
    http1.close();
    http2.close();
  }

  @Test
  void anAnswerSaysWhatTheRequestAndItsStatementsTook() throws Exception {
    List<String> times = http1.get("/shelf/one-by-one").headers().all(TIMING);
    JsonNode event = eventOf(http1, "/shelf/one-by-one");
    int statements = event.at("/sql/count").asInt();
    assertThat(statements).isGreaterThan(1);
    assertThat(times).singleElement().asString().matches(TOTAL + ", " + SQL.formatted(statements));
    assertThat(duration("total", times.get(0)))
        .as("what the event says that it took, until the head was written")
        .isLessThanOrEqualTo(event.path("latency_ms").asDouble() + 0.001);
    assertThat(duration("sql", times.get(0))).isEqualTo(event.at("/sql/total_ms").asDouble());

    List<String> overHttp2 = overHttp2("/shelf/one-by-one");
    assertThat(overHttp2)
        .singleElement()
        .asString()
        .matches(TOTAL + ", " + SQL.formatted(statements));
    assertThat(duration("sql", overHttp2.get(0)))
        .isEqualTo(eventOf(http2, "/shelf/one-by-one").at("/sql/total_ms").asDouble());
  }

  @Test
  void itIsTheHeaderOfTheGuideWithOtherFigures() {
    String shown = Proof.TIMING_HEADER.block().text().strip();
    String header = shown.substring((TIMING + ": ").length());
    assertThat(http1.get("/shelf/at-once").headers().first(TIMING))
        .matches("\\Q" + header.replaceAll("\\d+", "\\\\E\\\\d+\\\\Q") + "\\E");
  }

  @Test
  void anAnswerWithoutSqlSaysWhatItTookInAll() throws Exception {
    for (String path : List.of("/timed/plain", "/no/such/path")) {
      assertThat(http1.get(path).headers().all(TIMING))
          .as(path)
          .singleElement()
          .asString()
          .matches(TOTAL);
      assertThat(overHttp2(path)).as(path).singleElement().asString().matches(TOTAL);
    }
  }

  @Test
  void whatTheApplicationSaysItselfStays() throws Exception {
    for (List<String> times :
        List.of(http1.get("/timed/own").headers().all(TIMING), overHttp2("/timed/own"))) {
      assertThat(times).containsExactly("cache;desc=hit, total;dur=7, sql;dur=3");
    }
    for (List<String> times :
        List.of(http1.get("/timed/other").headers().all(TIMING), overHttp2("/timed/other"))) {
      assertThat(times)
          .hasSize(2)
          .contains("cache;desc=\"hit, total\"")
          .anyMatch(AnswerTimesTest::isTotal);
    }
  }

  /** One response object for every request: each gets times of its own, and one of each. */
  @Test
  void aResponseThatTheApplicationUsesAgainHasNoTimesOfEarlierRequests() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(http1.get("/timed/constant").headers().all(TIMING))
          .hasSize(1)
          .allMatch(AnswerTimesTest::isTotal);
      assertThat(overHttp2("/timed/constant")).hasSize(1).allMatch(AnswerTimesTest::isTotal);
    }
  }

  @Test
  void besideTheTraceTheyStandInOneHeader() {
    try (var app = inDev(Map.of("routeflow.server-timing", true))) {
      assertThat(app.get("/timed/plain").headers().all(TIMING))
          .singleElement()
          .asString()
          .matches("traceparent;desc=\"00-[0-9a-f]{32}-[0-9a-f]{16}-01\", " + TOTAL);
    }
  }

  @Test
  void answersToIgnoredRequestsHaveNone() throws Exception {
    assertThat(http1.get("/health").headers().all(TIMING)).isEmpty();
    assertThat(overHttp2("/health")).isEmpty();
  }

  @Test
  void theyCanBeSwitchedOffInDevelopmentAndAreOffElsewhere() {
    try (var off = inDev(Map.of("routeflow.server-timing-totals", false));
        var test = DatabaseApplication.onH2(SPEC);
        var production = DatabaseApplication.onH2In(List.of("production"), SPEC, Map.of())) {
      for (DatabaseApplication app : List.of(off, test, production)) {
        assertThat(app.get("/timed/plain").status()).isEqualTo(200);
        assertThat(app.get("/timed/plain").headers().all(TIMING)).isEmpty();
      }
    }
  }

  private static DatabaseApplication inDev(Map<String, ?> properties) {
    return DatabaseApplication.onH2In(List.of("dev"), SPEC, properties).run(Book.TABLE, Book.ROWS);
  }

  private static boolean isTotal(String value) {
    return value.matches(TOTAL);
  }

  private static double duration(String name, String entries) {
    return Double.parseDouble(
        entries.replaceAll("(?:.*, )?" + name + ";(?:desc=\"\\d+\";)?dur=([\\d.]+)(?:,.*)?", "$1"));
  }

  /** Of the only request of that path. */
  private static JsonNode eventOf(DatabaseApplication app, String path) {
    return app.ingest.awaitEvent(event -> event.path("path").asText().equals(path));
  }

  private static List<String> overHttp2(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + http2.application.port() + path);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return answer.headers().allValues(TIMING);
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/timed")
  static class Timed {
    private static final HttpResponse<?> CONSTANT = HttpResponse.noContent();

    @Get("/plain")
    String plain() {
      return "plain";
    }

    @Get("/constant")
    HttpResponse<?> constant() {
      return CONSTANT;
    }

    @Get("/own")
    HttpResponse<String> own() {
      return HttpResponse.ok("own").header(TIMING, "cache;desc=hit, total;dur=7, sql;dur=3");
    }

    @Get("/other")
    HttpResponse<String> other() {
      return HttpResponse.ok("other").header(TIMING, "cache;desc=\"hit, total\"");
    }
  }
}
