package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What failed, why, and where in the code: as far as the settings let it through. */
@InChromium
final class FailuresTest {

  private final Browser browser;
  private ScriptedConsole console = ScriptedConsole.start(List.of());

  FailuresTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private static Map<String, Object> failed(int seq, String exception, int status) {
    Map<String, Object> row = Rows.row(seq, "POST", "/orders", "/checkout");
    row.put("status", status >= 500 ? "failed" : "warning");
    row.put("status_code", status);
    row.put("exception", exception);
    return row;
  }

  private void open(List<Map<String, Object>> rows, String query) {
    console.close();
    console = ScriptedConsole.start(rows);
    browser.open(console.url(query));
  }

  @Test
  void aGroupLeadsToExactlyItsRequests() {
    var rows = new ArrayList<Map<String, Object>>();
    for (int seq = 1; seq <= 30; seq++) {
      rows.add(
          seq <= 8
              ? failed(seq, "io.example.PrinterException", 500)
              : seq <= 10
                  ? failed(seq, "io.example.PrinterException", 409)
                  : Rows.row(seq, "POST", "/orders", "/checkout"));
    }
    open(rows, "?view=failures");
    browser.waitForText("tbody", "PrinterException");
    assertThat(browser.texts("tbody tr")).hasSize(2).first().asString().contains("8", "27%");
    browser.click("tbody td[data-label=count] a");
    browser.waitForCount(".list tbody tr", 8);
    assertThat(browser.count(".list tbody tr.failed")).isEqualTo(8);
    assertThat(browser.find("#filter").getDomProperty("value"))
        .contains("exception:\"=io.example.PrinterException\"", "status:500");
  }

  @Test
  void aClickAnywhereOnAGroupOpensItsLastRequestAndSoDoesTheKeyboard() {
    open(
        List.of(
            failed(1, "io.example.PrinterException", 500),
            failed(2, "io.example.PrinterException", 500)),
        "?view=failures");
    browser.waitForText("tbody", "PrinterException");
    browser.click("tbody td:nth-child(4)");
    browser.find(".request h2");
    assertThat(browser.url()).contains("view=failures", "id=" + Rows.id(2));
    browser.press(Keys.ESCAPE);
    browser.waitForCount(".request", 0);
    browser.run("document.querySelector('tbody a').focus()");
    browser.press(Keys.ENTER);
    browser.find(".request h2");
    assertThat(browser.url()).contains("id=" + Rows.id(2));
  }

  @Test
  void aStatusWithoutAnExceptionLeadsToItsRequestsToo() {
    var rows = new ArrayList<Map<String, Object>>();
    rows.add(failed(1, "io.example.PaidException", 409));
    Map<String, Object> plain = failed(2, "x", 409);
    plain.remove("exception");
    rows.add(plain);
    open(rows, "?view=failures");
    browser.waitForText("tbody", "HTTP 409");
    browser.run(
        "[...document.querySelectorAll('tbody tr')].find(row => row.textContent.includes('HTTP"
            + " 409')).querySelector('[data-label=count] a').click()");
    browser.waitForCount(".list tbody tr", 1);
    assertThat(browser.count(".c-sign .tag")).isZero();
  }

  @Test
  void theExceptionOfA4xxIsAmberLikeItsStatus() {
    open(List.of(failed(1, "io.example.PaidException", 409)), "");
    browser.find(".c-sign .tag.warn");
    assertThat(browser.count(".c-sign .tag.bad, .status.failed")).isZero();
  }

