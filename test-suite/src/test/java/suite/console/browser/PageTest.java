package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What somebody sees who opens the console of a small shop. */
@InChromium
final class PageTest {

  private static final String ROWS = ".list tbody tr:not(.space)";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  PageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void open() {
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 4);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void theFirstLoadShowsTheRequestsOfTheRingNewestFirst() {
    assertThat(browser.texts(".c-route a"))
        .containsExactly("/orders/{id}", "/orders", "/orders", "/products");
    assertThat(browser.texts("h1")).containsExactly("orders");
    assertThat(browser.texts(".list tbody tr.failed").get(0))
        .contains("✕ 502", "ReadTimeoutException");
    assertThat(browser.messages()).isEmpty();
  }

  @Test
  void aRequestAppearsAsItHappens() {
    browser.waitFor(() -> console.listeners() == 1);
    console.arrive(Rows.row(5, "PUT", "/fresh", "/page"));
    browser.waitForText(".c-route a", "/fresh");
    assertThat(browser.texts(".c-route a").get(0)).isEqualTo("/fresh");
  }

  @Test
  void theOutcomeOfAnEventIsShownInItsRow() {
    browser.waitFor(() -> console.listeners() == 1);
    console.tell(
        "outcome",
        Map.of(
            "event_ids", List.of(Rows.id(1)), "outcome", "dropped", "reason", "dropped_http_5xx"));
    browser.find(".c-out [aria-label*='could not be reached']");
  }

  @Test
  void aListThatWasEmptiedElsewhereIsEmptyHereToo() {
    browser.waitFor(() -> console.listeners() == 1);
    console.forgetAll();
    console.tell("cleared", Map.of());
    browser.waitForText(".empty", "No requests yet");
  }

  @Test
  void aListenerThatMissedSomethingAsksAgain() {
    browser.waitFor(() -> console.listeners() == 1);
    console.arriveUntold(Rows.row(5, "PUT", "/missed", "/page"));
    console.tell("gap", Map.of());
    browser.waitForText(".c-route a", "/missed");
  }

  @Test
  void aPageInTheBackgroundLeavesItsConnectionToOthersAndCatchesUpWhenItIsSeenAgain() {
    browser.waitFor(() -> console.listeners() == 1);
    hide(true);
    console.arriveUntold(Rows.row(5, "PUT", "/missed", "/page"));
    browser.waitFor(
        () -> {
          console.tell("outcome", Map.of("event_ids", List.of(), "outcome", "sent"));
          return console.listeners() == 0;
        });
    hide(false);
    browser.waitForText(".c-route a", "/missed");
    assertThat(console.listeners()).isEqualTo(1);
  }

  @Test
  void anOutcomeThatCameWhileNoStreamWasOpenIsShownToo() {
    browser.waitFor(() -> console.listeners() == 1);
    Map<String, Object> row = Rows.row(5, "PUT", "/fresh", "/page");
    row.put("outcome", "waiting");
    console.arrive(row);
    browser.waitForCount(".c-out.waiting", 1);
    hide(true);
    browser.waitFor(
        () -> {
          console.tell("outcome", Map.of("event_ids", List.of(), "outcome", "sent"));
          return console.listeners() == 0;
        });
    row.put("outcome", "sent");
    hide(false);
    browser.waitForCount(".c-out.waiting", 0);
  }

  private void hide(boolean hidden) {
    browser.run(
        "Object.defineProperty(document, 'hidden', {configurable: true, value: arguments[0]});"
            + "document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))",
        hidden);
  }

  @Test
  void theKeyThatOpensARequestLeadsIntoIt() {
    browser.press("j", Keys.ENTER);
    browser.find(".request .body");
    browser.waitFor(
        () ->
            Boolean.TRUE.equals(
                browser.run("return document.activeElement.matches('.request h2')")));
  }

  @Test
  void theChartOfASingleRequestHasTheTimeOfThatRequestBelowIt() {
    browser.open(console.url("?q=status:502"));
    browser.waitForCount(ROWS, 1);
    browser.run(
        "window.drawn = []; const draw = CanvasRenderingContext2D.prototype.fillText;"
            + "CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {"
            + " window.drawn.push(text); draw.call(this, text, ...place); }");
    browser.click(".head button");
    String time = browser.texts(ROWS + " .c-time").get(0).substring(0, "00:00:00".length());
    browser.waitFor(
        () -> Boolean.TRUE.equals(browser.run("return drawn.includes(arguments[0])", time)));
  }

