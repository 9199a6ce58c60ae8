package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A restart is what a developer does all day; what was seen before it stays. */
@InChromium
final class RestartTest {

  private static final String ROWS = ".list tbody tr:not(.space, .restart)";
  private static final String AGAIN = "2026-11-21T05:09:00.000Z";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  RestartTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void open() {
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 4);
    browser.waitFor(() -> console.listeners() == 1);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void restart() {
    console.restart(AGAIN, "3be02d");
    console.arriveUntold(again(1, "/orders"));
    browser.waitForCount(ROWS, 5);
  }

  private static Map<String, Object> again(int seq, String path) {
    Map<String, Object> row = Rows.row(seq, "GET", path, "/account");
    row.put("event_id", Rows.id(1000 + seq));
    row.put("timestamp", AGAIN.replace("09:00", "09:0" + seq));
    row.put("sql", Rows.sql("order_lines", 2, false));
    return row;
  }

  @Test
  void theRowsOfTheRunBeforeStayBehindALineThatSaysWhatChanged() {
    restart();
    assertThat(browser.texts("tr.restart").get(0)).contains("restarted", "a7f91c → 3be02d");
    assertThat(browser.count("tr.old")).isEqualTo(4);
    assertThat(browser.texts(".c-route a")).hasSize(5).first().isEqualTo("/orders");
  }

  @Test
  void theLineBetweenTheRunsLeavesRoomForTheRoutesBesideARequest() {
    restart();
    browser.click(".c-route a");
    browser.find(".request .body");
    browser.waitFor(() -> width("th.c-sqlms") == 0);
    assertThat(width("th.c-route")).isGreaterThan(100);
    assertThat(browser.texts("tr.restart").get(0)).contains("a7f91c → 3be02d");
  }

  private long width(String css) {
    return ((Number) browser.run("return document.querySelector(arguments[0]).clientWidth", css))
        .longValue();
  }

  @Test
  void eachRunCanBeLookedAtAlone() {
    restart();
    choose("1");
    browser.waitForCount(ROWS, 4);
    assertThat(browser.url()).contains("run=1");
  }

  @Test
  void aRequestOfTheRunBeforeCanStillBeOpened() {
    browser.click(".list tr.failed a");
    browser.find(".waterfall");
    browser.press(Keys.ESCAPE);
    restart();
    browser.click("tr.old.failed a");
    browser.waitForText(".waterfall", "LineRepository.findByOrderId");
    assertThat(browser.count(".request .callout")).isZero();
  }

  @Test
  void aRequestThatWasOpenedWhileTheApplicationWasAwayIsAskedForAgainWhenItIsBack() {
    console.refuse(true);
    browser.click(".list tr.failed a");
    browser.waitForText(".request .callout", "503");
    console.refuse(false);
    console.hangUp();
    browser.waitForText(".request .waterfall", "OrderController.show");
    assertThat(browser.count(".request .callout")).isZero();
  }

