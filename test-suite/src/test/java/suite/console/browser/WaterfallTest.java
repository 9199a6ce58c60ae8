package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request on its own time line says what ran, how often and for how long, and the truth. */
@InChromium
final class WaterfallTest {

  private static final int RUNS = 900;
  private static final int KEPT = 500;

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  WaterfallTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void equalStatementsAreOneStepThatOpensToItsRuns() {
    browser.open(console.url("?id=" + Rows.id(2)));
    browser.waitForText("[role=treegrid]", "LineRepository.findByOrderId");
    assertThat(browser.count("[role=treegrid] tr.step")).isEqualTo(1);
    assertThat(browser.texts("tr.step").get(0))
        .contains("LineRepository.findByOrderId", "SELECT order_lines", "24×", "3.50 ms");
    browser.click("tr.step");
    browser.waitForCount("tr.run", 24);
    assertThat(browser.find("tr.step").getDomAttribute("aria-expanded")).isEqualTo("true");
    assertThat(browser.texts("tr.full code").get(0)).contains("FROM order_lines");
  }

  @Test
  void timeOfTheApplicationIsHatchedAndNoRowOfItsOwn() {
    browser.open(console.url("?id=" + Rows.id(2)));
    browser.find("tr.step");
    assertThat(browser.count("tr.root .lane i.gap")).isPositive();
    assertThat(browser.count("tbody tr")).isGreaterThan(0);
    assertThat(browser.count(".waterfall tbody tr")).isEqualTo(2);
  }

  @Test
  void aWaitForAConnectionIsHatchedBeforeItsStatementAndHasItsPlaceInTheLegend() {
    var whole = new LinkedHashMap<>(Rows.whole(Rows.shop().get(0)));
    whole.put("timeline", List.of(Rows.entry("sql", 6, 0.5)));
    whole.put(
        "connection_waits",
        List.of(
            Map.of("start_ms", 1.5, "duration_ms", 4.5, "error", false),
            Map.of("start_ms", 8, "duration_ms", 1, "error", true)));
    var event = new LinkedHashMap<String, Object>();
    if (whole.get("event") instanceof Map<?, ?> made) {
      made.forEach((name, value) -> event.put(String.valueOf(name), value));
    }
    event.put(
        "attributes",
        Map.of("routeflow.sql.connections", 1, "routeflow.sql.connection_wait_ms", 5.51));
    whole.put("event", event);
    console.script("requests/" + Rows.id(1), whole);

    browser.open(console.url("?id=" + Rows.id(1)));
    browser.waitForText(".legend", "waiting for a connection 5.51 ms");
    browser.waitForText(".facts", "1 connection, waited 5.51 ms");
    assertThat(browser.count(".legend i.wait")).isEqualTo(1);
    assertThat(browser.count("tr.root .lane i.wait")).isEqualTo(2);
    assertThat(browser.count("tr.step.sql .lane i.wait")).isEqualTo(1);
    assertThat(browser.find("tr.step.sql .lane i.wait").getDomAttribute("title"))
        .isEqualTo("waited 4.50 ms for a connection");
    assertThat(browser.texts("tr.step.wait").get(0))
        .as("after the one that gave up nothing ran")
        .contains("Waiting for a connection", "1 error", "1.00 ms");
    assertThat(
            browser.run(
                """
                const [wait, run] = ['wait', 'sql'].map(kind =>
                    document.querySelector(`tr.step.sql .lane i.${kind}`));
                const [a, b] = [wait, run].map(one => one.getBoundingClientRect());
                return a.width > b.width && Math.abs(a.right - b.left) < 1
                    && getComputedStyle(wait).backgroundImage.startsWith('repeating-linear-gradient')
                    && getComputedStyle(run).backgroundImage === 'none'
                    && [...document.querySelectorAll('tr.root .lane i.gap')].every(gap =>
                        gap.getBoundingClientRect().right <= a.left + 1
                        || gap.getBoundingClientRect().left >= a.right - 1);
                """))
        .as("hatched up to its statement, and no time of the application")
        .isEqualTo(true);
  }

