package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** An open page whose cookie is no longer of use says why, and lets its reader in again. */
@InChromium
final class DoorTest {

  private static final String ROWS = ".list tbody tr:not(.space):not(.restart)";
  private static final String FIELD = ".door input";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  DoorTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void restart() {
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 4);
    browser.waitFor(() -> console.listeners() == 1);
    console.closeDoor(
        "session_expired",
        "The application was restarted. Open the newest link in its log.",
        "new-code");
    console.restart("2026-11-21T06:00:00.000Z", "3be02d");
    browser.waitForText(".door", "The application was restarted");
  }

  @Test
  void afterARestartTheNewestLinkOpensThePageAgainAndTheRowsBeforeStay() {
    restart();
    assertThat(browser.texts(".door").get(0)).contains("Open the newest link in its log.");
    assertThat(browser.texts(".door").get(0).split("restarted", -1)).as("said once").hasSize(2);
    assertThat(browser.texts(".link")).containsExactly("Restarted");
    assertThat(browser.count(".link.refused")).isZero();
    assertThat(browser.count(ROWS)).isEqualTo(4);
    Map<String, Object> after = Rows.row(101, "GET", "/after", "/page");
    after.put("seq", 1);
    console.arriveUntold(after);
    browser.type(FIELD, console.url("?code=new-code") + Keys.ENTER);
    browser.waitForText(".c-route a", "/after");
    browser.waitForCount(".door", 0);
    assertThat(browser.texts(".restart")).hasSize(1);
  }

  @Test
  void theCodeAloneWillDoAndAWrongOneIsSaidToBeWrong() {
    restart();
    browser.type(FIELD, "no-code" + Keys.ENTER);
    browser.waitForText(".door", "This code is not valid.");
    browser.find(FIELD).clear();
    browser.type(FIELD, "new-code" + Keys.ENTER);
    browser.waitForCount(".door", 0);
  }
}
