package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that has been open for long. */
@InChromium
final class ManyRequestsTest {

  private static final int KEPT = 5000;
  private static final int IN_DOCUMENT = 80;
  private static final int STATEMENTS = 200;

  /** The number of the newest row that the page has, once it is drawn. */
  private static final String SHOWN =
      """
      const done = arguments[arguments.length - 1];
      import(new URL('live.js', document.baseURI)).then(({ changed, known }) => {
        const newest = known.rows.at(-1).seq;
        changed(true);
        requestAnimationFrame(() => requestAnimationFrame(() => done(newest)));
      });
      """;

  private static final String WATCH_ALL_ROWS =
      """
      const done = arguments[arguments.length - 1];
      import(new URL('live.js', document.baseURI)).then(({ known }) => {
        window.watched = known.rows.map((row) => new WeakRef(row));
        done(window.watched.length);
      });
      """;
  private static final int MOST_ELEMENTS = 1_800;
  private static final int MOST_CHANGES = 1_500;

  private final Browser browser;

  ManyRequestsTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void onlyTheRowsInSightAreInTheDocumentAndOnlyTheNewestAreKept() {
    try (ScriptedConsole console = ScriptedConsole.start(Rows.many(KEPT + 200))) {
      browser.open(console.url(""));
      browser.waitForCount("table[aria-rowcount='" + (KEPT + 1) + "']", 1);
      assertThat(browser.count(".list tr")).isLessThan(IN_DOCUMENT);
      assertThat(browser.texts(".c-route a").get(0)).isEqualTo("/route/5200");

      browser.run(
          "const list = document.querySelector('.list'); list.scrollTop = list.scrollHeight");
      browser.waitForText(".c-route a", "/route/201");
      assertThat(browser.texts(".c-route a")).doesNotContain("/route/200");
      assertThat(browser.count(".list tr")).isLessThan(IN_DOCUMENT);
    }
  }

  @Test
  void aBurstLeavesNoMoreInTheDocumentThanIsInSight() {
    try (ScriptedConsole console = ScriptedConsole.start(Rows.many(KEPT))) {
      browser.open(console.url(""));
      browser.waitForCount("table[aria-rowcount='" + (KEPT + 1) + "']", 1);
      browser.waitFor(() -> console.listeners() == 1);
      Object before = browser.run("return document.querySelectorAll('*').length");
      for (int seq = KEPT + 1; seq <= KEPT + 200; seq++) {
        console.arrive(Rows.row(seq, "GET", "/route/" + seq, "/page"));
      }
      browser.waitForText(".c-route a", "/route/5200");
      assertThat(browser.count("table[aria-rowcount='" + (KEPT + 1) + "']")).isEqualTo(1);
      assertThat(browser.run("return document.querySelectorAll('*').length")).isEqualTo(before);
    }
  }

  /**
   * What takes a browser long is what changes in the document at a time. Measured, all else aside:
   * how many elements each view has, and how many of them a burst changes at once. What its tasks
   * took is printed only, since how busy the machine is decides it.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?view=routes",
        "?view=flow",
        "?view=sql",
        "?view=sql&scope=start",
        "?view=failures"
      })
  void aBurstChangesFewElementsAtATime(String view) {
    try (ScriptedConsole console = ScriptedConsole.start(busy(KEPT))) {
      console.script("sql", statements());
      browser.open(console.url(view));
      browser.waitForText(".badge", "5,000");
      browser.waitFor(() -> console.listeners() == 1);
      browser.waitFor(() -> browser.count(".view tbody tr, .view svg .node") > 5);
      browser.run(
          """
          const counted = window.changes = [], tasks = window.tasks = [], from = performance.now();
          new PerformanceObserver((list) => tasks.push(...list.getEntries().filter((one) => one.startTime > from)
            .map((one) => Math.round(one.duration)))).observe({ type: 'longtask' });
          new MutationObserver((some) => counted.push(some.length)).observe(document.body,
            { subtree: true, childList: true, characterData: true, attributes: true });
          """);
      for (int seq = KEPT + 1; seq <= KEPT + 200; seq++) {
        console.tell("request", busy(seq, "burst"));
      }
      browser.waitFor(() -> Long.valueOf(KEPT + 200).equals(browser.runAsync(SHOWN)));
      System.out.printf(
          "A burst of 200 at %s: tasks above 50 ms took %s ms, at most %s changes at a time%n",
          view.isEmpty() ? "the list" : view,
          browser.run("return window.tasks"),
          browser.run("return Math.max(...window.changes)"));
      assertThat(number("return document.querySelectorAll('*').length"))
          .as("elements")
          .isLessThan(MOST_ELEMENTS);
      assertThat(number("return Math.max(...window.changes)"))
          .as("changes at a time")
          .isLessThan(MOST_CHANGES);
    }
  }

  @Test
  void allRowsOfATableComeSomeAtATime() {
    try (ScriptedConsole console = ScriptedConsole.start(busy(STATEMENTS))) {
      console.script("sql", statements());
      browser.open(console.url("?view=sql&scope=start"));
      browser.waitForCount(".view tbody tr", 50);
      browser.run(
          """
          const rows = window.rows = [];
          new MutationObserver((some) => rows.push(some.flatMap((one) => [...one.addedNodes])
            .filter((one) => one.nodeName === 'TR').length)).observe(document.body, { subtree: true, childList: true });
          """);
      browser.click(".view button.small");
      browser.waitForCount(".view tbody tr", STATEMENTS);
      assertThat(number("return Math.max(...window.rows)")).isLessThanOrEqualTo(50);
    }
  }

  /**
   * A page that is open all day holds what its list holds: nothing else keeps a row that is gone.
   */
  @Test
  void nothingHoldsOnToRowsThatHaveLeftTheList() {
    try (ScriptedConsole console = ScriptedConsole.start(busy(500))) {
      browser.open(console.url(""));
      browser.waitFor(() -> console.listeners() == 1);
      arrive(console, 501, 1_000);
      assertThat(browser.runAsync(WATCH_ALL_ROWS)).isEqualTo(1_000L);
      arrive(console, 1_001, 1_500 + KEPT);
      browser.waitFor(
          () -> {
            browser.collectGarbage();
            return number("return window.watched.filter((row) => row.deref()).length") == 0;
          });
    }
  }