  @Test
  void theVerdictOfAnNPlusOneStandsAtItsBarWithTheSameFigures() {
    browser.open(console.url("?id=" + Rows.id(2)));
    browser.waitForText(".verdict", "N+1: 24×");
    assertThat(browser.texts(".callout.warn").get(0)).contains("24 times", "3.50 ms in all");
    assertThat(
            browser.run(
                "const lane ="
                    + " document.querySelector('.verdict').parentElement.getBoundingClientRect();const"
                    + " at = document.querySelector('.verdict').getBoundingClientRect();return"
                    + " at.left >= lane.left && at.right <= lane.right"))
        .isEqualTo(true);
  }

  @Test
  void whereTheBarsLeaveNoRoomForAVerdictItStandsAtTheNameAndIsNotCut() {
    Map<String, Object> row = Rows.row(5, "GET", "/many", "/page");
    row.put("sql", Rows.sql("order_lines", 24, true));
    row.put("latency_ms", 6.0);
    console.arriveUntold(row);
    browser.open(console.url("?id=" + Rows.id(5)));
    browser.waitForText("tr.step .tag.n1", "N+1");
    assertThat(browser.count(".verdict")).isZero();
  }

  @Test
  void anExceptionIsMarkedWhereItWasThrown() {
    var whole = new LinkedHashMap<>(Rows.whole(Rows.shop().get(2)));
    whole.put("thrown_ms", 6.75);
    console.script("requests/" + Rows.id(3), whole);
    browser.open(console.url("?id=" + Rows.id(3)));
    browser.waitForText("tr.root .thrown", "✕");
    assertThat(
            browser.run(
                "const lane = document.querySelector('tr.root .lane').getBoundingClientRect(), at ="
                    + " document.querySelector('.thrown').getBoundingClientRect();return"
                    + " Math.round(100 * ((at.left + at.right) / 2 - lane.left) / lane.width)"))
        .isEqualTo(50L);
    assertThat(browser.find(".thrown").getDomAttribute("title"))
        .isEqualTo("ReadTimeoutException at 6.75 ms");
  }

  @Test
  void ofARequestWithMoreRunsThanAreKeptEveryFigureIsThatOfTheWhole() {
    console.arriveUntold(Rows.row(5, "GET", "/many", "/page"));
    console.script("requests/" + Rows.id(5), many());
    browser.open(console.url("?id=" + Rows.id(5)));
    browser.waitForText(".legend", "not recorded from");
    assertThat(browser.texts(".legend").get(0))
        .contains("SQL 104 ms", "40%", "900 statements", "application 159 ms", "60%");
    assertThat(browser.texts("tr.step").get(0)).contains("450×", "52.0 ms");
    assertThat(browser.count("tr.root .lane i.cut")).isEqualTo(1);
    assertThat(
            browser.run(
                "return document.querySelector('.waterfall >"
                    + " .callout').getBoundingClientRect().bottom <="
                    + " document.querySelector('.waterfall table').getBoundingClientRect().top"))
        .as("the note stands above the table")
        .isEqualTo(true);
  }

  @Test
  void shortTimesAreMicrosecondsAndFactsAreASentence() {
    console.arriveUntold(Rows.row(5, "GET", "/many", "/page"));
    console.script("requests/" + Rows.id(5), many());
    browser.open(console.url("?id=" + Rows.id(5)));
    browser.waitForText(".facts", "1 connection, waited 13 µs, 1 commit");
    assertThat(browser.texts(".facts").toString()).doesNotContain("routeflow.sql");
    browser.click("tr.step");
    browser.waitForText("tr.run", "20 µs");
    assertThat(browser.texts(".waterfall").toString()).doesNotContain("0.00 ms", "0.02 ms");
  }

