package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The filter helps, and never says less than it knows. */
@InChromium
final class FilterTest {

  private static final String ROWS = ".list tbody tr";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  FilterTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void open() {
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 4);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void whatIsBeingTypedIsNotWrongYet() {
    browser.type("#filter", "sta");
    browser.type("#filter", "tus:");
    assertThat(browser.count(".says.wrong")).isZero();
    browser.waitForText(".says.wrong", "has no value yet");
    browser.type("#filter", "5");
    browser.waitForCount(".says.wrong", 0);
  }

  @Test
  void proposalsHaveTheirNumberOfRequestsAndAreTakenByTheKeyboard() {
    browser.type("#filter", "rou");
    browser.waitForText("[role=option]", "route:");
    browser.press(Keys.ARROW_DOWN, Keys.ENTER);
    browser.waitForText("[role=option]", "POST /orders");
    assertThat(browser.texts("[role=option]")).hasSize(4).allMatch(text -> text.endsWith("1"));
    browser.press(Keys.ARROW_DOWN, Keys.ENTER);
    browser.waitForCount(ROWS, 1);
    assertThat(browser.count("[role=option]")).isZero();
    assertThat(browser.find("#filter").getDomProperty("value"))
        .startsWith("route:\"=GET /orders\"");
  }

  @Test
  void escapeClosesTheProposalsBeforeItLeavesTheField() {
    browser.type("#filter", "me");
    browser.waitForText("[role=option]", "method:");
    browser.press(Keys.ESCAPE);
    browser.waitForCount("[role=option]", 0);
    assertThat(browser.run("return document.activeElement.id")).isEqualTo("filter");
    browser.press(Keys.ESCAPE);
    browser.waitFor(() -> browser.run("return document.activeElement.id").equals(""));
  }

  @Test
  void aTermThatIsProbablyMeantIsOfferedAndTaken() {
    browser.type("#filter", "stauts:502");
    browser.waitForText(".says.wrong", "did you mean");
    browser.click(".fix");
    browser.waitForCount(ROWS, 1);
    assertThat(browser.count(".says.wrong")).isZero();
  }

  @Test
  void eachTermIsAChipThatCanBeTakenAway() {
    browser.type("#filter", "-status:404 method:get");
    browser.waitForCount(ROWS, 2);
    assertThat(browser.texts(".chip")).first().asString().contains("-status:404");
    browser.click(".chip");
    browser.waitForCount(ROWS, 3);
  }

  @Test
  void aFilterThatIsKeptIsProposedAgain() {
    browser.type("#filter", "has:n+1");
    browser.click(".chip.star");
    browser.waitForText(".chip.star", "kept");
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 4);
    browser.type("#filter", Keys.ARROW_DOWN.toString());
    browser.waitForText("[role=option]", "★ has:n+1");
    browser.press(Keys.ARROW_DOWN, Keys.ENTER);
    browser.waitForCount(ROWS, 1);
    browser.click(".chip.star");
  }

  @Test
  void whereAFilterWouldDoNothingThereIsNone() {
    browser.click("nav a[href*='view=delivery']");
    browser.waitForText(".part", "Own cost");
    assertThat(browser.count("#filter")).isZero();
  }
}
