package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * The panel of one request: all of its name, as much room as it is given, and what belongs to it.
 */
@InChromium
final class RequestPanelTest {

  private static final String LONG =
      "/api/customers/{id}/orders/{order}/lines/{line}/history/all/versions/{version}"
          + "/attachments/{attachment}/thumbnails/{size}/of/{page}";

  private final Browser browser;
  private ScriptedConsole console = ScriptedConsole.start(List.of());

  RequestPanelTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    browser.run("localStorage.clear()");
    console.close();
  }

  private void open(List<Map<String, Object>> rows, Map<String, Object> whole) {
    console.close();
    console = ScriptedConsole.start(rows);
    console.script("requests/" + Rows.id(1), whole);
    browser.open(console.url("?id=" + Rows.id(1)));
    browser.find(".request .waterfall");
  }

  private static Map<String, Object> withEvent(Map<String, Object> row, String name, Object part) {
    Map<String, Object> whole = Rows.whole(row);
    var event = new LinkedHashMap<String, Object>();
    if (whole.get("event") instanceof Map<?, ?> made) {
      made.forEach((key, value) -> event.put(String.valueOf(key), value));
    }
    event.put(name, part);
    whole.put("event", event);
    return whole;
  }

  private void recordCopies() {
    browser.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied"
            + " = text; }}})");
  }

  @Test
  void aLongRouteIsWholeInTheTitleAndItsAddressIsCopied() {
    Map<String, Object> row = Rows.row(1, "GET", LONG, "/page");
    open(List.of(row), Rows.whole(row));
    assertThat(browser.texts(".request h2").get(0)).endsWith(LONG);
    assertThat(
            browser.run(
                "const title = document.querySelector('.request h2'); return title.scrollWidth <="
                    + " title.clientWidth && title.getBoundingClientRect().right <="
                    + " document.querySelector('.request').getBoundingClientRect().right"))
        .isEqualTo(true);
    recordCopies();
    browser.click("button[title='Copy the address of this request']");
    browser.waitForText(".request header .said", "Address copied");
    assertThat(browser.run("return copied")).isEqualTo(console.url("?id=" + Rows.id(1)));
    browser.open(console.url("?route=GET%20" + LONG.replace("{", "%7B").replace("}", "%7D")));
    browser.find("button[title='Copy the address of this route']");
  }

  @Test
  void theWholeWidthIsAKeyAwayAndTheEdgeMovesByTheKeyboard() {
    Map<String, Object> row = Rows.row(1, "GET", "/orders", "/page");
    open(List.of(row), Rows.whole(row));
    long before = width();
    browser.run("document.querySelector('[role=separator]').focus()");
    browser.press(Keys.ARROW_LEFT);
    browser.waitFor(() -> width() > before);
    browser.run("document.activeElement.blur()");
    browser.press("f");
    browser.waitFor(() -> width() > 1200);
    browser.press("f");
    browser.waitFor(() -> width() < 1000);
  }

  @Test
  void theButtonOfTheWidthSaysWhatItDoesAndARouteHasItToo() {
    Map<String, Object> row = Rows.row(1, "GET", "/orders", "/page");
    open(List.of(row), Rows.whole(row));
    browser.click("button.wide[title^='Whole width']");
    browser.waitForText(".request header button", "Narrow");
    browser.open(console.url("?view=routes&route=GET%20/orders"));
    browser.waitForText(".request header button", "Narrow");
    browser.click("button.wide[title^='Beside']");
    browser.waitForText(".request header button", "Wide");
  }

  private long width() {
    return ((Number) browser.run("return document.querySelector('.request').offsetWidth"))
        .longValue();
  }

  @Test
  void requestsOfOneTraceShareATimeLineWithALaneEach() {
    var rows = new ArrayList<Map<String, Object>>();
    for (int seq = 1; seq <= 3; seq++) {
      Map<String, Object> row = Rows.row(seq, "GET", "/part/" + seq, "/page");
      row.put("trace_id", "one-trace");
      rows.add(row);
    }
    rows.get(1).putAll(Map.of("status", "warning", "status_code", 404));
    rows.get(2).putAll(Map.of("status", "failed", "status_code", 500));
    open(rows, Rows.whole(rows.get(0)));
    browser.waitForCount(".trace li .lane i", 3);
    assertThat(
            browser.run(
                "const at = [...document.querySelectorAll('.trace .lane i')].map(one =>"
                    + " one.getBoundingClientRect().left); return at[0] < at[1] && at[1] < at[2]"))
        .isEqualTo(true);
    assertThat(browser.texts(".trace h3").get(0)).contains("3 events");
    assertThat(browser.texts(".trace .status")).containsExactly("200", "▲ 404", "✕ 500");
  }

  @Test
  void aRunLeadsToTheRequestThatStartedIt() {
    Map<String, Object> request = Rows.row(1, "GET", "/orders", "/page");
    Map<String, Object> job = Rows.work(2, "job", "print-bills");
    open(List.of(request, job), withEvent(request, "span_id", "00f067aa0ba902b7"));
    console.script("requests/" + Rows.id(2), withEvent(job, "parent_span_id", "00f067aa0ba902b7"));
    browser.click(".c-route a");
    browser.waitForText(".request h2", "print-bills");
    browser.waitForText(".facts", "Started by");
    browser.click(".facts a[href*='" + Rows.id(1) + "']");
    browser.waitForText(".request h2", "/orders");
  }

  @Test
  void aBodyThatIsTooLargeToDrawIsSavedInstead() {
    Map<String, Object> row = Rows.row(1, "GET", "/orders", "/page");
    Map<String, Object> body = Map.of("text", "x".repeat(65 * 1024));
    open(List.of(row), withEvent(row, "response", Map.of("size_bytes", 66_560, "body", body)));
    browser.click(".payload summary");
    browser.waitForText(".payload", "Too large to draw");
    assertThat(browser.texts(".payload").get(0)).doesNotContain("xxx").contains("65.0 KiB");
    browser.find(".payload p button");
  }

  @Test
  void aStatementThatFailedSaysItsStateAtItsStep() {
    Map<String, Object> row = Rows.row(1, "POST", "/orders", "/page");
    row.put("sql", Rows.sql("orders", 1, false));
    var statement = new LinkedHashMap<String, Object>();
    statement.put("statement", "INSERT INTO orders VALUES (?)");
    statement.put("operation", "INSERT");
    statement.put("tables", List.of("orders"));
    statement.put("datasource", "default");
    statement.put("db_system", "h2");
    statement.put("count", 1);
    statement.put("total_ms", 0.1);
    statement.put("max_ms", 0.1);
    statement.put("errors", 1);
    statement.put("sql_state", "23505");
    statement.put("n_plus_one", false);
    var sql = Map.of("count", 1, "total_ms", 0.1, "statements", List.of(statement));
    open(List.of(row), withEvent(row, "sql", sql));
    browser.waitForText("tr.step small", "✕ 1 error");
    assertThat(browser.texts("tr.step small").get(0)).contains("SQL state 23505");
  }

  @Test
  void theEventIsInTheDocumentOnlyWhileItIsOpen() {
    Map<String, Object> row = Rows.row(1, "GET", "/orders", "/page");
    open(List.of(row), withEvent(row, "response", Map.of("body", "x".repeat(70_000))));
    assertThat(browser.count("details.json pre")).isZero();
    browser.click("details.json summary");
    browser.waitForText("details.json pre", "Too large to draw");
    assertThat(browser.run("return document.body.textContent.length < 20000")).isEqualTo(true);
  }

  @Test
  void aRequestIsAskedForAgainAfterAnAnswerThatWasNone() {
    Map<String, Object> row = Rows.row(1, "GET", "/orders", "/page");
    console.close();
    console = ScriptedConsole.start(List.of(row));
    browser.open(console.url(""));
    browser.find(".link.live");
    console.refuse(true);
    browser.click(".c-route a");
    browser.waitForText(".request .callout", "The server answered 503");
    console.refuse(false);
    browser.find(".request .waterfall");
    assertThat(browser.texts(".request .callout")).isEmpty();
    assertThat(browser.count(".link.live")).isEqualTo(1);
  }

  @Test
  void bodiesAreSavedOnlyWhereTheReaderChoosesThem() {
    Map<String, Object> row = Rows.row(1, "GET", "/orders", "/page");
    open(List.of(row), withEvent(row, "response", Map.of("body", "of a user")));
    browser.run(
        "URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return"
            + " '#'; }");
    browser.click(".actions button:nth-of-type(4)");
    browser.waitFor(() -> browser.run("return window.saved") != null);
    assertThat(browser.run("return saved")).asString().contains("/orders").doesNotContain("user");
    browser.click(".actions .bodies input");
    browser.click(".actions button:nth-of-type(4)");
    browser.waitFor(() -> String.valueOf(browser.run("return window.saved")).contains("of a user"));
  }

  @Test
  void aSessionThatIsDroppedOnThePageIsOpened() {
    browser.open(console.url(""));
    browser.find(".menu");
    String session =
        "{\"format\":\"routeflow-session\",\"state\":{\"started_at\":\"2026-11-21T05:00:00Z\","
            + "\"service\":{\"name\":\"from-afar\"}},\"requests\":[]}";
    Object prevented =
        browser.run(
            "const dataTransfer = new DataTransfer(); dataTransfer.items.add(new"
                + " File([arguments[0]], 'afar.json')); return ['dragover', 'drop'].map(name =>"
                + " !document.querySelector('main').dispatchEvent(new DragEvent(name,"
                + " {dataTransfer, bubbles: true, cancelable: true}))).join()",
            session);
    assertThat(prevented).isEqualTo("true,true");
    browser.find(".link.file");
    browser.waitForText("h1", "from-afar");
  }
}
