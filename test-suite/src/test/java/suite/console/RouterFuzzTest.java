package suite.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.RawHttp;
import suite.support.RawResponse;

/**
 * Requests each path of the console in every spelling that a router and a filter may understand
 * differently, from another machine and, without the code, from this one: there is no data without
 * a grant.
 */
final class RouterFuzzTest {

  private static final long SEED = Long.getLong("suite.console.seed", 20_260_117L);
  private static final int REQUESTS = Integer.getInteger("suite.console.requests", 400);
  private static final List<String> DATA =
      List.of(
          "started_at",
          "event_id",
          "bucket_ms",
          "queue_max",
          "repository_methods",
          "\"running\"",
          "\"classes\"",
          "<script");

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "shop-api/, /shop-api",
    "//shop-api//, //shop-api/",
    "/{tenant}, /acme",
  })
  void noSpellingOfAPathOpensTheConsole(String spelled, String actual) {
    InetAddress other = OtherMachine.address();
    try (Console console = start(spelled, actual, Map.of())) {
      console.visit("/shop/items/1");
      String id = console.awaitRows(1).get(0).path("event_id").asText();
      JsonNode since = console.json("/api/routes").path("since");
      var spellings = new Spellings(new SplittableRandom(SEED), console, id);
      int answered = 0;
      for (int i = 0; i < REQUESTS; i++) {
        String request = spellings.next();
        for (InetAddress address : List.of(other, InetAddress.getLoopbackAddress())) {
          answered += assertClosed(address, console.port(), request) ? 1 : 0;
        }
      }
      assertThat(answered).as("answers").isGreaterThan(REQUESTS);
      assertThat(console.json("/api/routes").path("since"))
          .as("nothing was cleared")
          .isEqualTo(since);
      assertThat(console.json("/api/delivery").at("/cost/listeners").asInt()).isZero();
    }
  }

  @Test
  void norDoesAnotherListenerOrAFilterThatRewritesPaths() {
    InetAddress other = OtherMachine.address();
    Map<String, Object> listeners =
        Map.of(
            "suite.rewriting",
            true,
            "micronaut.server.netty.listeners.first.port",
            -1,
            "micronaut.server.netty.listeners.first.host",
            "0.0.0.0",
            "micronaut.server.netty.listeners.second.port",
            -1,
            "micronaut.server.netty.listeners.second.host",
            "0.0.0.0");
    try (Console console = start("", "", listeners)) {
      console.visit("/shop/items/1");
      for (String path : Spellings.PATHS) {
        for (int port : console.ports()) {
          for (String prefix : new String[] {Console.PATH, "/inside"}) {
            String request = Console.request("GET", prefix + path, "localhost");
            for (InetAddress address : List.of(other, InetAddress.getLoopbackAddress())) {
              assertThat(assertClosed(address, port, request)).as(request).isTrue();
            }
          }
        }
      }
      assertThat(console.ports()).hasSize(2);
      String inside = RawHttp.get("/inside/api/state", console.key());
      assertThat(RawHttp.exchange(console.port(), inside).status())
          .as("the way does lead to the console")
          .isEqualTo(200);
    }
  }

  @Test
  void norDoesHttp2() throws Exception {
    Map<String, Object> http2 = Map.of("micronaut.server.http-version", "2.0");
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    String other = OtherMachine.address().getHostAddress();
    try (Console console = start("", "", http2)) {
      console.visit("/shop/items/1");
      for (String path : Spellings.PATHS) {
        for (String host : List.of(other, "127.0.0.1")) {
          URI uri = URI.create("http://" + host + ":" + console.port() + Console.PATH + path);
          var response =
              client.send(
                  java.net.http.HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
          assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
          assertThat(response.statusCode()).as("%s", uri).isEqualTo(host.equals(other) ? 403 : 401);
          assertThat(response.headers().map()).containsKey("content-security-policy");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "//shop-api//, //shop-api/"})
  void norDoesAnySpellingOverHttp2(String spelled, String actual) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    String other = OtherMachine.address().getHostAddress();
    try (Console console = start(spelled, actual, Map.of("micronaut.server.http-version", "2.0"))) {
      console.visit("/shop/items/1");
      String id = console.awaitRows(1).get(0).path("event_id").asText();
      var spellings = new Spellings(new SplittableRandom(SEED), console, id);
      int spoken = 0;
      for (int i = 0; i < REQUESTS; i++) {
        String host = i % 2 == 0 ? other : "127.0.0.1";
        URI uri = URI.create("http://" + host + ":" + console.port() + spellings.nextUri());
        var response =
            client.send(java.net.http.HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        spoken += response.version() == HttpClient.Version.HTTP_2 ? 1 : 0;
        assertThat(response.statusCode()).as("seed %d, %s", SEED, uri).isGreaterThanOrEqualTo(400);
        assertThat(DATA).as("seed %d, %s", SEED, uri).noneMatch(response.body()::contains);
      }
      assertThat(spoken).as("requests over HTTP/2").isGreaterThan(REQUESTS / 2);
    }
  }

  private static Console start(String spelled, String actual, Map<String, Object> more) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("micronaut.server.host", "0.0.0.0");
    if (!spelled.isEmpty()) {
      settings.put("micronaut.server.context-path", spelled);
    }
    settings.putAll(more);
    return Console.startAt(actual, settings);
  }

  /** Returns whether there was an answer. */
  private static boolean assertClosed(InetAddress address, int port, String request) {
    String what = "seed " + SEED + ", from " + address + ":\n" + request;
    try (RawHttp http = RawHttp.connect(address, port)) {
      http.send(request);
      RawResponse head = http.readHead();
      assertThat(head.status()).as(what).isGreaterThanOrEqualTo(400);
      int length =
          Integer.parseInt(head.headers().all("Content-Length").stream().findFirst().orElse("0"));
      if (!request.startsWith("HEAD")) {
        String body = new String(http.readBytes(length), UTF_8);
        assertThat(DATA).as(what + body).noneMatch(body::contains);
      }
      return true;
    } catch (UncheckedIOException closed) {
      return false; // the server has closed the connection, which opens nothing either
    }
  }

  /** As applications do that move paths: it runs before the router, and before the console. */
  @Requires(property = "suite.rewriting")
  @ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
  static class Rewriting {
    @PreMatching
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @RequestFilter
    HttpRequest<?> rewrite(HttpRequest<?> request) {
      String path = request.getPath();
      return path.startsWith("/inside")
          ? new Rewritten(request, Console.PATH + path.substring("/inside".length()))
          : request;
    }
  }

  private static final class Rewritten extends HttpRequestWrapper<Object> {
    private final URI uri;

    @SuppressWarnings("unchecked") // nothing of the body is looked at
    Rewritten(HttpRequest<?> request, String path) {
      super((HttpRequest<Object>) request);
      uri = URI.create(path);
    }

    @Override
    public URI getUri() {
      return uri;
    }

    @Override
    public String getPath() {
      return uri.getPath();
    }
  }
}