  @Test
  void theCommandCallsTheAddressWhereTheRequestCame() {
    console.arriveUntold(Rows.row(5, "GET", "/shop/orders", "/page"));
    browser.open(console.url("?id=" + Rows.id(5)));
    browser.run(
        "Object.defineProperty(navigator, 'clipboard',"
            + " {value: {writeText: text => { window.copied = text; }}})");
    browser.click(".actions button");
    browser.waitForText(".actions [role=status]", "Copied");
    assertThat(browser.run("return copied").toString())
        .endsWith("'" + console.origin() + "/shop/orders'");
  }

  @Test
  void aCommandThatCannotBeCopiedIsNotSaidToBeCopied() {
    browser.open(console.url("?id=" + Rows.id(2)));
    browser.run("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
    browser.click(".actions button");
    browser.waitForText(".actions [role=status]", "did not allow");
  }

  @Test
  void onAPhoneALongNameLeavesRoomForTheNextColumn() {
    var row = new LinkedHashMap<>(Rows.row(5, "GET", "/long", "/page"));
    row.put("status", "failed");
    row.put("exception", "io.example." + "Very".repeat(20) + "LongException");
    console.arriveUntold(row);
    browser.open(console.url("?view=failures"));
    browser.size(390, 844);
    browser.waitForText("tbody td", "LongException");
    assertThat(
            browser.run("return document.querySelectorAll('th')[1].getBoundingClientRect().left"))
        .asInstanceOf(InstanceOfAssertFactories.type(Number.class))
        .satisfies(left -> assertThat(left.doubleValue()).isLessThan(300));
  }

  @Test
  void emptyingTheApplicationsListAsksWithTheHeaderThatNoOtherOriginCanSend() {
    browser.click(".menu summary");
    browser.click(".sheet button:last-of-type");
    browser.waitForText(".empty", "No requests yet");
    assertThat(console.posts()).containsExactly("api/clear");
  }

  @Test
  void aPausedListWaitsAndSaysHowMuchItWaitsFor() {
    browser.waitFor(() -> console.listeners() == 1);
    browser.click(".bar button[aria-pressed]");
    console.arrive(Rows.row(5, "PUT", "/fresh", "/page"));
    browser.waitForText(".bar button[aria-pressed=true]", "1 new");
    assertThat(browser.count(ROWS)).isEqualTo(4);
    browser.click(".bar button[aria-pressed]");
    browser.waitForCount(ROWS, 5);
  }

  @Test
  void anNPlusOneIsNamedWithItsRepositoryMethodAndAWayOut() {
    browser.open(console.url("?q=has:n%2B1"));
    browser.waitForCount(ROWS, 1);
    browser.click(".c-route a");
    browser.waitForText(".callout.warn", "one statement ran 24 times");
    assertThat(browser.texts(".callout.warn").get(0))
        .contains("LineRepository.findByOrderId", "join");
  }

  @Test
  void failuresAreGroupedByTheirClassAndRoute() {
    browser.click("nav a[href*='view=failures']");
    browser.waitForText("tbody", "ReadTimeoutException");
    assertThat(browser.texts("tbody tr"))
        .hasSize(2)
        .first()
        .asString()
        .contains("POST /orders", "502");
  }

  @Test
  void theDeliveryViewShowsWhatWasNotSentAndWhy() {
    browser.click("nav a[href*='view=delivery']");
    browser.waitForText("tbody", "could not be reached");
    assertThat(browser.texts(".tiles").toString()).contains("per request", "1.90 µs", "23.4 KiB");
    browser.click(".part button");
    browser.waitFor(() -> console.posts().contains("api/flush"));
  }

  @Test
  void aRequestThatHasLeftTheRingStillShowsWhatTheListKnew() {
    console.script("requests/" + Rows.id(1), Map.of());
    browser.click(".list tbody tr:last-of-type .c-route a");
    browser.waitForText(".request .callout", "no longer keeps");
    assertThat(browser.texts(".request h2")).containsExactly("GET /products");
  }
}
