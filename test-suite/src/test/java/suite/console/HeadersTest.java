package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.RawHttp;
import suite.support.RawResponse;

/**
 * Every answer carries the headers that keep the browser in check, whatever the application does.
 */
final class HeadersTest {

  private static final String ORIGIN = "http://127.0.0.1";
  private static Console console;

  @BeforeAll
  static void start() {
    console =
        Console.start(
            Map.of(
                "suite.own-errors", true,
                "micronaut.server.cors.enabled", true,
                "micronaut.server.cors.configurations.all.allow-private-network", true,
                "micronaut.server.cors.configurations.all.exposed-headers", "X-Any"));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200",
    "GET, '', 303",
    "GET, /page.js, 200",
    "GET, /no-such-file, 404",
    "GET, /api/state, 200",
    "GET, /api/requests, 200",
    "GET, /api/running, 200",
    "GET, /api/classes, 200",
    "GET, /api/requests/x, 404",
    "GET, /api/no-such, 404",
    "GET, /a/b/c, 404",
    "POST, /api/state, 405",
    "DELETE, /api/requests, 405",
    "POST, /api/clear, 204",
    "PUT, /, 405",
    "OPTIONS, /api/state, 403",
  })
  void alsoOnErrors(String method, String path, int status) {
    RawResponse answer =
        console.send(
            method, path, "Origin: " + ORIGIN, Console.GUARD, "Content-Length: 0", "Accept: */*");
    assertThat(answer.status()).isEqualTo(status);
    SafeAnswers.assertSafe(answer);
    assertThat(answer.text()).doesNotContain("own error");
  }

  @Test
  void theStreamToo() {
    try (EventStream stream = EventStream.open(console, "Origin: " + ORIGIN)) {
      SafeAnswers.assertSafe(stream.head());
      assertThat(stream.head().headers().first("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void theApplicationsOwnAnswersAreItsOwnAffair() {
    RawResponse answer = console.visit("/shop/items/1", "Origin: " + ORIGIN);
    assertThat(answer.headers().contains("Access-Control-Allow-Origin")).isTrue();
    assertThat(answer.headers().contains("Content-Security-Policy")).isFalse();
    assertThat(console.visit("/no/such").text()).contains("own error");
  }

  @Test
  void aPreflightIsRefusedThoughTheApplicationAllowsEveryOrigin() {
    assertThat(preflight("/shop/items/1").status()).isEqualTo(200);
    RawResponse answer = preflight(Console.PATH + "/api/state");
    assertThat(answer.status()).isEqualTo(403);
    SafeAnswers.assertSafe(answer);
  }

  private static RawResponse preflight(String path) {
    return RawHttp.exchange(
        console.port(), RawHttp.preflight(path, "http://localhost:3000", "GET"));
  }

  @Requires(property = "suite.own-errors")
  @Controller
  static class OwnErrors {
    @Error(status = HttpStatus.NOT_FOUND, global = true)
    HttpResponse<String> missing(HttpRequest<?> request) {
      return HttpResponse.ok("own error");
    }

    @Error(status = HttpStatus.METHOD_NOT_ALLOWED, global = true)
    HttpResponse<String> method(HttpRequest<?> request) {
      return HttpResponse.status(HttpStatus.METHOD_NOT_ALLOWED).body("own error");
    }
  }
}
