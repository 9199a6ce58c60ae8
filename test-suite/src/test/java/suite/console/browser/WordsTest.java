package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page says what it means. */
@InChromium
final class WordsTest {

  private static final String UNMATCHED = "__unmatched__";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(rows());

  WordsTest(Browser browser) {
    this.browser = browser;
  }

  private static List<Map<String, Object>> rows() {
    Map<String, Object> missing = Rows.row(1, "GET", UNMATCHED, "/page");
    missing.put("status", "warning");
    missing.put("status_code", 404);
    Map<String, Object> seen = Rows.row(2, "GET", UNMATCHED, "/page");
    seen.putAll(Map.of("status", "warning", "status_code", 404, "address", "/api/ordrs"));
    Map<String, Object> file = Rows.row(3, "GET", UNMATCHED, "/page");
    Map<String, Object> route = Rows.row(4, "GET", "/orders", "/page");
    route.put("trace_id", "0199f0c2-7a10-7b21-8f00-1d2e3f405162");
    return List.of(missing, seen, file, route);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void whatNoRouteAnsweredIsSaidInWordsOrByItsAddress() {
    browser.open(console.url(""));
    browser.waitForCount(".list tbody tr", 4);
    assertThat(browser.texts(".c-route a"))
        .containsExactly("/orders", "no route", "/api/ordrs", "no route");
    for (String view : List.of("routes", "flow", "failures")) {
      browser.click("nav a[href*='view=" + view + "']");
      browser.find(".view tbody tr");
      assertThat(browser.texts("main").toString()).as(view).doesNotContain(UNMATCHED);
    }
    browser.open(console.url("?view=routes&route=GET%20" + UNMATCHED));
    browser.waitForText(".request h2", "no route");
    browser.find(".request .histogram");
    assertThat(browser.texts("main").toString()).doesNotContain(UNMATCHED);
  }

  @Test
  void whyThereIsNoCommandToCopyStandsBesideTheButton() {
    browser.open(console.url("?id=" + Rows.id(1)));
    browser.waitForText(".actions", "No route matched, so there is no address to call.");
    browser.open(console.url("?id=" + Rows.id(2)));
    browser.waitForText(".facts", "no controller of the application answered");
    assertThat(browser.find(".actions button").isEnabled()).isTrue();
  }

  @Test
  void anEmptyPageProposesRoutesOfTheApplicationAndNothingThatWouldFail() {
    console.forgetAll();
    browser.open(console.url(""));
    browser.waitForText(".empty", "No requests yet");
    assertThat(browser.texts(".empty").get(0)).doesNotContain("curl");
    var state = new LinkedHashMap<>(Figures.state(Figures.SINCE, "a7f91c"));
    state.put("routes", List.of(Map.of("method", "GET", "path", "/orders")));
    state.put("sql_capture", false);
    console.script("state", state);
    browser.open(console.url(""));
    browser.waitForText(".empty .snippet", "curl -i '" + console.origin() + "/orders'");
    assertThat(browser.texts(".steps").get(0)).contains("✓", "routeflow-micronaut-jdbc");
  }

  @Test
  void tracesThatBeginAlikeCanBeDistinguishedAndWhatIsCutHasATooltip() {
    browser.open(console.url(""));
    browser.size(1600, 900);
    browser.waitForText(".c-trace", "3f405162");
    assertThat(browser.find("h1").getDomAttribute("title")).isEqualTo("orders");
    assertThat(browser.find(".about").getDomAttribute("title")).contains("a7f91c", "b7c1e2");
    assertThat(browser.texts(".head button").get(0)).isEqualTo("Auto");
  }

  @Test
  void oneWordHasOneMeaningAndAFigureItsUnit() {
    console.script(
        "delivery",
        Map.of(
            "stats",
            Map.of("captured", 40, "sent", 30, "waiting", 5),
            "queue_max",
            5000,
            "batches",
            List.of(),
            "cost",
            Map.of(
                "requests_measured",
                40,
                "request_median_us",
                1.9,
                "request_p95_us",
                91463,
                "ring_requests",
                4,
                "ring_bytes",
                24000,
                "bytes_sent",
                8800,
                "listeners",
                1)));
    browser.open(console.url("?view=delivery"));
    browser.waitForText(".tiles", "p95 91.5 ms");
    assertThat(browser.texts(".tiles dt").stream().filter("sent"::equals)).hasSize(1);
  }

  @Test
  void whatTheFirstRowsNeedIsAskedForAtOnce() {
    browser.open(console.url(""));
    browser.waitForCount(".list tbody tr", 4);
    List<String> asked = browser.requests();
    assertThat(asked.stream().filter(url -> url.endsWith("api/requests?last=8")))
        .as("asked for once, before any script ran")
        .hasSize(1);
    int data = indexOf(asked, "api/requests?last=8");
    assertThat(data).isLessThan(indexOf(asked, "chart.js"));
    assertThat(indexOf(asked, "live.js")).isLessThan(indexOf(asked, "chart.js"));
    assertThat(browser.messages()).isEmpty();
  }

  private static int indexOf(List<String> urls, String name) {
    for (int i = 0; i < urls.size(); i++) {
      if (urls.get(i).endsWith(name)) {
        return i;
      }
    }
    throw new AssertionError(name + " was not asked for: " + urls);
  }
}
