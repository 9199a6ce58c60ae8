package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone, and a window that is enlarged to twice its size, show what matters. */
@InChromium
final class SmallScreenTest {

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  SmallScreenTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void open(String query, int width, int height, String ready) {
    browser.open(console.url(query));
    browser.size(width, height);
    browser.waitFor(() -> browser.run("return innerWidth").equals((long) width));
    browser.find(ready);
  }

  @Test
  void theTabOfTheViewIsInSight() {
    open("?view=delivery", 390, 844, ".tiles");
    browser.waitFor(
        () ->
            Boolean.TRUE.equals(
                browser.run(
                    "const at = document.querySelector('.tabs"
                        + " [aria-current]').getBoundingClientRect();return at.left >= 0 &&"
                        + " at.right <= 390")));
    browser.waitForText(".tabs .bad", "1");
    browser.waitFor(
        () ->
            Boolean.TRUE.equals(
                browser.run(
                    "return document.querySelector('.tabs"
                        + " [aria-current]').getBoundingClientRect().right <= 390 - 36")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"routes", "failures", "sql"})
  void aTableHasItsFiguresInSightWithoutScrollingSideways(String view) {
    open("?view=" + view, 390, 844, ".cards tbody tr");
    assertThat(
            browser.run(
                "const box = document.querySelector('.view .scroll'); return box.scrollWidth <="
                    + " box.clientWidth + 1"))
        .isEqualTo(true);
    assertThat(browser.texts(".cards td.short").get(0)).isNotBlank();
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.cards td.short')].every(cell =>"
                    + " cell.getBoundingClientRect().right <= 390)"))
        .isEqualTo(true);
  }

  @Test
  void theLastBatchesFitToo() {
    open("?view=delivery", 390, 844, ".tiles");
    browser.find(".cards td[data-label=why]");
    assertThat(
            browser.run(
                "const box = document.querySelector('.both'); return box.scrollWidth <="
                    + " box.clientWidth"))
        .isEqualTo(true);
  }

  @Test
  void proposalsThatBeginAlikeCanBeDistinguished() {
    open("", 390, 844, ".list");
    browser.type("#filter", "sta");
    browser.waitForText(".proposals code", "statement:");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.proposals code')].every(name =>"
                    + " name.scrollWidth <= name.clientWidth)"))
        .isEqualTo(true);
  }

  @Test
  void figuresStandBesideEachOther() {
    open("?view=delivery", 390, 844, ".tiles");
    assertThat(
            browser.run(
                "const [one, other] = document.querySelectorAll('.tiles > div'); return"
                    + " one.getBoundingClientRect().top === other.getBoundingClientRect().top"))
        .isEqualTo(true);
  }

  @Test
  void routesThatBeginAlikeCanBeDistinguished() {
    for (String end : List.of("pay", "items")) {
      console.arriveUntold(
          Rows.row(end.length() + 7, "POST", "/api/orders/{id}/" + end, "/checkout"));
    }
    open("", 390, 844, ".list");
    browser.waitForText(".c-route a", "pay");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.c-route .end')].filter(end =>"
                    + " /pay|items/.test(end.textContent)).every(end => { const range ="
                    + " document.createRange(), text = end.firstChild; range.setStart(text,"
                    + " text.length - 5); range.setEnd(text, text.length); const at ="
                    + " range.getBoundingClientRect(), cell ="
                    + " end.closest('td').getBoundingClientRect(); return at.left >= cell.left &&"
                    + " at.right <= cell.right; })"))
        .isEqualTo(true);
  }

  @Test
  void routesThatDifferInTheMiddleOnlyCanBeDistinguished() {
    for (String middle : List.of("orders", "refunds")) {
      console.arriveUntold(
          Rows.row(
              middle.length(),
              "GET",
              "/api/customers/{id}/" + middle + "/latest/items",
              "/account"));
    }
    open("", 390, 844, ".list .tall");
    browser.waitForText(".c-route a", "refunds");
    assertThat(
            browser.run(
                """
                return [...document.querySelectorAll('.c-route a')].filter(link =>
                    /customers/.test(link.textContent)).map(link => {
                  const box = link.closest('.list').getBoundingClientRect();
                  const inSight = [...link.children].every(part =>
                      part.scrollWidth <= part.clientWidth
                      && part.getBoundingClientRect().left >= box.left
                      && part.getBoundingClientRect().right <= box.left + 374);
                  return link.textContent + ' ' + inSight;
                });
                """))
        .as("each path whole")
        .isEqualTo(
            List.of(
                "/api/customers/{id}/refunds/latest/items true",
                "/api/customers/{id}/orders/latest/items true"));
    assertThat(
            browser.run(
                "const box = document.querySelector('.list'); return box.scrollWidth <="
                    + " box.clientWidth"))
        .isEqualTo(true);
  }

  @Test
  void theFirstCallsOfAnEmptyPageAreWhole() {
    console.forgetAll();
    var state = new LinkedHashMap<>(Figures.state(Figures.SINCE, "a7f91c"));
    state.put(
        "routes",
        List.of(Map.of("method", "GET", "path", "/api/customers/latest/orders/of/today")));
    console.script("state", state);
    open("", 390, 844, ".empty.first .snippet");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.empty.first .snippet pre')].every(line =>"
                    + " line.scrollWidth <= line.clientWidth)"))
        .isEqualTo(true);
  }

  @Test
  void theSettingsForAnEndpointAreWhole() {
    var state = new LinkedHashMap<>(Figures.state(Figures.SINCE, "a7f91c"));
    state.put("endpoint", false);
    console.script("state", state);
    open("?view=delivery", 390, 844, ".callout .snippet");
    assertThat(fits(".callout .snippet pre")).isEqualTo(true);
  }

  @Test
  void theBarsKeepTheirWidthWhereAStepIsOpened() {
    open("?id=" + Rows.id(2), 390, 844, "tr.step");
    browser.click("tr.step");
    browser.find("tr.full");
    assertThat(browser.run("return document.querySelector('.root .lane').clientWidth > 280"))
        .isEqualTo(true);
  }

  @Test
  void aLongNameOfAFailureStaysWithinThePageOfItsRoute() {
    fail("shop.PaymentProviderHasRejectedTheChargeOfThisOrderException");
    open("?view=routes&route=GET%20/orders", 390, 844, ".request ul.plain .bad");
    assertThat(fits(".request .body")).isEqualTo(true);
  }

  @Test
  void theShareOfFailuresStandsApartFromTheirNumber() {
    fail("shop.Rejected");
    open("?view=routes&route=GET%20/orders", 390, 844, ".tiles.row small");
    assertThat(browser.texts(".tiles.row small")).containsExactly("50%");
  }

  @Test
  void aTableBesideARouteDoesNotScrollSideways() {
    open("?view=routes&route=GET%20/orders", 1600, 1000, ".request .tiles.row");
    browser.waitForText(".view th", "Slowest");
    assertThat(fits(".view .scroll")).isEqualTo(true);
  }

  private void fail(String exception) {
    Map<String, Object> row = Rows.row(9, "GET", "/orders", "/page");
    row.putAll(Map.of("status", "failed", "status_code", 500, "exception", exception));
    console.arriveUntold(row);
  }

  private Object fits(String css) {
    return browser.run(
        "const box = document.querySelector(arguments[0]);"
            + " return box.scrollWidth <= box.clientWidth + 1",
        css);
  }

  @Test
  void theBarsOfAWaterfallHaveTheWholeWidth() {
    open("?id=" + Rows.id(2), 390, 844, "tr.step");
    assertThat(
            browser.run(
                "return Math.round(document.querySelector('tr.step"
                    + " .lane').getBoundingClientRect().width) > 280"))
        .isEqualTo(true);
  }

  @Test
  void enlargedTwiceTheListHasTheWholeHeightOnceTheFrameIsScrolledAway() {
    open("", 640, 400, ".list");
    assertThat(browser.count(".chart")).as("the chart is folded").isZero();
    browser.run("scrollTo(0, document.documentElement.scrollHeight)");
    browser.waitFor(
        () ->
            Boolean.TRUE.equals(
                browser.run(
                    "return document.querySelector('.list').getBoundingClientRect().height >"
                        + " 280")));
    browser.click(".fold");
    browser.find(".chart canvas");
    browser.click(".fold");
  }

  @Test
  void enlargedTwiceARequestHasTheWholeHeightToo() {
    open("?id=" + Rows.id(2), 640, 400, "tr.step");
    browser.run("scrollTo(0, document.documentElement.scrollHeight)");
    browser.waitFor(
        () ->
            Boolean.TRUE.equals(
                browser.run(
                    "return document.querySelector('.request').getBoundingClientRect().height >"
                        + " 360")));
  }
}
