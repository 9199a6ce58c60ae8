package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** By default the console answers this machine only, and there only who has the code of the log. */
final class AccessTest {

  private static Console console;

  @BeforeAll
  static void start() {
    console = Console.start(Map.of("micronaut.server.host", "0.0.0.0"));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1",
        "127.8.9.10:80",
        "[::1]",
        "[::1]:8080"
      })
  void loopbackNamesAreAnswered(String host) {
    assertThat(stateAs(host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.256",
        "127.1",
        "0.0.0.0",
        "[::]",
        "192.168.1.1",
        "localhost:99999",
        "localhost:",
        "user@localhost",
        "localhost, evil.example",
      })
  void otherNamesAreRefused(String host) {
    assertRefused(stateAs(host));
  }

  @Test
  void noHostAndTwoHostsAreRefused() {
    String line = "GET " + Console.PATH + "/api/state HTTP/1.";
    String key = "\r\n" + console.key();
    assertRefused(RawHttp.exchange(console.port(), line + "0" + key + "\r\n\r\n"));
    RawResponse two =
        RawHttp.exchange(
            console.port(), line + "1\r\nHost: localhost\r\nHost: evil.example" + key + "\r\n\r\n");
    assertThat(two.status()).isIn(400, 403);
    assertThat(two.text()).doesNotContain("sdk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=1.2.3.4",
        "X-Forwarded-For: 127.0.0.1",
        "x-forwarded-proto: https",
        "X-Forwarded-Anything: 1",
        "X-Real-IP: 127.0.0.1",
        "Via: 1.1 proxy",
        "True-Client-IP: 127.0.0.1",
        "CF-Connecting-IP: 127.0.0.1",
      })
  void whatAProxyHasPassedOnIsNotFromThisMachine(String header) {
    assertRefused(console.get("/api/state", header));
  }

  @Test
  void aWholeUriIsWhatProxiesAreSent() {
    String target = "http://localhost" + Console.PATH + "/api/state";
    assertRefused(
        RawHttp.exchange(
            console.port(), Console.request("GET", target, "localhost", console.key())));
  }

  @Test
  void anotherMachineIsRefused() {
    InetAddress address = OtherMachine.address();
    assertThat(
            console
                .exchange(address, Console.request("GET", "/shop/items/1", "localhost"))
                .status())
        .as("the application itself is open")
        .isEqualTo(200);
    assertRefused(console.getFrom(address, "/api/state"));
    assertRefused(console.getFrom(address, "/api/state", console.key()));
    assertRefused(console.getFrom(address, "/"));
    assertRefused(console.getFrom(address, "/?code=" + console.code()));
    String pretending =
        Console.request("GET", Console.PATH + "/api/state", "localhost", console.key());
    assertRefused(console.exchange(address, pretending));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, cross-site, 403",
    "GET, /page.js, cross-site, 403",
    "GET, /index.html, cross-site, 403",
    "GET, /api/state, cross-site, 403",
    "GET, /api/state, same-site, 403",
    "GET, /api/state, nonsense, 403",
    "GET, /api/live, cross-site, 403",
    "POST, /api/clear, cross-site, 403",
    "GET, /api/state, none, 200",
    "GET, /api/state, same-origin, 200",
  })
  void otherSitesAreRefused(String method, String path, String site, int status) {
    RawResponse answer =
        console.send(
            method,
            path,
            "Sec-Fetch-Site: " + site,
            "Sec-Fetch-Mode: navigate",
            Console.GUARD,
            "Content-Length: 0");
    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1, 204",
    "https://evil.example, 403",
    "null, 403",
    "http://127.0.0.1:81, 403",
    "http://127.0.0.1.evil.example, 403"
  })
  void otherOriginsAreRefused(String origin, int status) {
    RawResponse answer =
        console.send("POST", "/api/clear", "Origin: " + origin, Console.GUARD, "Content-Length: 0");
    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"/api/clear, ''", "/api/flush, ''", "/api/clear, 'X-Routeflow-Console: 0'"})
  void whatChangesSomethingNeedsTheHeader(String path, String header) {
    RawResponse answer =
        header.isEmpty()
            ? console.send("POST", path, "Content-Length: 0")
            : console.send("POST", path, header, "Content-Length: 0");
    assertRefused(answer);
  }

  @Test
  void aFormCannotChangeAnything() {
    String form =
        RawHttp.request(
            "POST",
            Console.PATH + "/api/clear",
            "Content-Type: text/plain",
            "Content-Length: 3",
            console.key());
    assertRefused(RawHttp.exchange(console.port(), form + "a=1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%72outeflow-console/api/state",
        "//routeflow-console/api/state",
        "/./routeflow-console/api/state",
        "/x/../routeflow-console/api/state",
        "/routeflow-console;x=1/api/state",
        "/routeflow-console%2Fapi/state",
        "/routeflow-console//api/state",
        "/ROUTEFLOW-CONSOLE/api/state",
      })
  void anotherSpellingIsNoWayAroundTheRules(String path) {
    RawResponse answer =
        RawHttp.exchange(
            console.port(), RawHttp.get(path, "X-Forwarded-For: 1.2.3.4", console.key()));
    assertThat(answer.status()).isIn(400, 403, 404);
    assertThat(answer.text()).doesNotContain("started_at");
  }

  private static RawResponse stateAs(String host) {
    return RawHttp.exchange(
        console.port(), Console.request("GET", Console.PATH + "/api/state", host, console.key()));
  }

  private static void assertRefused(RawResponse answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    assertThat(Console.parse(answer.text()).path("message").asText()).isNotEmpty();
    SafeAnswers.assertSafe(answer);
  }
}
