package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody has who has added the dependency and nothing else does not look like a failure. */
@InChromium
final class NoEndpointTest {

  private final Browser browser;
  private final ScriptedConsole console;

  NoEndpointTest(Browser browser) {
    this.browser = browser;
    var rows = Rows.many(3);
    for (Map<String, Object> row : rows) {
      row.put("outcome", "dropped");
      row.put("reason", "dropped_no_exporter");
    }
    console = ScriptedConsole.start(rows);
    var state = new LinkedHashMap<>(Figures.state(Figures.SINCE, "a7f91c"));
    state.put("endpoint", false);
    console.script("state", state);
    console.script(
        "delivery",
        Map.of(
            "stats",
            Map.of("captured", 3, "dropped_no_exporter", 3),
            "queue_max",
            5000,
            "batches",
            List.of(
                Map.of(
                    "batch_id",
                    Rows.id(7),
                    "at",
                    Figures.SINCE,
                    "events",
                    3,
                    "outcome",
                    "dropped",
                    "reason",
                    "dropped_no_exporter",
                    "attempts",
                    0)),
            "cost",
            Map.of(
                "requests_measured",
                3,
                "ring_requests",
                3,
                "ring_bytes",
                9000,
                "bytes_sent",
                0,
                "listeners",
                1)));
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aValueThatIsNotAcceptedIsNotTakenForNone() {
    var state = new LinkedHashMap<>(Figures.state(Figures.SINCE, "a7f91c"));
    state.put("endpoint", false);
    state.put("endpoint_rejected", true);
    console.script("state", state);
    browser.open(console.url("?view=delivery"));
    browser.waitForText(".callout.warn", "The value of routeflow.endpoint was not accepted.");
  }

  @Test
  void noRowSaysThatItWasNotSent() {
    browser.open(console.url(""));
    browser.waitForCount(".list tbody tr", 3);
    assertThat(browser.count(".c-out")).isZero();
    assertThat(browser.texts(".list").toString()).doesNotContain("✕", "Sent");
    browser.click(".c-route a");
    browser.waitForText(".facts", "Handler");
    assertThat(browser.texts(".facts").toString()).doesNotContain("Not sent", "Sent");
  }

  @Test
  void deliveryIsOneSentenceAndTheLinesOfSettingsThatWouldSend() {
    browser.open(console.url("?view=delivery"));
    browser.waitForText(".callout", "Events stay in this process");
    assertThat(browser.texts(".snippet pre").get(0).lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("endpoint:"));
    assertThat(browser.count(".bad, .out.dropped, table, meter")).isZero();
    assertThat(browser.texts("main").toString())
        .doesNotContain("not sent", "dropped")
        .contains("Own cost");
  }

  @Test
  void whereNothingWasMeasuredYetTheCostSaysSo() {
    browser.open(console.url("?view=delivery"));
    browser.waitForText(".tiles", "nothing measured yet");
    assertThat(browser.texts(".tiles").toString()).doesNotContain("median of", "p95");
  }

  @Test
  void aSentenceWithWordsOfCodeIsNotTornApart() {
    browser.open(console.url("?view=delivery"));
    browser.waitForText(".callout", "Events stay in this process");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.callout p code')].every(one =>"
                    + " getComputedStyle(one).display === 'inline')"))
        .isEqualTo(true);
    browser.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied"
            + " = text; }}})");
    browser.click(".snippet button");
    browser.waitForText(".snippet [role=status]", "Copied");
    assertThat(browser.run("return copied").toString()).startsWith("routeflow:\n  endpoint:");
  }

  @Test
  void anEmptyPageIsAListOfWhatWorksAndRoutesToCallAlsoOnAPhone() {
    console.forgetAll();
    var state = new LinkedHashMap<>(Figures.state(Figures.SINCE, "a7f91c"));
    state.put("endpoint", false);
    state.put("sql_capture", true);
    state.put(
        "routes", List.of(Map.of("method", "GET", "path", "/api/products/" + "long".repeat(20))));
    console.script("state", state);
    browser.open(console.url(""));
    browser.size(390, 844);
    browser.waitForText(".first .snippet", "curl -i '" + console.origin() + "/api/products/");
    assertThat(browser.texts(".first .done")).hasSize(2).last().asString().contains("SQL");
    assertThat(
            browser.run(
                "const box = document.querySelector('.first');"
                    + " return box.scrollWidth <= box.clientWidth"
                    + " && box.getBoundingClientRect().right <= innerWidth"))
        .isEqualTo(true);
  }
}
