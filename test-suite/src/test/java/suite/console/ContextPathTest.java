package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Routeflow;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.ConsoleLinks;
import suite.support.RawHttp;
import suite.support.RawResponse;

/**
 * However the context path is spelled, the router, the console and its door mean the same by it.
 */
final class ContextPathTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "/, ''",
    "//, /",
    "/shop-api, /shop-api",
    "shop-api, /shop-api",
    "/shop-api/, /shop-api",
    "shop-api/, /shop-api",
    "//shop-api, //shop-api",
    "//shop-api//, //shop-api/",
    "/a//b, /a//b",
    "/a/b/, /a/b",
    "/Shop-API, /Shop-API",
    "'${suite.context}', /placed",
    "'${suite.no-such:fallback/}', /fallback",
    "/v1.0;x=1, /v1.0;x=1",
  })
  void theConsoleIsThereAndItsDoorToo(String spelled, String actual) {
    InetAddress address = OtherMachine.address();
    var settings = new HashMap<String, Object>();
    settings.put("micronaut.server.context-path", spelled);
    settings.put("micronaut.server.host", "0.0.0.0");
    settings.put("suite.context", "placed");
    settings.put("routeflow.ignored-paths", "/none");
    try (Console console = Console.startAt(actual, settings)) {
      assertThat(ConsoleLinks.of(console.port()).path())
          .as("the address in the log")
          .isEqualTo(console.path("/"));
      assertThat(console.visit("/shop/items/1").status()).isEqualTo(200);

      assertThat(console.get("/api/state").status()).isEqualTo(200);
      for (String path : new String[] {"", "/", "/page.js", "/api/state", "/api/no-such"}) {
        assertRefused(console.getWithout(path), 401);
        assertRefused(console.getFrom(address, path, console.key()), 403);
        assertRefused(console.get(path, "Sec-Fetch-Site: cross-site"), 403);
      }
      assertRefused(console.send("OPTIONS", "/api/state", "Origin: http://x"), 403);
      RawResponse login = console.getWithout("/?code=" + console.code());
      assertThat(login.headers().contains("Set-Cookie")).isTrue();

      assertThat(console.awaitRows(1)).hasSize(1);
      Routeflow routeflow = console.application().context().getBean(Routeflow.class);
      assertThat(routeflow.stats().captured()).as("its own requests are no events").isEqualTo(1);
    }
  }

  /** A path with a variable is nothing that a prefix can be compared with: closed all the same. */
  @Test
  void aContextPathWithAVariableOpensNothing() {
    InetAddress address = OtherMachine.address();
    Map<String, Object> settings =
        Map.of("micronaut.server.context-path", "/{tenant}", "micronaut.server.host", "0.0.0.0");
    try (Console console = Console.startAt("/acme", settings)) {
      assertThat(console.visit("/shop/items/1").status()).isEqualTo(200);
      for (String path : new String[] {"/", "/page.js", "/api/state", "/api/requests"}) {
        assertRefused(console.getWithout(path), 401);
        assertRefused(console.getFrom(address, path, console.key()), 403);
      }
      assertThat(console.get("/api/state").status()).isEqualTo(200);
      RawResponse outside =
          RawHttp.exchange(console.port(), RawHttp.get(Console.PATH + "/api/state"));
      assertThat(outside.status()).isEqualTo(404);
    }
  }

  private static void assertRefused(RawResponse answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    SafeAnswers.assertSafe(answer);
  }
}
