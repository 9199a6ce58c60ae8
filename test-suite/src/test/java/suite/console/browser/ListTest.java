package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The list shows what it counts, in the order that it names, at every size. */
@InChromium
final class ListTest {

  private static final String ROWS = ".list tbody tr:not(.space)";
  private static final String IN_SIGHT =
      "const box = document.querySelector('.list').getBoundingClientRect();"
          + "return [...document.querySelectorAll('.c-route a')].filter(a => {"
          + " const at = a.getBoundingClientRect();"
          + " return at.top >= box.top && at.bottom <= box.bottom + 1; }).length";

  private final Browser browser;
  private ScriptedConsole console = ScriptedConsole.start(Rows.many(300));

  ListTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void open(List<Map<String, Object>> rows, String query) {
    console.close();
    console = ScriptedConsole.start(rows);
    browser.open(console.url(query));
    browser.find(ROWS);
    browser.waitFor(() -> console.listeners() == 1);
  }

  private long inSight() {
    return ((Number) browser.run(IN_SIGHT)).longValue();
  }

  private void scrollDown() {
    browser.run("document.querySelector('.list').scrollTop = 6000");
    browser.waitForText(".c-route a", "/route/100");
  }

  @Test
  void underAnotherFilterTheNewestRowsAreInSight() {
    open(Rows.many(300), "");
    scrollDown();
    browser.type("#filter", "method:GET");
    browser.waitForText(".says", "300 of 300 requests");
    browser.waitForText(".c-route a", "/route/300");
  }

  @Test
  void aListThatWasFilteredToNothingShowsItsRowsAgainWhenTheFilterGoes() {
    open(Rows.many(300), "");
    scrollDown();
    browser.type("#filter", "nothing-like-it");
    browser.waitForText(".empty", "No request matches");
    browser.click(".empty button");
    browser.waitForText(".c-route a", "/route/300");
    assertThat(inSight()).isGreaterThan(10);
  }

  @Test
  void whatArrivesAfterTheViewWasClearedIsSeen() {
    open(Rows.many(300), "");
    scrollDown();
    browser.press("c");
    browser.waitForText(".empty", "since this view was cleared");
    for (int seq = 301; seq <= 312; seq++) {
      console.arrive(Rows.row(seq, "GET", "/fresh/" + seq, "/page"));
    }
    browser.waitForCount(ROWS, 12);
    assertThat(inSight()).isEqualTo(12);
  }

  @Test
  void aTallWindowIsFullOfRowsWithoutAnyScrolling() {
    open(Rows.many(300), "");
    browser.size(1280, 2400);
    browser.waitFor(() -> inSight() > 65);
  }

  @Test
  void rowsStandInTheOrderOfTheTimeThatTheyShow() {
    var rows = Rows.many(3);
    // the first one took so long that it ended after the others
    rows.get(0).put("seq", 4);
    open(List.of(rows.get(1), rows.get(2), rows.get(0)), "");
    assertThat(browser.texts(".c-route a")).containsExactly("/route/3", "/route/2", "/route/1");
    console.arrive(Rows.row(2, 5, "/late"));
    browser.waitForCount(ROWS, 4);
    assertThat(browser.texts(".c-route a"))
        .containsExactly("/route/3", "/route/2", "/late", "/route/1");
  }

