package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Each thing has an address that can be copied, and that leads to it and nothing else. */
@InChromium
final class CopiedLinksTest {

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(rows());

  CopiedLinksTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  /** The shop; two failures of one place in the code on two routes, one of another; and a job. */
  private static List<Map<String, Object>> rows() {
    var rows = new ArrayList<>(Rows.shop());
    rows.add(failed(5, "/orders", "Bill.print:48"));
    rows.add(failed(6, "/bills", "Bill.print:48"));
    rows.add(failed(7, "/orders", "Bill.scan:9"));
    rows.add(Rows.work(8, "job", "nightly-invoices"));
    return rows;
  }

  private static Map<String, Object> failed(int seq, String path, String frame) {
    Map<String, Object> row = Rows.row(seq, "POST", path, "/checkout");
    row.put("status", "failed");
    row.put("status_code", 500);
    row.put("exception", "io.example.PrinterException");
    row.put("exception_at", frame);
    return row;
  }

  @Test
  void ofAGroupOfFailuresItLeadsToExactlyItsRequestsWhateverTheirRoutes() {
    browser.open(console.url("?view=failures"));
    browser.waitForText("tbody", "Bill.print:48");
    browser.open(copied("Bill.print:48"));
    browser.waitForCount(".list tbody tr", 2);
    assertThat(browser.texts("td.c-route")).containsExactly("/bills", "/orders");

    browser.open(console.url("?view=failures"));
    browser.waitForText("tbody", "Bill.scan:9");
    browser.open(copied("Bill.scan:9"));
    browser.waitForCount(".list tbody tr", 1);
    assertThat(browser.find(".list tbody a").getDomAttribute("data-id")).isEqualTo(Rows.id(7));
  }

  @Test
  void ofAStatementItLeadsToItAlone() {
    browser.open(console.url("?view=sql"));
    browser.waitForCount("tbody tr", 3);
    browser
        .find("tbody")
        .findElement(By.xpath(".//tr[contains(., 'SELECT order_lines')]//summary"))
        .click();
    browser.find("tbody details[open] button[title*='Copy the address']");
    browser.open(copied("SELECT order_lines"));
    browser.waitForCount("tbody tr", 1);
    assertThat(browser.texts("tbody").get(0)).contains("SELECT order_lines");
  }

  @Test
  void ofACallItLeadsToItAlone() {
    browser.open(console.url("?view=calls"));
    browser.waitForText("tbody", "pay.example");
    browser.open(copied("pay.example"));
    browser.waitForCount("tbody tr", 1);
    assertThat(browser.find("#filter").getDomProperty("value"))
        .isEqualTo("call:\"=POST pay.example /charges\"");
  }

  @Test
  void ofAJobItLeadsToThatRun() {
    browser.open(console.url("?id=" + Rows.id(8)));
    browser.waitForText(".request h2", "nightly-invoices");
    assertThat(browser.find(".buttons button").getDomAttribute("title"))
        .isEqualTo("Copy the address of this job");
    keepWhatIsCopied();
    browser.click(".buttons button");
    browser.waitForText(".buttons .said", "Address copied.");
    browser.open(browser.run("return copied").toString());
    browser.waitForText(".request h2", "nightly-invoices");
  }

  /** What the button in the row with that text copies. */
  private String copied(String text) {
    keepWhatIsCopied();
    browser
        .find("tbody")
        .findElement(
            By.xpath(".//tr[contains(., '" + text + "')]//button[contains(., 'Copy link')]"))
        .click();
    browser.waitForText("tbody .said", "Address copied.");
    return browser.run("return copied").toString();
  }

  private void keepWhatIsCopied() {
    browser.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied"
            + " = text; }}})");
  }
}
