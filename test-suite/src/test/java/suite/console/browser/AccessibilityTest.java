package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Every view can be read by everybody, light and dark, wide and narrow. */
@InChromium
final class AccessibilityTest {

  private static final String VIOLATIONS =
      "const done = arguments[arguments.length - 1];"
          + "axe.run().then((found) => done(found.violations"
          + ".filter((one) => one.tags.some((tag) => /^wcag21?aa?$/.test(tag))"
          + " || one.impact === 'serious' || one.impact === 'critical')"
          + ".flatMap((one) => one.nodes.map((node) => one.id + ' ' + node.html + ' ' + node.failureSummary)).join('\\n')))";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  AccessibilityTest(Browser browser) {
    this.browser = browser;
    var running = new LinkedHashMap<String, Object>(Rows.row(9, "GET", "/slow", "/report"));
    running.put("running_ms", 2100.0);
    console.script("running", Map.of("running", List.of(running)));
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @ParameterizedTest
  @CsvSource({
    "light, ?",
    "light, ?view=routes",
    "light, ?view=flow",
    "light, ?view=sql",
    "light, ?view=calls",
    "light, ?view=failures",
    "light, ?view=delivery",
    "light, ?id=2",
    "light, ?id=3",
    "light, ?q=state:5",
    "light, ?q=nowhere",
    "light, ?view=routes&route=GET+/orders",
    "light, ?view=routes&scope=start",
    "light, ?view=routes&a=run:0&b=05:00..05:10",
    "light, ?view=flow&weigh=errors",
    "dark, ?",
    "dark, ?view=routes",
    "dark, ?view=flow",
    "dark, ?view=sql",
    "dark, ?view=calls",
    "dark, ?view=failures",
    "dark, ?view=delivery",
    "dark, ?id=2",
    "dark, ?id=3",
    "dark, ?q=state:5",
    "dark, ?q=nowhere",
    "dark, ?view=routes&route=GET+/orders",
    "dark, ?view=routes&scope=start",
    "dark, ?view=routes&a=run:0&b=05:00..05:10",
    "dark, ?view=flow&weigh=errors",
  })
  void axeFindsNoViolationOfLevelsAAndAA(String scheme, String query) throws IOException {
    open(query);
    browser.scheme(scheme);
    browser.run(
        "document.querySelectorAll('tr.step, details > summary').forEach((one) => one.click())");
    browser.run(axe());
    assertThat(browser.runAsync(VIOLATIONS)).isEqualTo("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?",
        "?view=routes",
        "?view=flow",
        "?view=sql",
        "?view=calls",
        "?view=failures",
        "?view=delivery",
        "?id=2",
        "?id=3"
      })
  void onAPhoneThePageDoesNotScrollSideways(String query) {
    open(query);
    browser.size(390, 800);
    browser.waitFor(() -> browser.run("return innerWidth").equals(390L));
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    assertThat(
            browser.run(
                "return document.querySelector('.head').lastElementChild.getBoundingClientRect().right <= 390"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void whatOpensOverThePageIsReadableToo(String scheme) throws IOException {
    open("?");
    browser.scheme(scheme);
    browser.click(".menu summary");
    browser.type("#filter", "route:");
    browser.find("[role=option]");
    browser.run(axe());
    assertThat(browser.runAsync(VIOLATIONS)).isEqualTo("");
    browser.press(Keys.ESCAPE, Keys.ESCAPE);
    browser.press("?");
    browser.find("dialog[open]");
    assertThat(browser.runAsync(VIOLATIONS)).isEqualTo("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void anExceptionWithAllThatBelongsToItIsReadableToo(String scheme) throws IOException {
    console.script("requests/" + Rows.id(3), Rows.failure(3));
    browser.open(console.url("?id=" + Rows.id(3)));
    browser.scheme(scheme);
    browser.find(".exception .frames");
    browser.run("document.querySelectorAll('details > summary').forEach((one) => one.click())");
    browser.run(axe());
    assertThat(browser.runAsync(VIOLATIONS)).isEqualTo("");
  }

  @Test
  void whatArrivesIsNotSpokenButWhatAFilterLeavesIs() {
    open("?q=route:/orders");
    browser.waitForText("[role=status].heard", "3 of 4 requests");
    browser.run(
        "window.spoken = []; for (const one of document.querySelectorAll('[role=status]')) new"
            + " MutationObserver(() => spoken.push(one.textContent)).observe(one, {subtree: true,"
            + " childList: true, characterData: true})");
    for (int seq = 5; seq <= 7; seq++) {
      console.arrive(Rows.row(seq, "GET", "/orders", "/page"));
      browser.waitForText("#filter-says", (seq - 1) + " of " + seq + " requests");
    }
    assertThat(browser.run("return spoken.join()")).isEqualTo("");
    browser.type("#filter", " ms:>1000");
    browser.waitForText("[role=status].heard", "0 of 7 requests");
  }

  private void open(String query) {
    boolean request = query.startsWith("?id=");
    browser.open(
        console.url(request ? "?id=" + Rows.id(Integer.parseInt(query.substring(4))) : query));
    browser.find(request ? "tr.step" : ".view table, .view .empty h2");
    browser.find(query.contains("route=") ? ".request .histogram" : "main");
    browser.waitForText(".link", "Live");
  }

  private static String axe() throws IOException {
    try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe.min.js is not on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
