package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import suite.support.ApplicationExtension;
import suite.support.RawHttp;

/** The page as an application with the module serves it, with that application's own requests. */
@InChromium
final class ServedPageTest {

  private static final String ROWS = ".list tbody tr:not(.space)";
  private static final int REQUESTS = 20;
  private static final String BYTES_OF_THE_FIRST_ROW =
      """
      return performance.getEntriesByType('resource')
        .filter(({ name }) => /\\b(page|live|text|vendor)\\.js$|console\\.css$|last=/.test(name))
        .reduce((sum, { transferSize }) => sum + transferSize, 0);
      """;

  /** When the first row was in the document: printed, since how busy the machine is decides it. */
  private static final String WATCH_FOR_THE_FIRST_ROW =
      """
      new MutationObserver((changes, watch) => {
        if (!document.querySelector('.list a[data-id]')) return;
        window.firstRow = performance.now();
        watch.disconnect();
      }).observe(document, { subtree: true, childList: true });
      """;

  private static final String PAGE = "x-routeflow-frontend-route: /tickets";

  private final Browser browser;

  @RegisterExtension
  final ApplicationExtension pings =
      ApplicationExtension.ofPings(
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

  @Test
  void requestsAppearAsTheyHappenAndTheConsolesOwnAreNone() {
    ping(2);
    browser.waitForCount(ROWS, 2);
    assertThat(
            browser.run(
                "return [...new Set([...document.querySelectorAll('.c-route a')].map(a =>"
                    + " a.textContent))].join()"))
        .isEqualTo("/inner/ping/{number}");
    browser.waitForCount(".c-out [aria-label*='Sent']", 2);
    assertThat(browser.messages()).as("what the browser complains of").isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith("http://localhost:" + pings.port() + "/inner/"));
  }

  @Test
  void aRequestOpensWithItsHandlerAndPage() {
    browser.click(".c-route a");
    browser.waitForText(".request", "Ping.answer");
    assertThat(browser.texts(".request").get(0)).contains("/tickets", "✓ yes");
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

  /**
   * At 1.5 s a round trip and 25 kB/s: one round trip after the page itself, and 1.5 s for what
   * comes by it. A file that asks for the next one, or many more bytes, and the first row is late.
   */
  @Test
  void theFirstRowNeedsOneRoundTripAfterThePageAndFewBytes() {
    var random = new Random(13);
    for (int number = 2; number <= REQUESTS; number++) {
      ping(number, PAGE + "/" + like(random));
    }
    Browser.Script watching = browser.beforeEachPage(WATCH_FOR_THE_FIRST_ROW);
    try (watching) {
      browser.openAnew(url(""));
      browser.waitForCount(ROWS, REQUESTS);
    }
    System.out.printf(
        "First row after %s ms, with %s bytes%n",
        browser.run("return Math.round(window.firstRow)"), browser.run(BYTES_OF_THE_FIRST_ROW));
    assertThat(browser.requestsOfTheDocument().map(ServedPageTest::name))
        .as("what the document asks for by itself, before any script has run")
        .containsExactlyInAnyOrder(
            "requests?last=8", "console.css", "vendor.js", "live.js", "text.js", "page.js");
    assertThat(browser.run(BYTES_OF_THE_FIRST_ROW))
        .as("bytes, heads included")
        .asInstanceOf(InstanceOfAssertFactories.LONG)
        .isBetween(10_000L, 37_500L);
  }

  private static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  @Test
  void clearingEmptiesTheListHereAndOnTheServer() {
    browser.click(".menu summary");
    browser.click(".sheet button:last-of-type");
    browser.waitForText(".empty", "No requests yet");
    browser.open(url(""));
    browser.waitForText(".empty", "No requests yet");
  }

  /** As long as what a row names of three statements, of which the ids cannot be packed. */
  private static String like(Random random) {
    return Stream.generate(() -> Long.toHexString(random.nextLong()))
        .limit(3)
        .map(id -> "statements/" + id + "/count/1/total_ms/0.4/errors/0")
        .collect(Collectors.joining("/"));
  }

  private void ping(int number) {
    ping(number, PAGE);
  }

  private void ping(int number, String page) {
    RawHttp.exchange(pings.port(), RawHttp.get("/inner/ping/" + number, page));
  }

  private String url(String query) {
    return "http://localhost:" + pings.port() + "/inner/routeflow-console/" + query;
  }
}
