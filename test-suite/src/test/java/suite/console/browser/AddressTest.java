package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page's address holds view, filter and open request; the keyboard reaches all of it. */
@InChromium
final class AddressTest {

  private static final String ROWS = ".list tbody tr:not(.space)";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  AddressTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void open(String query, int rows) {
    browser.open(console.url(query));
    browser.waitForCount(ROWS, rows);
  }

  @Test
  void aFilterInTheAddressFiltersAndOneThatIsTypedIsInTheAddress() {
    open("?q=status:%3E%3D500", 1);
    assertThat(browser.find("#filter").getDomProperty("value")).isEqualTo("status:>=500");
    browser.type("#filter", " table:none");
    browser.waitForText(".empty", "No request matches");
    assertThat(browser.url()).contains("table%3Anone");
  }

  @Test
  void aTermThatIsNotUnderstoodIsExplained() {
    open("?q=state:500+ms:fast", 4);
    assertThat(browser.texts("#filter-says").get(0))
        .contains("state: is no term", "ms:fast is left out, it needs a duration");
  }

  @Test
  void aTraceIdFromALogOpensItsRequest() {
    browser.open(console.url("?q=trace:TRACE-3"));
    browser.waitForText(".request h2", "POST /orders");
    assertThat(browser.url()).contains("id=" + Rows.id(3));
  }

  @Test
  void theBackButtonClosesWhatAClickHasOpened() {
    open("", 4);
    browser.click(".c-route a");
    browser.find(".request");
    browser.click("nav a[href*='view=flow']");
    browser.find("svg a.node");
    browser.back();
    browser.find(".request");
    browser.back();
    browser.waitForCount(".request", 0);
    assertThat(browser.count(ROWS)).isEqualTo(4);
  }

  @Test
  void aClickOnTheCountOfARouteShowsItsRequests() {
    browser.open(console.url("?view=routes"));
    browser.waitForText("tbody", "/products");
    browser.click("tbody td[data-label=count] a");
    browser.find(".list");
    assertThat(browser.find("#filter").getDomProperty("value")).startsWith("route:\"=");
    browser.waitForCount(ROWS, 1);
  }

  @Test
  void allOfItCanBeDoneByKeyboard() {
    open("", 4);
    browser.press("j");
    browser.waitForText("tr[aria-current=true]", "/orders/{id}");
    browser.press("j");
    browser.waitForText("tr[aria-current=true]", "POST");
    browser.press("k");
    browser.waitForText("tr[aria-current=true]", "/orders/{id}");
    browser.press(Keys.ENTER);
    browser.waitForText(".request h2", "/orders/{id}");
    browser.press(Keys.ESCAPE);
    browser.waitForCount(".request", 0);
    browser.press("/");
    browser.waitFor(() -> browser.run("return document.activeElement.id").equals("filter"));
    browser.press("p/orders");
    browser.waitForCount(ROWS, 0);
    browser.press(Keys.ESCAPE);
    browser.press("p");
    browser.waitForCount("button[aria-pressed=true]", 1);
    browser.press("?");
    browser.waitForCount("dialog[open]", 1);
    browser.press(Keys.ESCAPE);
    browser.waitForCount("dialog[open]", 0);
  }

  @Test
  void theWaterfallCanBeWalkedByArrows() {
    browser.open(console.url("?id=" + Rows.id(3)));
    browser.find("tr.step");
    browser.run("document.querySelector('tr.root').focus()");
    browser.press(Keys.ARROW_DOWN);
    browser.waitFor(
        () -> browser.run("return document.activeElement.parentElement.tagName").equals("TBODY"));
    browser.run("document.querySelector('tr.step').focus()");
    browser.press(Keys.ARROW_RIGHT);
    browser.waitForCount("tr.step[aria-expanded=true]", 1);
    browser.press(Keys.ARROW_LEFT);
    browser.waitForCount("tr.step[aria-expanded=true]", 0);
  }

  @Test
  void thePageFollowsTheSystemsSchemeAndTheReadersChoiceBeforeIt() {
    open("", 4);
    String light = ground();
    browser.scheme("dark");
    browser.waitFor(() -> !ground().equals(light));
    String dark = ground();
    browser.click(".head button[aria-label^=Theme]");
    browser.waitFor(() -> ground().equals(light));
    browser.scheme("light");
    browser.click(".head button[aria-label^=Theme]");
    browser.waitFor(() -> ground().equals(dark));
  }

  private String ground() {
    return browser.run("return getComputedStyle(document.body).backgroundColor").toString();
  }
}
