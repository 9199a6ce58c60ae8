package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** At this machine the console opens to those who can read the application's log. */
final class CodeTest {

  private static final String HTML = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";
  private static Console console;

  @BeforeAll
  static void start() {
    console = Console.start(Map.of());
    console.visit("/shop/items/1");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/index.html",
        "/page.js",
        "/api/state",
        "/api/requests",
        "/api/routes",
        "/api/sql",
        "/api/delivery",
        "/api/live",
        "/api/no-such"
      })
  void thatAConnectionComesFromThisMachineOpensNothing(String path) {
    RawResponse answer = console.getWithout(path);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(Console.parse(answer.text()).path("reason").asText()).isEqualTo("code_required");
    assertThat(Console.parse(answer.text()).path("message").asText()).isNotEmpty();
    SafeAnswers.assertSafe(answer);
  }

  @Test
  void nothingCanBeChangedWithoutItEither() {
    console.awaitRows(1);
    for (String path : List.of("/api/clear", "/api/flush")) {
      assertThat(console.sendWithout("POST", path, Console.GUARD, "Content-Length: 0").status())
          .isEqualTo(401);
    }
    assertThat(console.awaitRows(1)).isNotEmpty();
  }

  @Test
  void theLinkGivesACookieAndAnAddressWithoutTheCode() {
    RawResponse answer = console.getWithout("/?view=sql&code=" + console.code() + "&q=a%20b");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers().first("Location")).isEqualTo("./?view=sql&q=a%20b");
    assertThat(answer.headers().all("Referrer-Policy")).containsExactly("no-referrer");
    SafeAnswers.assertSafe(answer);
    String header = String.join("|", answer.headers().all("Set-Cookie"));
    assertThat(header)
        .contains("; HttpOnly", "; SameSite=Lax")
        .doesNotContain(console.code(), "Secure", "Path=", "Domain=", "Max-Age=", "Expires=");

    String cookie = "Cookie: other=1; " + pair(header);
    assertThat(console.getWithout("/", cookie).text()).contains("<script");
    assertThat(console.getWithout("/api/state", cookie).status()).isEqualTo(200);
    String[] post = {cookie, Console.GUARD, "Content-Length: 0"};
    assertThat(console.sendWithout("POST", "/api/flush", post).status()).isEqualTo(204);
    try (EventStream stream = EventStream.tryOpenWithout(console, cookie)) {
      assertThat(stream.head().status()).isEqualTo(200);
    }
    assertThat(console.getWithout("/api/state", cookie + "x").status()).isEqualTo(401);
  }

  @Test
  void theLinkWorksAgainAndInAnotherBrowser() {
    for (int i = 0; i < 3; i++) {
      assertThat(console.getWithout("/?code=" + console.code(), HTML).status()).isEqualTo(303);
    }
  }

  @Test
  void withoutTheSlashTheLinkLeadsToTheOneWithIt() {
    RawResponse answer = console.getWithout("?code=" + console.code());
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers().first("Location"))
        .isEqualTo("routeflow-console/?code=" + console.code());
    assertThat(answer.headers().contains("Set-Cookie"))
        .as("its path would be that of the whole application")
        .isFalse();
  }

  @Test
  void aLinkThatIsOpenedAgainWithACookieLosesItsCodeAndGetsNoOther() {
    String cookie = "Cookie: " + pair(login(console));
    RawResponse old = console.getWithout("/?code=of-yesterday&view=flow", cookie);
    assertThat(old.status()).isEqualTo(303);
    assertThat(old.headers().first("Location")).isEqualTo("./?view=flow");
    assertThat(old.headers().contains("Set-Cookie")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/state?code=",
        "/index.html?code=",
        "/?token=",
        "/?Code=",
        "/?x=1;code=",
        "/?xcode=",
      })
  void noOtherAddressTakesTheCode(String address) {
    assertThat(console.getWithout(address + console.code()).status()).isEqualTo(401);
  }

  @Test
  void aLinkOnAPageOfAnotherSiteOpensThePageWhileItsDataAreClosedToIt() {
    String cookie = "Cookie: " + pair(login(console));
    String[] navigation = {
      cookie, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"
    };
    assertThat(console.getWithout("/?view=sql", navigation).text()).contains("<script");
    String[] typed =
        Stream.of(navigation, new String[] {"Accept: text/html"})
            .flatMap(Stream::of)
            .toArray(String[]::new);
    for (String path : List.of("/api/state", "/index.html", "/nowhere")) {
      assertThat(console.getWithout(path, typed).text())
          .as(path)
          .contains("<!doctype html>", "cannot be used from another site")
          .doesNotContain("<script");
      assertThat(console.getWithout(path, navigation).text()).as(path).startsWith("{");
    }
    assertThat(console.getWithout("?view=sql", navigation).status()).isEqualTo(303);
    assertThat(console.getWithout("/api/requests", navigation).status()).isEqualTo(403);
    assertThat(console.getWithout("/page.js", navigation).status()).isEqualTo(403);
    navigation[3] = "Sec-Fetch-Dest: iframe";
    assertThat(console.getWithout("/", navigation).status()).isEqualTo(403);
  }

  @Test
  void theCookieOfAnEarlierRunIsRefusedByItsName() {
    try (Console earlier = Console.start(Map.of())) {
      String cookie = "Cookie: " + pair(login(earlier));
      assertThat(earlier.getWithout("/api/state", cookie).status()).isEqualTo(200);
      RawResponse answer = console.getWithout("/api/state", cookie);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(Console.parse(answer.text()).path("reason").asText()).isEqualTo("session_expired");
      assertThat(console.getWithout("/?code=" + earlier.code()).status()).isEqualTo(401);
    }
  }

  @Test
  void twoApplicationsOnOneMachineDoNotSignEachOtherOut() {
    try (Console other = Console.start(Map.of())) {
      assertThat(nameFor(console, "localhost:" + console.port()))
          .isNotEqualTo(nameFor(other, "localhost:" + other.port()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "", "/?code=wrong", "/?view=sql"})
  void aBrowserIsShownHowToGetIn(String path) {
    RawResponse answer = console.getWithout(path, HTML, "Cookie: routeflow_console=old");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().first("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.text()).contains("?code=…").doesNotContain("<script", "wrong", "shop");
    SafeAnswers.assertRunsNothing(answer);
  }

  @Test
  void aBrowserOfAnotherMachineIsShownASentenceToo() {
    RawResponse answer = console.getWithout("/", HTML, "X-Forwarded-For: 192.0.2.1");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).startsWith("<!doctype html>").contains("this machine only");
    SafeAnswers.assertRunsNothing(answer);
  }

  @Test
  void wrongCodesAreLimitedAndLoggedOnceWhileTheLinkStillWorks() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.console");
        Console guessed = Console.start(Map.of("routeflow.console.token", "0123456789abcdef"))) {
      for (int i = 0; i < 10; i++) {
        assertThat(guessed.getWithout("/?code=guess-" + i).status()).isEqualTo(401);
      }
      String header = "X-Routeflow-Console-Token: ";
      RawResponse answer = guessed.getWithout("/api/state", header + "guess");
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.headers().first("Retry-After")).isEqualTo("60");
      assertThat(Console.parse(answer.text()).path("reason").asText())
          .isEqualTo("too_many_attempts");
      SafeAnswers.assertSafe(answer);
      assertThat(guessed.getWithout("/api/state", header + "0123456789abcdef").status())
          .as("a token may be short enough to be guessed")
          .isEqualTo(429);
      assertThat(guessed.getWithout("/api/state").status()).as("is no attempt").isEqualTo(401);
      assertThat(guessed.getWithout("/?code=" + guessed.code()).status()).isEqualTo(303);

      assertThat(log.events(Level.WARN))
          .singleElement()
          .extracting(event -> event.getFormattedMessage())
          .asString()
          .startsWith("Wrong codes or tokens for the console: 10 ")
          .doesNotContain("guess");
    }
  }

  @Test
  void theCodeIsInOneLineAndNowhereElse() {
    Map<String, Object> management =
        Map.of("endpoints.all.enabled", true, "endpoints.all.sensitive", false);
    try (LogCapture log = LogCapture.ofEverything(Level.DEBUG);
        Console open = Console.start(management)) {
      String cookie = "Cookie: " + pair(login(open));
      open.visit("/shop/items/1", "Referer: http://localhost/routeflow-console/");
      open.awaitRows(1);
      var told = new StringBuilder();
      for (String path : List.of("/api/state", "/api/requests", "/api/delivery", "/")) {
        told.append(open.getWithout(path, cookie).text());
      }
      for (String path : List.of("/routeflow", "/env", "/beans", "/loggers", "/health")) {
        told.append(RawHttp.exchange(open.port(), RawHttp.get(path)).text());
      }
      assertThat(told.toString()).doesNotContain(open.code());
      assertThat(log.events())
          .filteredOn(event -> event.getLoggerName().startsWith("io.routeflow"))
          .extracting(event -> event.getFormattedMessage())
          .filteredOn(line -> line.contains(open.code()))
          .singleElement()
          .asString()
          .startsWith("Console: ");
    }
  }

  private static String nameFor(Console console, String host) {
    RawResponse answer =
        console.exchange(
            InetAddress.getLoopbackAddress(),
            Console.request("GET", Console.PATH + "/?code=" + console.code(), host));
    String cookie = String.join("|", answer.headers().all("Set-Cookie"));
    return cookie.substring(0, cookie.indexOf('='));
  }

  private static String login(Console console) {
    RawResponse answer = console.getWithout("/?code=" + console.code());
    return String.join("|", answer.headers().all("Set-Cookie"));
  }

  private static String pair(String cookie) {
    return cookie.substring(0, cookie.indexOf(';'));
  }
}
