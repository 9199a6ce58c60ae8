package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** A file of the application's static resources goes by the mapping that serves it. */
final class StaticFilesTest {

  /** Two mappings, one of which covers the paths of the other. */
  private static final Map<String, ?> PAGE =
      Map.of(
          "micronaut.router.static-resources.page.paths",
          "classpath:suite/page",
          "micronaut.router.static-resources.page.mapping",
          "/**");

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(PAGE);
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/static/file.txt,    200, /static/**,    __static__",
    "/static/file.txt?a#b, 200, /static/**,    __static__",
    "/,                   200, /**,           __static__",
    "/index.html,         200, /**,           __static__",
    "/a%20b.txt,          200, /**,           __static__",
    "/static/fallen.txt,  200, /**,           __static__",
    "/static/none.txt,    404, __unmatched__, __unmatched__",
    "/none.html,          404, __unmatched__, __unmatched__",
    "/shop/ok/7,          200, /shop/ok/{id}, Shop.ok"
  })
  void isNamedByItsMappingAndNeverByItsPath(
      String target, int status, String path, String handler) {
    JsonNode event = capturing.eventOf(RawHttp.get(target));
    assertThat(event.path("path").asText()).isEqualTo(path);
    assertThat(event.path("handler").asText()).isEqualTo(handler);
    assertThat(event.path("status_code").asInt()).isEqualTo(status);
  }

  @Test
  void alsoWhereTheClientHasItAlready() {
    AtomicReference<String> modified = new AtomicReference<>();
    capturing.eventOf(
        () ->
            modified.set(
                RawHttp.exchange(capturing.port(), RawHttp.get("/static/file.txt"))
                    .headers()
                    .first("last-modified")));
    JsonNode event =
        capturing.eventOf(RawHttp.get("/static/file.txt", "If-Modified-Since: " + modified.get()));
    assertThat(event.path("status_code").asInt()).isEqualTo(304);
    assertThat(event.path("path").asText()).isEqualTo("/static/**");
  }

  /** The server decides that when all filters have seen another status. */
  @Test
  void hasTheStatusThatTheClientSawOverHttp2() {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    try (Capturing shop = Capturing.start(Map.of("micronaut.server.http-version", "2.0"))) {
      String modified =
          RawHttp.exchange(shop.port(), RawHttp.get("/static/file.txt"))
              .headers()
              .first("last-modified");
      List<Exchange> exchanges =
          List.of(
              file(200),
              file(304).with("If-Modified-Since: " + modified),
              file(206).with("Range: bytes=0-2"),
              file(304).with("If-Modified-Since: " + modified, "X-Any: value"),
              Exchange.unmatched("GET", "/static/none.txt", 404));
      for (Exchange exchange : exchanges) {
        List<JsonNode> events =
            shop.eventsOf(
                1,
                () ->
                    assertThat(exchange.sendOverHttp2(client, shop.port()))
                        .isEqualTo(exchange.status()));
        exchange.assertAgreesWith(events.get(events.size() - 1));
      }
    }
  }

  private static Exchange file(int status) {
    return Exchange.exchange("GET", "/static/file.txt", status, "/static/**", "__static__");
  }

  @Test
  void isNamedWithTheContextPathAsRoutesAre() {
    Map<String, ?> below =
        Map.of(
            "micronaut.server.context-path",
            "/app",
            "micronaut.router.static-resources.page.paths",
            "classpath:suite/static",
            "micronaut.router.static-resources.page.mapping",
            "/static/**");
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication shop = TestApplication.start(ingest, "StaticFilesTest", below)) {
      RawHttp.exchange(shop.port(), RawHttp.get("/app/static/file.txt"));
      JsonNode event = ingest.awaitEvents(1).get(0);
      assertThat(event.path("path").asText()).isEqualTo("/app/static/**");
      assertThat(event.path("handler").asText()).isEqualTo("__static__");
    }
  }

  @Test
  void isNoEventAndIsNotCountedWhereTheApplicationSaysSo() {
    try (Capturing shop = Capturing.start(Map.of("routeflow.ignore-static-resources", true))) {
      List<JsonNode> events =
          shop.eventsOf(
              2,
              () -> {
                RawHttp.exchange(shop.port(), RawHttp.get("/static/file.txt"));
                RawHttp.exchange(shop.port(), RawHttp.get("/static/none.txt"));
                RawHttp.exchange(shop.port(), RawHttp.get("/shop/ok/7"));
              });
      assertThat(events)
          .extracting(event -> event.path("path").asText())
          .containsExactly(Capturing.UNMATCHED, "/shop/ok/{id}");
    }
  }
}
