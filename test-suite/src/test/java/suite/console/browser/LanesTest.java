package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each destination is shown with all that its ledger counts. */
@InChromium
final class LanesTest {

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  LanesTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void whatIsSpooledAdoptedOfflineOrInFlightHasItsColumnAsSoonAsALaneHasSome() {
    var lanes = new LinkedHashMap<String, Object>();
    lanes.put(
        "ingest",
        Map.of("offered", 30, "sent", 28, "waiting", 2, "spooled", 0, "adopted", 0, "retries", 0));
    lanes.put(
        "replaystack",
        Map.of(
            "offered",
            30,
            "adopted",
            7,
            "sent",
            5,
            "waiting",
            10,
            "offline",
            10,
            "spooled",
            18,
            "batches_in_flight",
            1,
            "retries",
            3,
            "dropped_offline_full",
            4,
            "last_error_at",
            Figures.SINCE));
    script(lanes);
    browser.open(console.url("?view=delivery"));
    browser.waitForText("tbody", "replaystack");
    assertThat(browser.texts("th").toString())
        .contains(
            "Offered", "Adopted", "Sent", "Buffered", "Offline", "Spooled", "In flight", "Retries");
    assertThat(browser.texts("tbody tr").stream().filter(row -> row.startsWith("replaystack")))
        .singleElement()
        .asString()
        .contains("away", "30 7 5 10 10 18 1 3", "4 offline full");
  }

  @Test
  void aSingleDestinationIsShownTooWithoutColumnsThatSayNothing() {
    script(
        Map.of(
            "ingest",
            Map.of(
                "offered", 40, "sent", 40, "waiting", 0, "spooled", 0, "adopted", 0, "retries",
                0)));
    browser.open(console.url("?view=delivery"));
    browser.waitForText("tbody", "ingest");
    assertThat(browser.texts("th").toString()).doesNotContain("Spooled", "Adopted", "Offline");
  }

  @Test
  void whatWasTakenOverFromAnEarlierRunIsPartOfWhatCouldBeSent() {
    script(Map.of("captured", 10, "adopted", 5000, "sent", 5010, "waiting", 0), Map.of());
    browser.open(console.url("?view=delivery"));
    browser.waitForText(".tiles", "5,010");
    assertThat(browser.texts(".tiles div"))
        .filteredOn(tile -> tile.startsWith("captured") || tile.startsWith("sent"))
        .containsExactly("captured\n10\nand 5,000 adopted", "sent\n5,010\n100%");
  }

  private void script(Map<String, Object> destinations) {
    script(Map.of("captured", 40, "sent", 30, "waiting", 5), destinations);
  }

  private void script(Map<String, Object> stats, Map<String, Object> destinations) {
    console.script(
        "delivery",
        Map.of(
            "stats",
            stats,
            "destinations",
            destinations,
            "queue_max",
            5000,
            "batches",
            List.of(),
            "cost",
            Map.of(
                "requests_measured",
                40,
                "ring_requests",
                4,
                "ring_bytes",
                24000,
                "bytes_sent",
                8800,
                "listeners",
                1)));
  }
}
