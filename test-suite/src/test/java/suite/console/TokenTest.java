package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import suite.support.LogCapture;
import suite.support.RawResponse;

/** With {@code allow-remote} other machines need the token. */
final class TokenTest {

  private static final String TOKEN = "a-token/with+signs=and&more";
  private static final String ENCODED = "a-token%2Fwith%2Bsigns%3Dand%26more";
  private static final String LOGGER = "io.routeflow.micronaut";

  @Test
  void theTokenIsGivenOnceAndTheBrowserKeepsACookieThatIsNotTheToken() {
    InetAddress address = OtherMachine.address();
    try (Console console = start(TOKEN)) {
      assertThat(console.getFrom(address, "/api/state").status()).isEqualTo(401);
      assertThat(console.getFrom(address, "/?token=wrong").status()).isEqualTo(401);
      assertThat(console.getFrom(address, "/api/state?token=" + ENCODED).status())
          .as("the address of data is logged more often than that of the page")
          .isEqualTo(401);

      RawResponse signedIn = console.getFrom(address, "/?token=" + ENCODED + "&q=a%20b");
      assertThat(signedIn.status()).isEqualTo(303);
      assertThat(signedIn.headers().first("Location")).isEqualTo("./?q=a%20b");
      SafeAnswers.assertSafe(signedIn);
      String cookie = String.join("|", signedIn.headers().all("Set-Cookie"));
      assertThat(cookie)
          .contains("; HttpOnly", "; SameSite=Lax")
          .doesNotContain("a-token", "Secure", "Path=", "Domain=", "Max-Age=", "Expires=");
      String pair = cookie.substring(0, cookie.indexOf(';'));

      assertThat(console.getFrom(address, "/api/state", "Cookie: other=1; " + pair).status())
          .isEqualTo(200);
      assertThat(console.getFrom(address, "/", "Cookie: " + pair).status()).isEqualTo(200);
      assertThat(console.getFrom(address, "/api/state", "Cookie: " + pair + "x").status())
          .isEqualTo(401);
      try (Console another = start(TOKEN)) {
        assertThat(another.getFrom(address, "/api/state", "Cookie: " + pair).status())
            .as("worth nothing to another process")
            .isEqualTo(401);
      }
    }
  }

  @Test
  void behindTlsThatEndsElsewhereTheCookieIsSecure() {
    try (Console console = start(TOKEN)) {
      String path = "/?token=" + ENCODED;
      for (String header :
          new String[] {
            "X-Forwarded-Proto: https",
            "X-Forwarded-Proto: https, http",
            "Forwarded: for=192.0.2.60;proto=https;by=203.0.113.43",
            "Forwarded: proto=\"https\""
          }) {
        assertThat(console.getWithout(path, header).headers().first("Set-Cookie"))
            .as(header)
            .endsWith("; Secure");
      }
      assertThat(console.getWithout(path, "X-Forwarded-Proto: http").headers().first("Set-Cookie"))
          .doesNotContain("Secure");
    }
  }

  @Test
  void programsSendItInAHeader() {
    InetAddress address = OtherMachine.address();
    try (Console console = start(TOKEN)) {
      String header = "X-Routeflow-Console-Token: ";
      assertThat(console.getFrom(address, "/api/state", header + TOKEN).status()).isEqualTo(200);
      assertThat(console.getFrom(address, "/api/state", header + TOKEN + "x").status())
          .isEqualTo(401);
      assertThat(
              console
                  .getFrom(address, "/api/state", header + TOKEN, "Sec-Fetch-Site: cross-site")
                  .status())
          .isEqualTo(403);
      assertThat(
              console.getWithout("/api/state", "X-Forwarded-For: 1.2.3.4", header + TOKEN).status())
          .as("through a proxy as well")
          .isEqualTo(200);
    }
  }

  @Test
  void atThisMachineItIsAsGoodAsTheCode() {
    try (Console console = start(TOKEN)) {
      assertThat(console.get("/api/state").status()).isEqualTo(200);
      String header = "X-Routeflow-Console-Token: " + TOKEN;
      assertThat(console.getWithout("/api/state", header).status()).isEqualTo(200);
      assertThat(console.getWithout("/api/state").status()).isEqualTo(401);
      assertThat(console.get("/api/state", "X-Forwarded-For: 127.0.0.1").status()).isEqualTo(401);
    }
  }

  @Test
  void withoutATokenOtherMachinesStayRefusedAndTheLogSaysSo() {
    InetAddress address = OtherMachine.address();
    try (LogCapture log = LogCapture.of(LOGGER);
        Console console = start("")) {
      assertThat(console.getFrom(address, "/api/state").status()).isEqualTo(403);
      assertThat(log.events(Level.WARN))
          .extracting(event -> event.getFormattedMessage())
          .anyMatch(line -> line.startsWith("routeflow.console.allow-remote has no effect"));
    }
  }

  @Test
  void aTokenThatCanBeGuessedIsNoToken() {
    InetAddress address = OtherMachine.address();
    try (LogCapture log = LogCapture.of(LOGGER);
        Console console = start("15-characters-x")) {
      assertThat(console.getFrom(address, "/?token=15-characters-x").status()).isEqualTo(403);
      assertThat(log.events(Level.WARN))
          .extracting(event -> event.getFormattedMessage())
          .anyMatch(line -> line.startsWith("Invalid value for routeflow.console.token: "))
          .noneMatch(line -> line.contains("15-characters"));
    }
  }

  @Test
  void theLogWarnsThatOtherMachinesReachItAndNeverContainsTheToken() {
    try (LogCapture log = LogCapture.ofEverything(Level.DEBUG);
        Console console = start(TOKEN)) {
      console.getWithout("/?token=" + ENCODED);
      console.getWithout("/?token=wrong-but-secret-too");
      assertThat(log.events(Level.WARN))
          .extracting(event -> event.getFormattedMessage())
          .anyMatch(line -> line.startsWith("The console can be reached from other machines"));
      assertThat(log.events())
          .filteredOn(event -> event.getLoggerName().startsWith("io.routeflow"))
          .extracting(event -> event.getFormattedMessage())
          .noneMatch(line -> line.contains("a-token") || line.contains("wrong-but-secret"));
    }
  }

  private static Console start(String token) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("micronaut.server.host", "0.0.0.0");
    settings.put("routeflow.console.allow-remote", true);
    if (!token.isEmpty()) {
      settings.put("routeflow.console.token", token);
    }
    return Console.start(settings);
  }
}
