package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Before and after within one run: two spans of time. */
@InChromium
final class CompareTest {

  private final Browser browser;
  private final ScriptedConsole console;

  CompareTest(Browser browser) {
    this.browser = browser;
    var rows = new ArrayList<Map<String, Object>>();
    // a second each from 05:00:01 on: a minute of 40 ms, then a minute of 10 ms
    for (int seq = 1; seq <= 118; seq++) {
      Map<String, Object> row = Rows.row(seq, "GET", "/orders", "/page");
      row.put("latency_ms", seq < 60 ? 40.0 : 10.0);
      rows.add(row);
    }
    for (int seq : new int[] {119, 120}) {
      Map<String, Object> row = Rows.row(seq, "GET", "/seldom", "/page");
      row.put("timestamp", Rows.FIRST.plusSeconds(seq == 119 ? 10 : 90).toString());
      rows.add(row);
    }
    console = ScriptedConsole.start(rows);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void twoSpansOfTimeAreComparedAndRoutesWithFewRequestsArePale() {
    browser.open(console.url("?view=routes&q=at:05:00..05:00:59"));
    browser.waitForText(".scope", "Compare");
    browser.run(
        "[...document.querySelectorAll('.scope button')].find(one => one.textContent ==="
            + " 'Compare').click()");
    browser.waitForText(".sides", "before");
    browser.type("#filter", "at:05:01..05:02");
    browser.waitForText(".sides button", "05:01..05:02 is after");
    browser.click(".sides button");
    browser.waitForText("tbody tr", "40.0 ms → 10.0 ms ▼ 75%");
    assertThat(browser.url()).contains("a=05%3A00..05%3A00%3A59", "b=05%3A01..05%3A02");
    assertThat(browser.texts("tbody tr.pale"))
        .singleElement()
        .asString()
        .contains("/seldom", "1 → 1");
    assertThat(browser.texts("tbody tr").get(0)).contains("/orders");
  }
}