  @Test
  void withMessageAndFramesTheMessageIsLargeAndTheFramesOfTheApplicationStandInFront() {
    Map<String, Object> row = failed(1, "io.example.PrinterException", 500);
    open(List.of(row), "");
    console.script("requests/" + Rows.id(1), Rows.failure(row));
    browser.click(".c-route a");
    browser.waitForText(".exception .message", "out of paper");
    assertThat(browser.texts(".exception .frames .top"))
        .first()
        .asString()
        .contains("Bill.print(Bill.java:48)");
    assertThat(browser.texts(".exception summary").get(0))
        .contains("40 frames of Netty, Micronaut");
    assertThat(browser.texts(".exception .cause").get(0)).contains("Caused by", "tray 2 is empty");
    assertThat(browser.texts(".exception").get(0).split("out of paper", -1))
        .as("said once")
        .hasSize(2);
    assertThat(browser.count(".raw[open]")).isZero();
    assertThat(
            browser.run(
                "return document.querySelector('.exception').getBoundingClientRect().top"
                    + " < document.querySelector('.facts').getBoundingClientRect().top"))
        .isEqualTo(true);
  }

  @Test
  void ofSeveralCausesTheDeepestStandsFirst() {
    Map<String, Object> row = failed(1, "io.example.PrinterException", 500);
    open(List.of(row), "");
    Map<String, Object> whole = Rows.whole(row);
    whole.put(
        "event",
        Map.of(
            "exception",
            Map.of(
                "name",
                "io.example.PrinterException",
                "message",
                "The printer is out of paper",
                "causes",
                List.of(
                    Map.of("name", "io.example.TrayException", "message", "tray 2 is empty"),
                    Map.of("name", "java.io.IOException", "message", "the wire is cut")))));
    console.script("requests/" + Rows.id(1), whole);
    browser.click(".c-route a");
    browser.waitForText(".exception .message", "out of paper");
    assertThat(browser.texts(".exception .message"))
        .extracting(text -> text.substring(2))
        .containsExactly("The printer is out of paper", "the wire is cut", "tray 2 is empty");
    assertThat(browser.texts(".exception .cause").get(0))
        .contains("Caused by, the deepest cause first");
  }

