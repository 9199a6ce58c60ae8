package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The map can be read, leaves nothing out that matters, and shows true paths. */
@InChromium
final class FlowMapTest {

  private final Browser browser;
  private ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  FlowMapTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void open(List<Map<String, Object>> rows, String query) {
    console.close();
    console = ScriptedConsole.start(rows);
    browser.open(console.url("?view=flow" + query));
    drawn();
  }

  private void drawn() {
    browser.find(".map svg:not([aria-busy]) a.node.route");
  }

  @Test
  void pagesRoutesTablesAndHostsAreJoinedAndATableSaysTheSame() {
    open(Rows.shop(), "");
    assertThat(browser.count("svg a.node.page")).isEqualTo(3);
    assertThat(browser.count("svg a.node.route")).isEqualTo(4);
    assertThat(browser.count("svg a.node.table")).isEqualTo(3);
    assertThat(browser.count("svg .edge")).isEqualTo(8);
    browser.waitForCount(".both tbody tr", 8);
    assertThat(browser.texts("svg .errors")).containsExactlyInAnyOrder("✕ 1", "✕ 1");
    assertThat(browser.texts(".both tbody tr").get(0)).contains("order_lines", "table", "24");
    assertThat(browser.texts("svg a.node.route").toString()).contains("p95", "24 SQL", "▲ 1");
  }

  @Test
  void routesThatDifferAtTheirEndCanBeDistinguished() {
    open(
        List.of(
            Rows.row(1, "GET", "/api/customers/{id}/orders/history", "/account"),
            Rows.row(2, "GET", "/api/customers/{id}/orders/history-batched", "/account")),
        "");
    browser.size(1280, 800);
    assertThat(browser.texts("svg a.node.route text:first-of-type")).doesNotHaveDuplicates();
    browser.size(800, 800);
    waitForTwoShortened();
    assertThat(browser.texts("svg a.node.route text:first-of-type")).doesNotHaveDuplicates();
  }

  private void waitForTwoShortened() {
    browser.waitFor(
        () ->
            browser.texts("svg a.node.route text:first-of-type").stream()
                    .filter(text -> text.contains("…"))
                    .count()
                == 2);
  }

  @Test
  void routesThatDifferInTheMiddleOnlyCanBeDistinguishedOnAPhone() {
    open(
        List.of(
            Rows.row(1, "GET", "/api/customers/{id}/orders/latest/items", "/account"),
            Rows.row(2, "GET", "/api/customers/{id}/refunds/latest/items", "/account")),
        "");
    browser.size(390, 844);
    waitForTwoShortened();
    assertThat(browser.texts("svg a.node.route text:first-of-type"))
        .anyMatch(text -> text.contains("/orders"))
        .anyMatch(text -> text.contains("/refunds"));
  }

