package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import suite.support.FakeIngest;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** The page as an application with the module serves it, with that application's own requests. */
@ExtendWith(Chromium.class)
final class ServedPageTest {

  private static final String ROWS = ".list tbody tr:not(.space)";
  private static final String PAGE = "x-routeflow-frontend-route: /tickets";

  private final Browser browser;
  private final FakeIngest ingest = FakeIngest.start();
  private final TestApplication application =
      Pings.start(
          ingest,
          "ServedPageTest",
          Map.of("micronaut.server.context-path", "/inner", "routeflow.flush-interval-ms", 20));

  ServedPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void open() {
    ping(1);
    browser.open(url(""));
    browser.waitForCount(ROWS, 1);
  }

  @AfterEach
  void stop() {
    application.close();
    ingest.close();
  }

  @Test
  void requestsAppearAsTheyHappenAndTheConsolesOwnAreNone() {
    ping(2);
    browser.waitForCount(ROWS, 2);
    assertThat(browser.texts(".c-route a")).containsOnly("/inner/ping/{number}");
    browser.waitForCount(".c-out [aria-label*='Sent']", 2);
    assertThat(browser.messages()).as("what the browser complains of").isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith("http://localhost:" + application.port() + "/inner/"));
  }

  @Test
  void aRequestOpensWithItsHandlerAndPage() {
    browser.click(".c-route a");
    browser.waitForText(".request", "Ping.answer");
    assertThat(browser.texts(".request").get(0)).contains("/tickets", "Sent to the endpoint");
  }

  @Test
  void everyViewShowsTheApplicationsOwnFigures() {
    for (String view : new String[] {"routes", "flow"}) {
      browser.open(url("?view=" + view));
      browser.waitForText("main", "/inner/ping/{number}");
    }
    browser.open(url("?view=delivery"));
    browser.waitForText("main", "sent");
    assertThat(browser.messages()).isEmpty();
  }

  @Test
  void clearingEmptiesTheListHereAndOnTheServer() {
    browser.click("button[title='Empty list and figures']");
    browser.waitForText(".empty", "No requests yet");
    browser.open(url(""));
    browser.waitForText(".empty", "No requests yet");
  }

  private void ping(int number) {
    RawHttp.exchange(application.port(), RawHttp.get("/inner/ping/" + number, PAGE));
  }

  private String url(String query) {
    return "http://localhost:" + application.port() + "/inner/routeflow-console/" + query;
  }
}