  @Test
  void aSpanOfTimeThatIsDrawnOverTheBarsIsSummedUp() {
    browser.open(console.url("?id=" + Rows.id(2)));
    browser.find("tr.step");
    drawOver("tr.root .lane");
    browser.waitForText(".waterfall > [role=status]", "runs of SQL");
    assertThat(browser.texts(".waterfall > [role=status]").get(0)).contains("application");
    assertThat(browser.count(".drawn .range")).isEqualTo(1);
    drawOver("tr.step .lane");
    browser.waitForText(".waterfall > [role=status]", "runs of SQL");
    browser.click("tr.root td");
    assertThat(browser.count("tr.step[aria-expanded=true]")).as("drawing opens nothing").isZero();
    browser.click("tr.step .lane");
    browser.waitForCount("tr.step[aria-expanded=true]", 1);
  }

  private void drawOver(String lane) {
    Object place =
        browser.run(
            "const at = document.querySelector(arguments[0]).getBoundingClientRect();"
                + "return [at.left, at.right, at.top + 7].map(Math.round).join(' ')",
            lane);
    String[] at = place.toString().split(" ", -1);
    int left = Integer.parseInt(at[0]);
    int right = Integer.parseInt(at[1]);
    browser.drag(left + 2, Integer.parseInt(at[2]), (left + right) / 2, Integer.parseInt(at[2]));
  }

  @Test
  void aStatementIsCopiedAsSqlAndARequestAsMarkdown() {
    browser.open(console.url("?id=" + Rows.id(2)));
    browser.click("tr.step");
    browser.find("tr.full button");
    browser.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied"
            + " = text; }}})");
    browser.click("tr.full button");
    browser.waitForText(".said", "Statement copied");
    assertThat(browser.run("return copied")).isEqualTo(Rows.STATEMENT);
    browser.click(".actions button:nth-of-type(2)");
    browser.waitForText(".said", "Markdown copied");
    assertThat(browser.run("return copied").toString())
        .contains("24×", "**N+1** `LineRepository.findByOrderId`");
  }

  @Test
  void aRequestOfManyStatementsCanBeSearched() {
    console.arriveUntold(Rows.row(5, "GET", "/many", "/page"));
    var whole = many();
    var statements = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 30; i++) {
      statements.add(statement("table_" + i, 1, 1));
    }
    whole.put(
        "event", Map.of("sql", Map.of("count", 30, "total_ms", 30, "statements", statements)));
    whole.put("timeline", List.of());
    console.script("requests/" + Rows.id(5), whole);
    browser.open(console.url("?id=" + Rows.id(5)));
    browser.waitForCount("tr.step", 30);
    browser.type(".find input", "table_17");
    browser.waitForCount("tr.step", 1);
  }

  /** Two statements of 450 runs each, of which the time line holds the first 500 runs. */
  private static Map<String, Object> many() {
    var whole = new LinkedHashMap<>(Rows.row(5, "GET", "/many", "/page"));
    whole.put("latency_ms", 263.0);
    var timeline = new ArrayList<Map<String, Object>>();
    for (int run = 0; run < KEPT; run++) {
      var entry = new LinkedHashMap<>(Rows.entry("sql", 1 + run * 0.2, 0.02));
      entry.put("index", run % 2);
      timeline.add(entry);
    }
    whole.put(
        "event",
        Map.of(
            "sql",
            Map.of(
                "count",
                RUNS,
                "total_ms",
                104.0,
                "statements",
                List.of(statement("orders", RUNS / 2, 52), statement("lines", RUNS / 2, 52))),
            "attributes",
            Map.of(
                "routeflow.sql.connections",
                1,
                "routeflow.sql.connection_wait_ms",
                0.013,
                "routeflow.sql.commits",
                1)));
    whole.put("timeline", timeline);
    whole.put("timeline_truncated", true);
    return whole;
  }

  private static Map<String, Object> statement(String table, int count, double totalMs) {
    return Map.ofEntries(
        Map.entry("statement", "SELECT id FROM " + table),
        Map.entry("operation", "SELECT"),
        Map.entry("tables", List.of(table)),
        Map.entry("datasource", "default"),
        Map.entry("db_system", "h2"),
        Map.entry("count", count),
        Map.entry("total_ms", totalMs),
        Map.entry("max_ms", 0.2),
        Map.entry("errors", 0),
        Map.entry("n_plus_one", false));
  }
}
