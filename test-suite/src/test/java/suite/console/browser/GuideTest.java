package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import suite.documentation.Proof;

/** The page takes the filter that the guide shows. */
@InChromium
final class GuideTest {

  private final Browser browser;

  GuideTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void eachTermOfTheGuidesFilterIsUnderstood() {
    String filter = Proof.FILTER.block().text().strip();
    String[] terms = filter.split(" ", -1);
    try (ScriptedConsole console = ScriptedConsole.start(Rows.shop())) {
      for (String term : terms) {
        browser.open(console.url(""));
        browser.waitForCount(".list tbody tr", 4);
        browser.type("#filter", term + " ");
        browser.waitForCount(".chip[aria-label]", 1);
        assertThat(browser.texts(".chip[aria-label]")).as(term).first().asString().contains(term);
        assertThat(browser.texts(".says.wrong")).as(term).isEmpty();
      }
      browser.open(console.url(""));
      browser.waitForCount(".list tbody tr", 4);
      browser.type("#filter", filter + " ");
      browser.waitForCount(".chip[aria-label]", terms.length);
      assertThat(browser.texts(".says.wrong")).isEmpty();
    }
  }
}