  @Test
  void handlersAndFramesLeadIntoTheEditorThatWasChosen() {
    Map<String, Object> row = failed(1, "io.example.PrinterException", 500);
    open(List.of(row), "");
    console.script("requests/" + Rows.id(1), Rows.failure(row));
    console.script(
        "classes", Map.of("classes", Map.of("OrderController", "shop.web.OrderController")));
    browser.run(
        "localStorage.setItem('routeflow-console-ide', 'idea');"
            + "localStorage.setItem('routeflow-console-root', '/home/me/shop/src/main/java/')");
    browser.open(console.url("?id=" + Rows.id(1)));
    browser.find(".facts a.code");
    assertThat(browser.find(".facts a.code").getDomAttribute("href"))
        .isEqualTo(
            "idea://open?file=%2Fhome%2Fme%2Fshop%2Fsrc%2Fmain%2Fjava%2Fshop%2Fweb%2FOrderController.java&line=1");
    assertThat(browser.find(".frames .top a.code").getDomAttribute("href"))
        .endsWith("%2Fshop%2FBill.java&line=48");
    browser.run("localStorage.clear()");
    browser.open(console.url("?id=" + Rows.id(1)));
    browser.find(".facts button.code");
    assertThat(browser.count("a.code")).as("without an editor a click copies").isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 1600})
  void aRouteIsNotCutWhereThereIsRoom(int width) {
    Map<String, Object> row = failed(1, "io.example.PrinterException", 500);
    row.put("path", "/api/warehouses/{id}/history-of-all-changes");
    open(List.of(row), "?view=failures");
    browser.size(width, 800);
    browser.waitForText("tbody", "history-of-all-changes");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('tbody .fits, tbody .fits *')].every(cell =>"
                    + " cell.scrollWidth <= cell.clientWidth)"))
        .isEqualTo(true);
  }

  @Test
  void withoutThemThePageSaysWhichTwoLinesOfSettingsShowMore() {
    Map<String, Object> row = failed(1, "io.example.PrinterException", 500);
    open(List.of(row), "");
    browser.click(".c-route a");
    browser.click(".exception .more summary");
    browser.waitForText(".exception pre", "capture-exception-message: true");
    assertThat(browser.texts(".exception pre").get(0)).contains("capture-stack-trace: true");
  }

  @Test
  void failuresOfOnePlaceInTheCodeAreOneGroupWhateverTheirRoute() {
    Map<String, Object> one = failed(1, "io.example.PrinterException", 500);
    Map<String, Object> other = failed(2, "io.example.PrinterException", 500);
    other.put("path", "/bills");
    open(List.of(one, other), "");
    console.script("requests/" + Rows.id(1), Rows.failure(one));
    console.script("requests/" + Rows.id(2), Rows.failure(other));
    browser.click(".c-route a");
    browser.find(".exception .frames");
    browser.press("j");
    browser.waitForText(".request h2", "/orders");
    browser.find(".exception .frames");
    browser.click("nav a[href*='view=failures']");
    browser.waitForText("tbody", "Bill.print:48");
    assertThat(browser.count("tbody tr")).isEqualTo(1);
    assertThat(browser.texts("tbody").get(0)).contains("out of paper");
  }

  @Test
  void breadcrumbsOfAFailureAreOpenAndMergeWithWhatRan() {
    Map<String, Object> row = failed(1, "io.example.PrinterException", 500);
    row.put("sql", Rows.sql("orders", 2, false));
    open(List.of(row), "");
    console.script("requests/" + Rows.id(1), Rows.failure(row));
    browser.click(".c-route a");
    browser.waitForText(".crumbs li", "Provider answered slowly");
    assertThat(browser.texts(".crumbs li").get(0)).contains("+3.00 ms", "WARN", "try=2");
    assertThat(browser.count(".root .tick.warning")).isEqualTo(1);
    browser.click(".crumbs input");
    browser.waitForText(".crumbs", "SELECT orders");
  }

  @Test
  void ofManyBreadcrumbsTheLastStandOpenAndAllAreOneClickAway() {
    Map<String, Object> row = failed(1, "io.example.PrinterException", 500);
    open(List.of(row), "");
    Map<String, Object> whole = Rows.whole(row);
    var crumbs = new ArrayList<Map<String, Object>>();
    for (int i = 1; i <= 12; i++) {
      crumbs.add(
          Map.of("timestamp", Rows.FIRST.plusMillis(1000 + i).toString(), "message", "step " + i));
    }
    whole.put("event", Map.of("breadcrumbs", crumbs));
    console.script("requests/" + Rows.id(1), whole);
    browser.click(".c-route a");
    browser.waitForCount(".crumbs li", 10);
    assertThat(browser.texts(".crumbs li")).first().asString().contains("step 3");
    browser.click(".crumbs > button");
    browser.waitForCount(".crumbs li", 12);
    assertThat(browser.texts(".crumbs li")).first().asString().contains("step 1");
    assertThat(browser.count(".crumbs > button")).isZero();
  }

  @Test
  void whatOnlyThisConsoleHasOfAFailureIsOneClickAwayAndTheSettingsThatCaptureItStandBelow() {
    Map<String, Object> row = failed(1, "io.example.PrinterException", 500);
    row.put("exception_at", "Bill.print:48");
    open(List.of(row), "");
    Map<String, Object> whole = Rows.whole(row);
    whole.put(
        "local_exception",
        Map.of(
            "name",
            "io.example.PrinterException",
            "message",
            "The printer is out of paper",
            "frames",
            List.of(
                Map.of(
                    "class",
                    "shop.Bill",
                    "function",
                    "print",
                    "file",
                    "Bill.java",
                    "line",
                    48,
                    "in_app",
                    true))));
    console.script("requests/" + Rows.id(1), whole);
    browser.click(".c-route a");
    browser.waitForText(".exception .local > summary", "Bill.print:48");
    assertThat(browser.texts(".exception").get(0)).doesNotContain("out of paper");
    browser.click(".exception .local > summary");
    browser.waitForText(".exception .message", "out of paper");
    assertThat(browser.texts(".exception .local pre").get(0))
        .contains("capture-exception-message: true", "capture-stack-trace: true");
    browser.click("nav a[href*='view=failures']");
    browser.waitForText("tbody small", "Bill.print:48");
  }
}
