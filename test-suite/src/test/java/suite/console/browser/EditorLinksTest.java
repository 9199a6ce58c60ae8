package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every name of the application's code leads to its place in the editor that was chosen. */
@InChromium
final class EditorLinksTest {

  private static final String SOURCES =
      "idea://open?file=%2Fhome%2Fme%2Fshop%2Fsrc%2Fmain%2Fjava%2Fshop%2F";

  private final Browser browser;
  private ScriptedConsole console = ScriptedConsole.start(List.of());

  EditorLinksTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void chooseAnEditor() {
    List<Map<String, Object>> rows = new ArrayList<>(Rows.shop());
    rows.get(2).put("exception_at", "Bill.print:48");
    console.close();
    console = ScriptedConsole.start(rows);
    console.script("requests/" + Rows.id(3), Rows.failure(rows.get(2)));
    console.script(
        "classes",
        Map.of(
            "classes",
            Map.of(
                "OrderController", "shop.web.OrderController",
                "LineRepository", "shop.data.LineRepository")));
    browser.open(console.url(""));
    choose("idea", "/home/me/shop/src/main/java");
  }

  @AfterEach
  void forgetTheEditor() {
    browser.run("localStorage.clear()");
    console.close();
  }

  private String link(String query, String css) {
    browser.open(console.url(query));
    return String.valueOf(browser.find(css).getDomAttribute("href"));
  }

  @Test
  void ofAStatementItsRepositoryMethodAlsoWhereItIsOpen() {
    String method = SOURCES + "data%2FLineRepository.java&line=1";
    assertThat(link("?view=sql", "summary a.code")).isEqualTo(method);
    browser.click(".sql summary code");
    assertThat(browser.find(".sql[open] summary a.code").getDomAttribute("href")).isEqualTo(method);
  }

  @Test
  void ofARouteItsHandlerInTheTableAndOnItsPage() {
    assertThat(link("?view=routes", "td.first a.code"))
        .isEqualTo(SOURCES + "web%2FOrderController.java&line=1");
    assertThat(link("?route=GET%20/orders", ".request .scope a.code"))
        .isEqualTo(SOURCES + "web%2FOrderController.java&line=1");
    assertThat(browser.find(".statements a.code").getText())
        .isEqualTo("LineRepository.findByOrderId");
  }

  @Test
  void ofAFailureTheLineWhereItWasThrownOnceTheRequestIsHeldWhole() {
    assertThat(link("?id=" + Rows.id(3), ".frames .top a.code")).endsWith("&line=48");
    browser.click("nav a[href*='view=failures']");
    assertThat(browser.find("td.first small a.code").getDomAttribute("href"))
        .isEqualTo(SOURCES + "Bill.java&line=48");
  }

  @Test
  void ofAStepOfTheWaterfallItsRepositoryMethodWithoutOpeningTheStep() {
    assertThat(link("?id=" + Rows.id(2), "tr.step .what a.code"))
        .isEqualTo(SOURCES + "data%2FLineRepository.java&line=1");
    browser.run(
        "document.addEventListener('click', event => event.preventDefault(), true);"
            + "document.querySelector('tr.step .what a.code').click()");
    assertThat(browser.find("tr.step").getDomAttribute("aria-expanded")).isEqualTo("false");
    browser.click("tr.step .lane");
    browser.find("tr.full a.code");
  }

  @Test
  void inVsCodeTheyHaveItsFormAlsoWhereTheFolderIsOneOfWindows() {
    choose("vscode", "/home/me/my shop#2/src/main/java/");
    assertThat(link("?view=routes", "td.first a.code"))
        .isEqualTo(
            "vscode://file/home/me/my%20shop%232/src/main/java/shop/web/OrderController.java:1");
    choose("vscode", "C:\\code\\shop\\src");
    assertThat(link("?view=routes", "td.first a.code"))
        .isEqualTo("vscode://file/C:/code/shop/src/shop/web/OrderController.java:1");
    choose("idea", "C:\\code\\shop\\src");
    assertThat(link("?view=routes", "td.first a.code"))
        .isEqualTo(
            "idea://open?file=C%3A%2Fcode%2Fshop%2Fsrc%2Fshop%2Fweb%2FOrderController.java&line=1");
  }

  private void choose(String editor, String folder) {
    browser.run(
        "localStorage.setItem('routeflow-console-ide', arguments[0]);"
            + "localStorage.setItem('routeflow-console-root', arguments[1])",
        editor,
        folder);
  }

  @Test
  void withoutAnEditorTheyAreNamesAndNoLinksThatLeadNowhere() {
    browser.run("localStorage.clear()");
    for (String query : List.of("?view=sql", "?view=routes", "?id=" + Rows.id(2))) {
      browser.open(console.url(query));
      browser.find("tbody td");
      assertThat(browser.count("a.code")).as(query).isZero();
    }
  }
}
