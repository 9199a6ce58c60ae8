package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures say whose they are, follow filter and pause, and keep the order that they were given. */
@InChromium
final class ScopeTest {

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  ScopeTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void open() {
    browser.open(console.url("?view=routes"));
    browser.waitForText("tbody", "/products");
    browser.waitFor(() -> console.listeners() == 1);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private List<String> counts() {
    return browser.texts("tbody td[data-label=count]");
  }

  @Test
  void routesShowTheRequestsOfTheListAndOnDemandAllSinceTheStart() {
    assertThat(counts()).containsOnly("1");
    assertThat(browser.texts(".scope .switch").get(0)).contains("these 4 requests");
    browser.click(".scope .switch button:last-child");
    browser.waitFor(() -> counts().contains("40"));
    assertThat(browser.url()).contains("scope=start");
    browser.waitForText(".scope", "since 05:00:00");
  }

  @Test
  void everyTermOfTheFilterAppliesToTheRequestsOfTheList() {
    browser.type("#filter", "status:502");
    browser.waitForCount("tbody tr", 1);
    assertThat(browser.texts("tbody tr").get(0)).contains("POST /orders", "✕ 100%");
    assertThat(browser.count(".scope b")).isZero();
  }

  @Test
  void aPauseHoldsTheFiguresToo() {
    browser.press("p");
    browser.waitForCount("button[aria-pressed=true][aria-label=Pause]", 1);
    console.arrive(Rows.row(5, "GET", "/products", "/search"));
    browser.waitForText("[aria-label=Pause]", "1 new");
    assertThat(counts()).containsOnly("1");
    browser.press("p");
    browser.waitFor(() -> counts().contains("2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"routes", "failures"})
  void aPauseHoldsTheTimeThatTheLastMinutesAreBefore(String view) {
    var state = new LinkedHashMap<>(Figures.state(Figures.SINCE, "a7f91c"));
    state.put("now", Rows.FIRST.plusSeconds(20).toString());
    console.script("state", state);
    browser.openAnew(console.url("?view=" + view));
    browser.waitForText("tbody", "/orders");
    browser.waitFor(() -> console.listeners() == 2);
    browser.press("p");
    browser.waitForCount("button[aria-pressed=true][aria-label=Pause]", 1);
    Object before = strips();
    assertThat(before).asString().contains("at most 1");
    browser.run("const clock = Date.now; Date.now = () => clock() + 3600000");
    console.arrive(Rows.row(5, "GET", "/products", "/search"));
    browser.waitForText("[aria-label=Pause]", "1 new");
    assertThat(strips()).isEqualTo(before);
    browser.press("p");
    browser.waitFor(() -> !strips().toString().contains("at most 1"));
  }

  private Object strips() {
    return browser.run(
        "return [...document.querySelectorAll('.sparkline')].map(one => one.outerHTML).join()");
  }

  @Test
  void aPauseHoldsWhatTheApplicationIsAskedForAgainAndAgain() {
    browser.open(console.url("?view=sql&scope=start"));
    browser.run(
        "const later = window.setTimeout; window.setTimeout = (what, ms) => later(what,"
            + " Math.min(ms, 50))");
    browser.waitForText("tbody", "80");
    browser.waitFor(() -> browser.requests().stream().anyMatch(url -> url.endsWith("api/sql")));
    browser.press("p");
    browser.waitForCount("button[aria-pressed=true][aria-label=Pause]", 1);
    console.script("sql", Map.of("since", Figures.SINCE, "statements", List.of(), "others", 0));
    console.arrive(Rows.row(5, "GET", "/products", "/search"));
    browser.waitForText("[aria-label=Pause]", "1 new");
    assertThat(browser.texts("tbody").get(0)).contains("80");
    browser.press("p");
    browser.waitForText(".empty", "No statements yet");
  }

  @Test
  void theOrderOfATableStandsInTheAddressAndIsKeptForTheWayBack() {
    browser.run(
        "[...document.querySelectorAll('th button')].find(one =>"
            + " one.textContent.startsWith('p95')).click()");
    browser.waitFor(() -> browser.url().contains("sort=p95"));
    browser.click("nav a[href*='view=sql']");
    browser.waitForText("tbody", "24");
    browser.click("nav a[href*='view=routes']");
    browser.waitForCount("th[aria-sort=descending]", 1);
    assertThat(browser.texts("th[aria-sort]").get(0)).startsWith("p95");
    browser.open(console.url("?view=routes&sort=p50.up"));
    browser.waitForText("th[aria-sort=ascending]", "p50");
  }

  @Test
  void whatARouteNeverDoesIsADashAndFailuresAreInTheLineOfItsRequests() {
    assertThat(browser.texts("tbody tr").toString()).contains("–").doesNotContain("0.00");
    assertThat(browser.count(".sparkline")).isEqualTo(4);
  }

  @Test
  void statementsAreThoseOfTheListTooAndLeadToTheRequestsThatRanThem() {
    browser.click("nav a[href*='view=sql']");
    browser.waitForCount("tbody tr", 3);
    assertThat(browser.texts("tbody td[data-label=count]"))
        .containsExactlyInAnyOrder("1", "24", "2");
    browser.type("#filter", "status:502");
    browser.waitForCount("tbody tr", 1);
    browser.run("document.querySelector(\"td a[title='Those that ran it']\").click()");
    browser.find(".list");
    browser.waitForCount(".list tbody tr", 1);
    assertThat(browser.url()).contains("statement%3Aorders");
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 1600})
  void howeverLongAStatementIsItsFiguresAreInSight(int width) {
    Map<String, Object> row = Rows.shop().get(1);
    row.put("sql", with(row.get("sql"), "SELECT " + "column_of_a_wide_table, ".repeat(40)));
    console.script("sql", Figures.of(List.of(row)).getOrDefault("sql", Map.of()));
    browser.open(console.url("?view=sql"));
    browser.size(width, 800);
    browser.waitFor(() -> browser.run("return innerWidth").equals((long) width));
    browser.waitForText("td.first", "column_of_a_wide_table");
    assertThat(
            browser.run(
                "const box = document.querySelector('.view .scroll'); return box.scrollWidth -"
                    + " box.clientWidth"))
        .isEqualTo(0L);
  }

  private static Map<String, Object> with(@Nullable Object sql, String statement) {
    var changed = new LinkedHashMap<String, Object>();
    if (sql instanceof Map<?, ?> known) {
      known.forEach((name, value) -> changed.put(String.valueOf(name), value));
    }
    changed.put("statement", statement);
    return changed;
  }

  @Test
  void aRouteThatTakesMoreThanItMayIsAmberInTheTableAndInTheTab() {
    browser.run("localStorage.clear()");
    browser.open(console.url("?view=routes&route=" + "GET%20/orders"));
    browser.find(".budget input");
    browser.run(
        "const [p95, sql] = document.querySelectorAll('.budget input'); for (const [field, value]"
            + " of [[p95, '1000'], [sql, '10']]) { field.value = value; field.dispatchEvent(new"
            + " Event('change', {bubbles: true})) }");
    browser.waitForText("nav a[href*='view=routes']", "▲ 1");
    browser.open(console.url("?view=routes"));
    browser.waitForText("tbody .warn", "▲ 24.0");
    assertThat(browser.texts("nav a[href*='view=routes']").get(0)).contains("▲ 1");
    assertThat(browser.texts("td[data-label=p95]").toString()).doesNotContain("▲");
    browser.run("localStorage.clear()");
  }

  @Test
  void aRouteHasAPageOfItsOwn() {
    browser.click("tbody td a");
    browser.waitForText(".request", "Pages that call it");
    assertThat(browser.url()).contains("route=");
    assertThat(browser.texts(".request").get(0)).contains("median", "Statements a request");
    assertThat(browser.count(".histogram rect")).isPositive();
  }
}
