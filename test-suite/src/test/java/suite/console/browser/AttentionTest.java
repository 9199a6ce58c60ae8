package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tab has a sign of its own, and shows what failed while it was not looked at. */
@InChromium
final class AttentionTest {

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  AttentionTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void open() {
    browser.open(console.url(""));
    browser.waitForCount(".list tbody tr", 4);
    browser.waitFor(() -> console.listeners() == 1);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private String icon() {
    return browser.run("return document.querySelector('link[rel=icon]').href").toString();
  }

  private String title() {
    return browser.run("return document.title").toString();
  }

  private void hide(boolean hidden) {
    browser.run(
        "Object.defineProperty(document, 'hidden', {configurable: true, value: arguments[0]});"
            + "document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))",
        hidden);
  }

  @Test
  void theTabHasTheMarkAndTheNameOfTheService() {
    assertThat(icon()).endsWith("/icon.svg");
    assertThat(title()).isEqualTo("orders · Routeflow");
    assertThat(
            browser.runAsync(
                "const done = arguments[arguments.length - 1];fetch('icon-unseen.svg').then(answer"
                    + " => done(answer.headers.get('content-type')))"))
        .asString()
        .startsWith("image/svg+xml");
  }

  @Test
  void failuresInABackgroundTabAreCountedInItsTitleUntilItIsShown() {
    browser.run("window.setInterval = (what) => { window.ask = what; return 0; }");
    hide(true);
    for (int seq = 5; seq <= 7; seq++) {
      Map<String, Object> row = Rows.row(seq, "GET", "/broken", "/page");
      row.put("status", seq == 7 ? "success" : "failed");
      console.arriveUntold(row);
    }
    browser.run("ask()");
    browser.waitFor(() -> title().equals("(2 ✕) orders · Routeflow"));
    assertThat(icon()).endsWith("/icon-unseen.svg");
    hide(false);
    browser.waitFor(() -> title().equals("orders · Routeflow"));
    assertThat(icon()).endsWith("/icon.svg");
    browser.waitForText("nav a", "Failures");
    assertThat(browser.texts(".badge.bad")).containsExactly("3");
  }
}
