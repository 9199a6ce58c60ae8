package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A page that has been open for long. */
@InChromium
final class ManyRequestsTest {

  private static final int KEPT = 5000;
  private static final int IN_DOCUMENT = 80;

  private final Browser browser;

  ManyRequestsTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void onlyTheRowsInSightAreInTheDocumentAndOnlyTheNewestAreKept() {
    try (ScriptedConsole console = ScriptedConsole.start(Rows.many(KEPT + 200))) {
      browser.open(console.url(""));
      browser.waitForCount("table[aria-rowcount='" + (KEPT + 1) + "']", 1);
      assertThat(browser.count(".list tr")).isLessThan(IN_DOCUMENT);
      assertThat(browser.texts(".c-route a").get(0)).isEqualTo("/route/5200");

      browser.run(
          "const list = document.querySelector('.list'); list.scrollTop = list.scrollHeight");
      browser.waitForText(".c-route a", "/route/201");
      assertThat(browser.texts(".c-route a")).doesNotContain("/route/200");
      assertThat(browser.count(".list tr")).isLessThan(IN_DOCUMENT);
    }
  }

  @Test
  void aBurstLeavesNoMoreInTheDocumentThanIsInSight() {
    try (ScriptedConsole console = ScriptedConsole.start(Rows.many(KEPT))) {
      browser.open(console.url(""));
      browser.waitForCount("table[aria-rowcount='" + (KEPT + 1) + "']", 1);
      browser.waitFor(() -> console.listeners() == 1);
      Object before = browser.run("return document.querySelectorAll('*').length");
      for (int seq = KEPT + 1; seq <= KEPT + 200; seq++) {
        console.arrive(Rows.row(seq, "GET", "/route/" + seq, "/page"));
      }
      browser.waitForText(".c-route a", "/route/5200");
      assertThat(browser.count("table[aria-rowcount='" + (KEPT + 1) + "']")).isEqualTo(1);
      assertThat(browser.run("return document.querySelectorAll('*').length")).isEqualTo(before);
    }
  }

  @Test
  void whatIsBeingReadStaysInPlaceWhenRowsComeInAbove() {
    try (ScriptedConsole console = ScriptedConsole.start(Rows.many(300))) {
      browser.open(console.url(""));
      browser.waitForText(".c-route a", "/route/300");
      browser.waitFor(() -> console.listeners() == 1);
      browser.run("document.querySelector('.list').scrollTop = 3000");
      browser.waitForText(".c-route a", "/route/200");
      Object before = place("/route/200");
      console.arrive(Rows.row(301, "GET", "/fresh", "/page"));
      browser.waitForCount("table[aria-rowcount='302']", 1);
      assertThat(place("/route/200")).isEqualTo(before);
    }
  }

  @Test
  void noElementIsKeptForLaterSoThatNoneHoldsOnToWhatIsGone() {
    try (ScriptedConsole console = ScriptedConsole.start(Rows.many(1))) {
      browser.open(console.url(""));
      browser.waitForText(".c-route a", "/route/1");
      assertThat(
              browser.runAsync(
                  "const done = arguments[arguments.length - 1]; import(new URL('vendor.js',"
                      + " document.baseURI)).then(({ html }) => { const make = () => html`<b>–</b>`;"
                      + " done(make() !== make()); })"))
          .isEqualTo(true);
    }
  }

  private Object place(String path) {
    return browser.run(
        "return [...document.querySelectorAll('.c-route a')].find((a) => a.textContent ==="
            + " arguments[0]).getBoundingClientRect().top",
        path);
  }
}
