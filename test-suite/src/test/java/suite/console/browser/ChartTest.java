package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The chart shows time as a reader thinks of it. */
@InChromium
final class ChartTest {

  private static final String RECORD_TEXTS =
      "window.drawn = []; const draw = CanvasRenderingContext2D.prototype.fillText;"
          + "CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {"
          + " window.drawn.push([text, ...place]); draw.call(this, text, ...place); }";

  private final Browser browser;
  private ScriptedConsole console = ScriptedConsole.start(List.of());

  ChartTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  /** Rows that began so many seconds before the application's clock says what it says. */
  private void open(int... secondsAgo) {
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < secondsAgo.length; i++) {
      Map<String, Object> row = Rows.row(i + 1, "GET", "/route/" + (i + 1), "/page");
      row.put("timestamp", Instant.parse(Figures.NOW).minusSeconds(secondsAgo[i]).toString());
      rows.add(row);
    }
    console.close();
    console = ScriptedConsole.start(rows);
    browser.open(console.url(""));
    browser.find(".chart canvas");
    browser.run(RECORD_TEXTS);
    browser.click(".head button");
  }

  private String texts() {
    return browser.run("return drawn.map(([text]) => text).join(' ')").toString();
  }

  @Test
  void timeInWhichNothingHappenedIsFoldedAndSaysHowLongItWas() {
    open(900, 895, 400, 395, 2, 1);
    browser.waitFor(() -> texts().contains("8 min") && texts().contains("7 min"));
  }

  @Test
  void theRightEdgeIsNowAndNotTheLatestRequest() {
    open(600, 300);
    browser.waitFor(() -> texts().contains("5 min"));
    Object breaks =
        browser.run("return drawn.filter(([text]) => text === '5 min').map(([, x]) => x).sort()");
    assertThat(((List<?>) breaks).stream().distinct().count())
        .as("one break between the requests, one between the latest and now")
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void noTimeIsWrittenOverAnother() {
    open(1000, 800, 600, 400, 200, 100);
    browser.size(390, 844);
    browser.waitFor(
        () ->
            Boolean.TRUE.equals(
                browser.run("return document.querySelector('.chart canvas').width < 400")));
    browser.run("drawn.length = 0");
    browser.waitFor(() -> !texts().isEmpty());
    assertThat(
            browser.run(
                "const at = drawn.filter(([text]) => /^\\d\\d:\\d\\d:\\d\\d$/.test(text))"
                    + ".map(([, x]) => x); const first = at.slice(0, at.indexOf(at[0], 1) > 0 ?"
                    + " at.indexOf(at[0], 1) : at.length); return first.length > 0 &&"
                    + " first.slice(1).every((x, i) => x - first[i] >= 50)"))
        .isEqualTo(true);
  }

  @Test
  void aRangeThatIsDrawnIsATermOfTheFilterForAllViews() {
    open(20, 15, 10, 5, 1);
    String place =
        browser
            .run(
                "const at = document.querySelector('.chart').getBoundingClientRect();"
                    + "return [at.left + 56, at.right - 14, at.top + 60].map(Math.round).join(' ')")
            .toString();
    String[] at = place.split(" ", -1);
    int left = Integer.parseInt(at[0]);
    int right = Integer.parseInt(at[1]);
    browser.drag(
        left + (right - left) / 3, Integer.parseInt(at[2]), right - 2, Integer.parseInt(at[2]));
    browser.waitFor(() -> browser.url().contains("q=at%3A"));
    browser.waitFor(() -> browser.count(".list tbody tr") < 5);
    assertThat(browser.texts(".chip").get(0)).startsWith("at:").contains("..");
    browser.click(".chip");
    browser.waitForCount(".list tbody tr", 5);
  }

  @Test
  void whatThePointerIsOverIsDescribedAndAClickOpensIt() {
    open(3);
    Object found =
        browser.runAsync(
            "const done = arguments[arguments.length - 1];const chart ="
                + " document.querySelector('.chart'), box = chart.getBoundingClientRect();(async ()"
                + " => { for (let x = box.left + 60; x < box.right; x += 20) for (let y = box.top +"
                + " 20; y < box.bottom - 20; y += 15) {  chart.dispatchEvent(new"
                + " PointerEvent('pointermove', {clientX: x, clientY: y, bubbles: true}));  await"
                + " new Promise(next => setTimeout(next));  const card ="
                + " document.querySelector('.card');  if (card) return done([Math.round(x),"
                + " Math.round(y), card.textContent].join(' ')); } done('nothing'); })()");
    assertThat(found.toString()).contains("GET /route/1", "200", "11.5 ms");
    String[] at = found.toString().split(" ", -1);
    int x = Integer.parseInt(at[0]);
    int y = Integer.parseInt(at[1]);
    browser.drag(x, y, x, y);
    browser.waitForText(".request h2", "/route/1");
    assertThat(browser.texts(".key").get(0)).contains("ok", "4xx", "failed");
  }

  @Test
  void aStartOfTheApplicationIsALineWithTheVersionOfItsCode() {
    open(60, 55);
    browser.waitFor(() -> console.listeners() == 1);
    console.restart(Instant.parse(Figures.NOW).minus(Duration.ofSeconds(20)).toString(), "3be02d");
    var row = new LinkedHashMap<>(Rows.row(1, "GET", "/again", "/page"));
    row.put("event_id", Rows.id(77));
    row.put("timestamp", Instant.parse(Figures.NOW).minusSeconds(1).toString());
    console.arriveUntold(row);
    browser.waitForText(".c-route a", "/again");
    browser.waitFor(() -> texts().contains("3be02d"));
  }
}