  @ParameterizedTest
  @CsvSource({"1600, true", "1600, false", "1280, true", "1280, false", "390, false"})
  void anNPlusOneCanBeReadAtEveryWidth(int width, boolean split) {
    var row = new LinkedHashMap<>(Rows.row(1, "GET", "/api/customers/{id}/history", "/account"));
    row.put("sql", Rows.sql("order_lines", 24, true));
    row.put("exception", "io.example.VeryLongNameOfAnExceptionOfTheShopException");
    row.put("status", "failed");
    open(List.of(row), split ? "?id=" + Rows.id(1) : "");
    browser.size(width, 900);
    browser.waitFor(() -> browser.run("return innerWidth").equals((long) width));
    assertThat(browser.texts(".c-sign .tag").get(0)).isEqualTo("N+1");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.c-sign .tag')].every(tag => { const at ="
                    + " tag.getBoundingClientRect(), cell ="
                    + " tag.closest('td').getBoundingClientRect(); return at.width > 8 && at.left"
                    + " >= cell.left && at.right <= cell.right -"
                    + " parseFloat(getComputedStyle(tag.closest('td')).paddingRight) && tag.scrollWidth <="
                    + " tag.clientWidth + 1; })"))
        .as("no sign is cut")
        .isEqualTo(true);
  }

  @Test
  void aRequestMuchSlowerThanTheRestOfItsRouteSaysHowMuch() {
    var rows = new ArrayList<Map<String, Object>>();
    for (int seq = 1; seq <= 20; seq++) {
      Map<String, Object> row = Rows.row(seq, "GET", "/orders", "/page");
      row.put("latency_ms", 10.0);
      rows.add(row);
    }
    rows.get(4).put("latency_ms", 24.0);
    rows.get(5).put("latency_ms", 14.0);
    Map<String, Object> alone = Rows.row(21, "GET", "/seldom", "/page");
    alone.put("latency_ms", 900.0);
    rows.add(alone);
    open(rows, "");
    browser.waitForText(".c-sign .slow", "1.7× its p95");
    assertThat(browser.count(".c-sign .slow")).isEqualTo(1);
    assertThat(browser.find("tr:has(.slow) a").getDomAttribute("data-id")).isEqualTo(Rows.id(5));
    assertThat(browser.find("tr:has(.slow) a").getDomAttribute("aria-label"))
        .contains("1.7× its p95");
    browser.click("tr:has(.slow) a");
    browser.waitForText(".request header .tag", "1.7× its p95");
    assertThat(browser.texts(".c-sign .slow")).as("shorter beside a request").containsOnly("1.7×");
  }

  @Test
  void aLongRouteKeepsItsEndWhichSaysMoreThanItsMiddle() {
    String route = "/api/customers/{id}/orders/history-batched";
    open(List.of(Rows.row(1, "GET", route, "/page")), "?id=" + Rows.id(1));
    assertThat(browser.run("return document.querySelector('.c-route a').textContent"))
        .isEqualTo(route);
    assertThat(
            browser.run(
                "const end = document.querySelector('.c-route .end').getBoundingClientRect();return"
                    + " end.width > 60 && end.right <="
                    + " document.querySelector('.c-route').getBoundingClientRect().right"))
        .isEqualTo(true);
  }

  @Test
  void whereThereIsRoomALongRouteKeepsItsLastSegmentWhole() {
    open(List.of(Rows.row(1, "GET", "/api/customers/{id}/orders/history-batched", "/page")), "");
    assertThat(browser.texts(".c-route .end")).containsExactly("/history-batched");
  }

  @ParameterizedTest
  @ValueSource(ints = {920, 1000, 1160, 1200, 1280, 1366, 1400, 1600})
  void atEveryWidthOfADesktopARouteHasTheRoomOfALongOne(int width) {
    open(Rows.many(3), "");
    browser.size(width, 900);
    browser.waitFor(() -> browser.run("return innerWidth").equals((long) width));
    assertThat((Long) browser.run("return document.querySelector('td.c-route').clientWidth"))
        .isGreaterThan(200);
  }

  @Test
  void theKeyThatClearsTheViewDoesNothingWhereNoButtonTakesItBack() {
    open(Rows.many(20), "");
    browser.press("7");
    browser.find(".tiles");
    browser.press("c");
    browser.press("1");
    browser.waitForText(".c-route a", "/route/20");
    assertThat(browser.count(".undo")).isZero();
  }

  @Test
  void howWorkEndedIsNotCut() {
    var job = Rows.work(1, "job", "nightly-invoices");
    job.put("status", "warning");
    open(List.of(job), "");
    browser.waitForText(".c-status", "cancelled");
    assertThat(
            browser.run(
                "const cell = document.querySelector('td.c-status'); return cell.scrollWidth <="
                    + " cell.clientWidth"))
        .isEqualTo(true);
  }

  @Test
  void whatIsStillRunningStandsOnTopUntilItHasEnded() {
    open(Rows.many(3), "");
    var running = new LinkedHashMap<String, Object>(Rows.row(4, "GET", "/slow", "/report"));
    running.put("running_ms", 14_020.0);
    console.script("running", Map.of("running", List.of(running)));
    browser.waitForText(".running li", "/slow");
    assertThat(browser.texts(".running li").get(0))
        .contains("GET", "14.0 s", "OrderController.show", "/report");
    assertThat(
            browser.run(
                "return document.querySelector('.running').getBoundingClientRect().bottom <="
                    + " document.querySelector('.list').getBoundingClientRect().top"))
        .isEqualTo(true);
    console.arrive(Rows.row(4, "GET", "/slow", "/report"));
    browser.waitForCount(".running", 0);
    assertThat(browser.texts(".c-route a")).first().isEqualTo("/slow");
  }

  @Test
  void whoHasScrolledDownSeesHowManyEventsArrivedAbove() {
    open(Rows.many(300), "");
    scrollDown();
    console.arrive(Rows.row(301, "GET", "/fresh", "/page"));
    console.arrive(Rows.row(302, "GET", "/fresh", "/page"));
    browser.waitForText(".fresh", "2 new");
    browser.click(".fresh");
    browser.waitForText(".c-route a", "/fresh");
    browser.waitForCount(".fresh", 0);
  }

  @Test
  void clearingTheViewIsOfThisPageOnlyAndCanBeUndone() {
    open(Rows.many(20), "");
    browser.click(".bar button[title*='Clear this page']");
    browser.waitForText(".empty", "since this view was cleared");
    browser.click(".undo");
    browser.waitForText(".c-route a", "/route/20");
    assertThat(console.posts()).isEmpty();
  }

  @Test
  void undoBringsBackWhatTheLastClearingTookAndNotWhatAnEarlierOneDid() {
    open(Rows.many(20), "");
    browser.press("c");
    browser.waitForText(".empty", "since this view was cleared");
    browser.waitFor(() -> console.listeners() == 1);
    Map<String, Object> later = Rows.row(21, "GET", "/later", "/page");
    console.arrive(later);
    browser.waitForText(".c-route a", "/later");
    browser.press("c");
    browser.waitForText(".empty", "since this view was cleared");
    browser.click(".undo");
    browser.waitForText(".c-route a", "/later");
    browser.waitForCount(ROWS, 1);
  }

  @Test
  void theKeyboardMovesTheFocusThroughTheListAndBackFromARequest() {
    open(Rows.many(300), "");
    browser.press("j");
    browser.waitFor(() -> focused().equals("/route/300"));
    browser.press(Keys.ARROW_DOWN);
    browser.waitFor(() -> focused().equals("/route/299"));
    browser.press(Keys.END);
    browser.waitFor(() -> focused().equals("/route/1"));
    browser.press(Keys.HOME);
    browser.waitFor(() -> focused().equals("/route/300"));
    browser.press(Keys.ENTER);
    browser.find(".request .facts");
    browser.press(Keys.ESCAPE);
    browser.waitFor(() -> focused().equals("/route/300"));
    assertThat(browser.count(".list a[tabindex='0']")).as("one stop of the tab key").isEqualTo(1);
    browser.press("3");
    browser.find("svg a.node");
    assertThat(browser.url()).contains("view=flow");
  }

  private String focused() {
    return browser.run("return document.activeElement.closest('.c-route')?.textContent").toString();
  }

  @Test
  void aLinkToARequestShowsItsRowInSightAndClosesAtTheRight() {
    console.close();
    console = ScriptedConsole.start(Rows.many(300));
    browser.open(console.url("?id=" + Rows.id(100)));
    browser.waitForText("tr[aria-current=true] .c-route a", "/route/100");
    browser.waitFor(
        () ->
            Boolean.TRUE.equals(
                browser.run(
                    "const box = document.querySelector('.list').getBoundingClientRect();const row"
                        + " = document.querySelector('tr[aria-current]').getBoundingClientRect();return"
                        + " row.top >= box.top && row.bottom <= box.bottom")));
    browser.waitFor(
        () ->
            Boolean.TRUE.equals(
                browser.run("return document.activeElement.matches('.request h2')")));
  }

  @Test
  void theButtonThatClosesIsAtTheRightWhereTheRequestIsGone() {
    open(Rows.many(3), "?id=" + Rows.id(99));
    browser.waitForText(".request .callout", "no longer keeps");
    assertThat(
            browser.run(
                "const panel = document.querySelector('.request').getBoundingClientRect();return"
                    + " panel.right - document.querySelector('.request header"
                    + " button:last-child').getBoundingClientRect().right < 24"))
        .isEqualTo(true);
  }

  @Test
  void whatStandsBehindADurationIsLinearAndFullAtASecond() {
    var rows = Rows.many(2);
    rows.get(0).put("latency_ms", 250.0);
    rows.get(1).put("latency_ms", 5000.0);
    open(rows, "");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.amount')].map(one =>"
                    + " one.style.getPropertyValue('--share')).join(' ')"))
        .isEqualTo("1 0.25");
  }
}