  @Test
  void whatFailsIsAmongTheBoxesAndTheRestOpens() {
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 1; i <= 80; i++) {
      rows.add(Rows.row(i, "GET", "/api/often/" + i % 40, "/page"));
    }
    Map<String, Object> bad = Rows.row(81, "GET", "/api/rare", "/page");
    bad.put("status", "failed");
    rows.add(bad);
    open(rows, "");
    assertThat(browser.texts("svg a.node.route").toString()).contains("/api/rare", "✕ 1");
    browser.waitForText("svg .more", "25 more routes");
    browser.run(
        "document.querySelector('svg .more').dispatchEvent(new MouseEvent('click', {bubbles:"
            + " true}))");
    browser.waitForCount("svg a.node.route", 41);
    browser.click(".maphead .scope > button");
    browser.waitForCount("svg a.node.route", 16);
  }

  @Test
  void aBoxUnderThePointerLightsTheWholeWayOfItsRequestsAndNothingElse() {
    open(Rows.shop(), "");
    browser.hover("svg a.node.page");
    browser.waitFor(() -> browser.count("svg .node.dim") > 0);
    // the page of the highest box leads to one or two routes, and on to what these touch
    assertThat(browser.count("svg .edge.dim")).isBetween(4, 7);
    assertThat(browser.run("return document.querySelector('svg a.node.page').matches('.dim')"))
        .isEqualTo(false);
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('svg .node:not(.dim)')].map(one =>"
                    + " one.classList[1]).includes('route')"))
        .isEqualTo(true);
  }

  @Test
  void thicknessCanBeTimeOrErrorsAndStandsInTheAddress() {
    open(Rows.shop(), "");
    browser.run(
        "[...document.querySelectorAll('.maphead .switch button')].find(one => one.textContent ==="
            + " 'time').click()");
    browser.waitFor(() -> browser.url().contains("weigh=time"));
    browser.waitForText(".maphead", "Thickness is time");
    browser.back();
  }

  @Test
  void theHeadsStayInSightAndTheLegendIsAboveTheDrawing() {
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 1; i <= 40; i++) {
      rows.add(Rows.row(i, "GET", "/api/" + i % 15, "/page/" + i % 12));
    }
    open(rows, "");
    browser.run("document.querySelector('.both').scrollTop = 400");
    assertThat(
            browser.run(
                "const box = document.querySelector('.both').getBoundingClientRect();"
                    + "const heads = document.querySelector('.titles').getBoundingClientRect();"
                    + "return heads.top >= box.top && heads.bottom < box.top + 120"))
        .isEqualTo(true);
    assertThat(browser.texts(".titles span")).hasSize(3);
  }

  @Test
  void theDrawingCanBeSavedWithItsColours() {
    open(Rows.shop(), "");
    browser.run(
        "URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return"
            + " 'blob:x'; };HTMLAnchorElement.prototype.click = () => {}");
    browser.run(
        "[...document.querySelectorAll('.maphead button')].find(one =>"
            + " one.textContent.includes('SVG')).click()");
    browser.waitFor(() -> browser.run("return window.saved ?? ''").toString().startsWith("<svg"));
    assertThat(browser.run("return saved").toString())
        .contains("rgb(", "/orders/{id}")
        .doesNotContain("var(", "class=", "href=");
  }

  @Test
  void whatABoxSaysIsLeftOutWholeWhereThereIsNoRoomForIt() {
    open(Rows.shop(), "");
    browser.size(390, 844);
    browser.waitFor(
        () -> browser.texts("svg .sub").stream().noneMatch(text -> text.contains("SQL")));
    drawn();
    assertThat(browser.texts("svg .sub")).noneMatch(text -> text.contains("…"));
    assertThat(browser.texts("svg a.node.route .sub").toString()).contains("✕ 1", "▲ 1");
  }

  @Test
  void ofThousandsOfLinksTheHeaviestAreDrawnAndTheTableShowsAllOnDemand() {
    open(manyLinks(), "");
    openAllBoxes();
    browser.waitForText(".maphead", "Of 900 links the 500 that weigh most");
    drawn();
    assertThat(browser.count("svg .edge")).isEqualTo(500);
    assertThat(browser.count("svg .edge.err")).as("what fails is drawn").isEqualTo(1);
    browser.waitForCount(".both tbody tr", 50);
    browser.run("document.querySelector('.both > .scroll .scope button').click()");
    browser.waitForCount(".both tbody tr", 900);
  }

  @Test
  void aLargeMapIsDrawnAPartATaskSoThatThePageAnswersInBetween() {
    open(manyLinks(), "");
    openAllBoxes();
    drawn();
    // What one task has drawn comes as one list of changes.
    browser.run(
        "window.most = 0; window.table = false; const links = list => list.flatMap(change =>"
            + " [...change.addedNodes]).filter(node => node.matches?.('g, g *')).flatMap(node =>"
            + " [node, ...node.querySelectorAll('.edge')]).filter(node =>"
            + " node.matches('.edge')).length; new MutationObserver(list => { most ="
            + " Math.max(most, links(list)); }).observe(document.querySelector('.view'),"
            + " {childList: true, subtree: true})");
    browser.click("nav a[href*='view=sql']");
    browser.waitForCount(".map", 0);
    browser.click("nav a[href*='view=flow']");
    drawn();
    openAllBoxes();
    drawn();
    assertThat(browser.count("svg .edge")).isEqualTo(500);
    assertThat((Long) browser.run("return most")).isBetween(1L, 200L);
  }

  @Test
  void whatIsLitStaysLitWhenRowsArrive() {
    open(Rows.shop(), "");
    browser.waitFor(() -> console.listeners() == 1);
    browser.hover("svg a.node.page");
    browser.waitFor(() -> browser.count("svg .node.dim") > 0);
    Map<String, Object> other = Rows.row(5, "GET", "/other", "/elsewhere");
    console.arrive(other);
    browser.waitForText("svg .node.route.dim", "/other");
    assertThat(browser.count("svg .edge.dim")).isGreaterThan(4);
  }

  private void openAllBoxes() {
    browser.waitForText("svg .more", "more");
    while (browser.count("svg .more") > 0) {
      int before = browser.count("svg .node");
      browser.run(
          "document.querySelector('svg .more').dispatchEvent(new MouseEvent('click', {bubbles:"
              + " true}))");
      browser.waitFor(() -> browser.count("svg .node") > before);
    }
  }

  /** 30 pages that call 30 routes each. */
  private static List<Map<String, Object>> manyLinks() {
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 900; i++) {
      rows.add(Rows.row(i + 1, "GET", "/api/" + i % 30, "/page/" + i / 30));
    }
    Map<String, Object> bad = Rows.row(901, "GET", "/api/0", "/page/29");
    bad.put("status", "failed");
    rows.add(bad);
    return rows;
  }

  @Test
  void twoRowsOfTheSameTableInOneStatementAreExplained() {
    var row = new LinkedHashMap<>(Rows.row(1, "GET", "/orders", "/page"));
    open(List.of(row), "");
    assertThat(browser.texts(".maphead").get(0)).contains("over two tables counts at each");
  }
}
