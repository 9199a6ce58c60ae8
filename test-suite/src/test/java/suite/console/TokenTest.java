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
      assertThat(signedIn.headers().first("Location")).isEqualTo("/routeflow-console/?q=a%20b");
      SafeAnswers.assertSafe(signedIn);
      String cookie = String.join("|", signedIn.headers().all("Set-Cookie"));
      assertThat(cookie)
          .contains("; HttpOnly", "; SameSite=Strict", "; Path=/routeflow-console")
          .doesNotContain("a-token", "Secure");
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
      assertThat(console.get("/api/state", "X-Forwarded-For: 1.2.3.4", header + TOKEN).status())
          .as("through a proxy as well")
          .isEqualTo(200);
    }
  }

  @Test
  void atThisMachineNobodyNeedsIt() {
    try (Console console = start(TOKEN)) {
      assertThat(console.get("/api/state").status()).isEqualTo(200);
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
          .anyMatch(line -> line.startsWith("routeflow.console.token must be"))
          .noneMatch(line -> line.contains("15-characters"));
    }
  }

  @Test
  void theLogWarnsThatOtherMachinesReachItAndNeverTellsTheToken() {
    try (LogCapture log = LogCapture.ofEverything(Level.DEBUG);
        Console console = start(TOKEN)) {
      console.get("/?token=" + ENCODED);
      console.get("/?token=wrong-but-secret-too");
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
