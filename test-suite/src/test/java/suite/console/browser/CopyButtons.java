package suite.console.browser;

/** What the buttons of a request's panel copy. */
final class CopyButtons {

  private CopyButtons() {}

  /** The test that is copied of the request at this address of the page. */
  static String test(Browser browser, String address) {
    browser.open(address);
    browser.run(
        "Object.defineProperty(navigator, 'clipboard',"
            + " {value: {writeText: text => { window.copied = text; }}})");
    browser.waitFor(() -> browser.count(".actions button:nth-of-type(3):not(:disabled)") == 1);
    browser.click(".actions button:nth-of-type(3)");
    browser.waitForText(".actions [role=status]", "Test copied");
    return browser.run("return copied").toString();
  }
}
