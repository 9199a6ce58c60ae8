package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every view can be read by everybody, light and dark, wide and narrow. */
@ExtendWith(Chromium.class)
final class AccessibilityTest {

  private static final String SERIOUS =
      "const done = arguments[arguments.length - 1];"
          + "axe.run().then((found) => done(found.violations"
          + ".filter((one) => one.impact === 'serious' || one.impact === 'critical')"
          + ".flatMap((one) => one.nodes.map((node) => one.id + ' ' + node.html + ' ' + node.failureSummary)).join('\\n')))";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  AccessibilityTest(Browser browser) {
    this.browser = browser;
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
    "light, ?view=failures",
    "light, ?view=delivery",
    "light, ?id=2",
    "light, ?id=3",
    "light, ?q=state:5",
    "light, ?q=nowhere",
    "dark, ?",
    "dark, ?view=routes",
    "dark, ?view=flow",
    "dark, ?view=sql",
    "dark, ?view=failures",
    "dark, ?view=delivery",
    "dark, ?id=2",
    "dark, ?id=3",
    "dark, ?q=state:5",
    "dark, ?q=nowhere",
  })
  void axeFindsNothingSerious(String scheme, String query) throws IOException {
    open(query);
    browser.scheme(scheme);
    browser.run(
        "document.querySelectorAll('tr.step, details > summary').forEach((one) => one.click())");
    browser.run(axe());
    assertThat(browser.runAsync(SERIOUS)).isEqualTo("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?",
        "?view=routes",
        "?view=flow",
        "?view=sql",
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

  private void open(String query) {
    boolean request = query.startsWith("?id=");
    browser.open(
        console.url(request ? "?id=" + Rows.id(Integer.parseInt(query.substring(4))) : query));
    browser.find(request ? "tr.step" : ".view table, .view .empty h2");
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