  @Test
  void beforeAndAfterAreComparedByRouteAndCopiedForThePullRequest() {
    restart();
    browser.run("document.querySelector(\"nav a[href*='view=routes']\").click()");
    browser.click(".scope > button");
    browser.waitForText("tbody", "24.0 → 2.00 ▼");
    assertThat(browser.url()).contains("a=run%3A1").contains("b=run%3A0");
    browser.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied"
            + " = text; }}})");
    browser.run(
        "[...document.querySelectorAll('.scope button')].find(one => one.textContent.includes('pull"
            + " request')).click()");
    browser.waitForText(".scope [role=status]", "Copied");
    assertThat(browser.run("return copied").toString())
        .contains("3be02d", "a7f91c", "| GET /orders |", "24.0 → 2.00", "100% (1) → 0 ✓")
        .contains("- gone route ");
  }

  @Test
  void whatARunBeforeHasHadIsNotCalledNewWhereItsRowsAreNotOnDisplay() {
    console.restart(AGAIN, "3be02d");
    Map<String, Object> known = again(1, "/orders");
    known.put("method", "POST");
    known.put("exception", "io.example.ReadTimeoutException");
    Map<String, Object> fresh = again(2, "/orders");
    fresh.put("exception", "io.example.CardException");
    for (Map<String, Object> row : List.of(known, fresh)) {
      row.put("status", "failed");
      row.put("status_code", 502);
      console.arriveUntold(row);
    }
    browser.waitForCount(ROWS, 6);
    choose("0");
    browser.waitForCount(ROWS, 2);
    browser.click("nav a[href*='view=failures']");
    browser.waitForText("tbody tr", "CardException");
    assertThat(browser.texts("tbody tr"))
        .hasSize(2)
        .filteredOn(row -> row.contains("first in this run"))
        .singleElement()
        .asString()
        .contains("CardException");
    browser.run(
        "history.pushState(null, '', './?view=routes&a=run:1&b=run:0&q=is:failed');"
            + " dispatchEvent(new PopStateEvent('popstate'))");
    browser.waitForText("tbody tr", "GET /orders");
    assertThat(browser.texts("tbody").toString()).contains("POST /orders").doesNotContain("new");
  }

  private void choose(String run) {
    browser.run(
        "const pick = document.querySelector('.runs'); pick.value = arguments[0];"
            + " pick.dispatchEvent(new Event('change', {bubbles: true}))",
        run);
  }

  @Test
  void aComparisonHasTheRowsOfBothRunsWhicheverIsChosen() {
    restart();
    choose("0");
    browser.waitForCount(ROWS, 1);
    browser.run("document.querySelector(\"nav a[href*='view=routes']\").click()");
    browser.click(".scope > button");
    browser.waitForText("tbody", "24.0 → 2.00 ▼");
    browser.run(
        "history.pushState(null, '', './?view=routes&run=0&a=run:1&b=run:0&route=GET+/orders');"
            + " dispatchEvent(new PopStateEvent('popstate'))");
    browser.waitForText(".request .scope", "(filled) over");
    browser.find(".histogram rect.then");
    assertThat(browser.texts("tbody").get(0)).contains("24.0 → 2.00 ▼");
    assertThat(browser.find(".runs").getDomProperty("value")).isEmpty();
    choose("1");
    browser.waitForText("tbody", "GET /products");
    assertThat(browser.url()).contains("run=1").doesNotContain("a=run", "b=run");
  }

  @Test
  void ofARouteTheStatementsAreComparedToo() {
    browser.click(ROWS + ":nth-of-type(3) a");
    browser.find(".waterfall");
    restart();
    browser.run(
        "history.pushState(null, '', './?view=routes&a=run:1&b=run:0&route=GET+/orders');"
            + " dispatchEvent(new PopStateEvent('popstate'))");
    browser.waitForText(".statements", "24.0× → 2.00×");
    assertThat(browser.count(".histogram rect.now, .histogram rect.then"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void aSessionIsSavedAndReadAgainReadOnly() {
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 4);
    var whole = new LinkedHashMap<>(Rows.whole(Rows.shop().get(1)));
    browser.run(
        "window.session = JSON.stringify({format: 'routeflow-session', version: 1, state:"
            + " arguments[0], requests: [arguments[1]]})",
        Figures.state(Figures.SINCE, "a7f91c"),
        whole);
    browser.run(
        "const file = new DataTransfer(); file.items.add(new File([session], 'shop.json', {type:"
            + " 'application/json'}));const input = document.querySelector('.sheet [type=file]');"
            + " input.files = file.files;input.dispatchEvent(new Event('change', {bubbles:"
            + " true}))");
    browser.waitForText(".notice", "shop.json, read only");
    browser.waitForCount(ROWS, 1);
    browser.click(".c-route a");
    browser.waitForText(".waterfall", "LineRepository.findByOrderId");
    assertThat(browser.texts(".link")).containsExactly("From A File");
  }

  @Test
  void whatIsSavedIsASessionWithoutBodiesAndWithoutWhatOnlyTheConsoleShowsAndOpensAgain() {
    Map<String, Object> whole = new LinkedHashMap<>(Rows.whole(Rows.shop().get(1)));
    whole.put("address", "/private");
    whole.put("exception_at", "Private.run:1");
    whole.put("local_exception", Map.of("name", "a.B", "message", "private"));
    Map<String, Object> payload = Map.of("body", "private", "headers", Map.of("a", "private"));
    Map<String, Object> call =
        Map.of("host", "pay.example", "method", "GET", "latency_ms", 2, "request", payload);
    whole.put(
        "event", Map.of("request", payload, "response", payload, "external_calls", List.of(call)));
    console.script("requests/" + whole.get("event_id"), whole);
    browser.run(
        "URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return"
            + " 'blob:x'; }; URL.revokeObjectURL = () => {}; HTMLAnchorElement.prototype.click ="
            + " function() { window.savedAs = this.download; }");
    browser.click(".menu summary");
    browser.click(".sheet button");
    browser.waitFor(() -> !browser.run("return window.saved").equals(""));
    browser.waitForText(".menu .notice", "Saved 4 requests of this run.");
    assertThat(browser.run("return savedAs")).isEqualTo("routeflow-orders.json");
    assertThat(browser.run("return JSON.parse(saved).requests.length")).isEqualTo(4L);
    assertThat(browser.run("return saved").toString())
        .contains("pay.example")
        .doesNotContainIgnoringCase("private");
    browser.run(
        "const file = new DataTransfer(); file.items.add(new File([saved], 'again.json'));const"
            + " input = document.querySelector('.sheet [type=file]'); input.files ="
            + " file.files;input.dispatchEvent(new Event('change', {bubbles: true}))");
    browser.waitForText(".notice", "again.json, read only");
    browser.waitForCount(ROWS, 4);
  }

  @Test
  void whatThePageHoldsIsSavedWhileTheApplicationIsAway() {
    browser.click(".list tr.failed a");
    browser.find(".waterfall");
    browser.run(
        "URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return"
            + " 'blob:x'; }; URL.revokeObjectURL = () => {}; HTMLAnchorElement.prototype.click ="
            + " () => {}");
    console.refuse(true);
    browser.click(".menu summary");
    browser.click(".sheet button");
    browser.waitForText(".menu .notice", "of this run");
    assertThat(browser.texts(".menu .notice").get(0)).containsPattern("Saved (\\d of )?4 requests");
    assertThat(browser.run("return saved").toString()).contains(Rows.id(3));
  }

  @Test
  void aFileThatIsNoSessionIsRefusedAndNothingIsLost() {
    for (String text : List.of("{", "{\"format\":\"routeflow-session\"}", "[]")) {
      browser.run(
          "const file = new DataTransfer(); file.items.add(new File([arguments[0]], 'x.json'));"
              + "const input = document.querySelector('.sheet [type=file]'); input.files = file.files;"
              + "input.dispatchEvent(new Event('change', {bubbles: true}))",
          text);
      browser.waitForText(".menu .notice", "no session");
      assertThat(browser.count(ROWS)).isEqualTo(4);
    }
  }
}