  /** Waits without a handle of an element: the driver would keep it, and with it what it shows. */
  private void arrive(ScriptedConsole console, int from, int to) {
    for (int seq = from; seq <= to; seq++) {
      console.tell("request", busy(seq, "busy"));
    }
    String shown = "return document.querySelectorAll(`a[data-id='" + Rows.id(to) + "']`).length";
    browser.waitFor(() -> number(shown) == 1);
  }

  private long number(String script) {
    return ((Number) browser.run(script)).longValue();
  }

  private static List<Map<String, Object>> busy(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(seq -> busy(seq, "busy")).toList();
  }

  /** One of forty routes, with one of two hundred statements; one in fifty fails. */
  private static Map<String, Object> busy(int seq, String page) {
    Map<String, Object> row = Rows.row(seq, "GET", "/route" + seq % 40 + "/" + seq, "/" + page);
    row.put("path", "/route" + seq % 40);
    row.put("sql", Rows.sql("table_" + seq % STATEMENTS, 2, false));
    if (seq % 50 == 0) {
      row.put("status", "failed");
      row.put("status_code", 500);
      row.put("exception", "io.example.Failure" + seq % 7);
    }
    return row;
  }

  private static Map<String, Object> statements() {
    return Map.of(
        "since",
        Figures.SINCE,
        "others",
        0,
        "statements",
        IntStream.range(0, STATEMENTS).mapToObj(ManyRequestsTest::statement).toList());
  }

  private static Map<String, Object> statement(int number) {
    String table = "table_" + number;
    return Map.ofEntries(
        Map.entry("id", table.replaceAll("\\W", "")),
        Map.entry("statement", "SELECT id, name, amount FROM " + table + " WHERE owner = ?"),
        Map.entry("operation", "SELECT"),
        Map.entry("tables", List.of(table)),
        Map.entry("db_system", "h2"),
        Map.entry("datasource", "default"),
        Map.entry("repository_methods", List.of("Repository" + number + ".find")),
        Map.entry("count", 80 + number),
        Map.entry("total_ms", 90.5 + number),
        Map.entry("p95_ms", 2.1),
        Map.entry("max_ms", 4.0),
        Map.entry("errors", 0),
        Map.entry("n_plus_one", 0),
        Map.entry(
            "routes",
            List.of(Map.of("method", "GET", "path", "/route1", "count", 80, "total_ms", 90.2))));
  }

  @Test
  void whatIsBeingReadStaysInPlaceWhenRowsComeInAbove() {
    try (ScriptedConsole console = ScriptedConsole.start(Rows.many(300))) {
      browser.open(console.url(""));
      browser.waitForText(".c-route a", "/route/300");
      browser.waitFor(() -> console.listeners() == 1);
      browser.run("document.querySelector('.list').scrollTop = 3000");
      browser.waitForText(".c-route a", "/route/200");
      Object before = place("/route/200");
      console.arrive(Rows.row(301, "GET", "/fresh", "/page"));
      browser.waitForCount("table[aria-rowcount='302']", 1);
      assertThat(place("/route/200")).isEqualTo(before);
    }
  }

  @Test
  void noElementIsKeptForLaterSoThatNoneHoldsOnToWhatIsGone() {
    try (ScriptedConsole console = ScriptedConsole.start(Rows.many(1))) {
      browser.open(console.url(""));
      browser.waitForText(".c-route a", "/route/1");
      assertThat(
              browser.runAsync(
                  "const done = arguments[arguments.length - 1]; import(new URL('vendor.js',"
                      + " document.baseURI)).then(({ html }) => { const make = () => html`<b>–</b>`;"
                      + " done(make() !== make()); })"))
          .isEqualTo(true);
    }
  }

  private Object place(String path) {
    return browser.run(
        "return [...document.querySelectorAll('.c-route a')].find((a) => a.textContent ==="
            + " arguments[0]).getBoundingClientRect().top",
        path);
  }
}
