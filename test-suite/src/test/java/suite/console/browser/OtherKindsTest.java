package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs, messages, events and reported exceptions stand in the list beside requests. */
@InChromium
final class OtherKindsTest {

  private static final String ROWS = ".list tbody tr:not(.space)";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(rows());

  OtherKindsTest(Browser browser) {
    this.browser = browser;
  }

  private static List<Map<String, Object>> rows() {
    var rows = new ArrayList<>(Rows.shop());
    rows.add(Rows.work(5, "job", "nightly-invoices"));
    rows.add(Rows.work(6, "queue", "orders"));
    Map<String, Object> reported = Rows.row(7, "POST", "/orders", "/checkout");
    reported.put("type", "exception");
    reported.put("trace_id", "trace-3");
    reported.put("status", "failed");
    reported.put("exception", "io.example.CardException");
    reported.keySet().removeAll(List.of("status_code", "latency_ms"));
    rows.add(reported);
    return rows;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void eachKindIsNamedInPlaceOfTheMethodAndWhatWasNotMeasuredIsNoZero() {
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 7);
    assertThat(browser.texts("td.c-method")).startsWith("ERROR", "QUEUE", "JOB");
    assertThat(browser.texts(".c-route a"))
        .startsWith("CardException", "orders", "nightly-invoices");
    assertThat(browser.texts("td.c-ms")).startsWith("–");
    assertThat(browser.texts("td.c-status")).startsWith("✕ failed", "ok", "ok");
    assertThat(browser.messages()).isEmpty();
  }

  @Test
  void chipsShowOneKindOrSeveralAndTheAddressSaysWhich() {
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 7);
    assertThat(browser.texts(".kinds button"))
        .containsExactly("requests 4", "jobs 1", "messages 1", "exceptions 1");
    browser.click(".kinds button:nth-child(2)");
    browser.waitForCount(ROWS, 1);
    browser.click(".kinds button:nth-child(3)");
    browser.waitForCount(ROWS, 2);
    assertThat(browser.url()).contains("type%3Ajob%7Cqueue");
    browser.click(".kinds [aria-pressed=true]");
    browser.waitForCount(ROWS, 1);
    browser.click(".kinds [aria-pressed=true]");
    browser.waitForCount(ROWS, 7);
  }

  @Test
  void chipsCountWhatTheRestOfTheFilterLeaves() {
    browser.open(console.url("?q=trace:trace-5"));
    browser.waitForCount(ROWS, 1);
    assertThat(browser.texts(".kinds button"))
        .containsExactly("requests 0", "jobs 1", "messages 0", "exceptions 0");
    assertThat(browser.texts(".says").get(0)).contains("1 of 7 events");
  }

  @Test
  void aKindThatIsTypedExactlyIsTheOneOfItsChip() {
    browser.open(console.url("?q=type:%22=job%22"));
    browser.waitForCount(ROWS, 1);
    browser.waitForCount(".kinds [aria-pressed=true]", 1);
    browser.click(".kinds [aria-pressed=true]");
    browser.waitForCount(ROWS, 7);
  }

  @Test
  void whatIsStillRunningIsFilteredByItsStartAndHasNoEnding() {
    var running = new LinkedHashMap<String, Object>(Rows.row(9, "GET", "/slow", "/report"));
    running.put("running_ms", 2100.0);
    console.script("running", Map.of("running", List.of(running)));
    String start = "2026-11-21T00:00..2026-11-23T00:00";
    for (String shows : List.of("at:" + start, "-is:success", "ms:%3E2s", "-status:200")) {
      browser.open(console.url("?q=" + shows));
      browser.waitForText(".running", "/slow");
    }
    for (String hides : List.of("-at:" + start, "is:success", "status:!=404", "status:!=4xx")) {
      browser.open(console.url(""));
      browser.waitForText(".running", "/slow");
      browser.run(
          "history.pushState(null, '', `./?q=${encodeURIComponent(arguments[0])}`);"
              + " dispatchEvent(new PopStateEvent('popstate'))",
          hides);
      browser.waitForCount(".running", 0);
    }
  }

  @Test
  void aListOfRequestsAloneHasNoChips() {
    console.forgetAll();
    Rows.shop().forEach(console::arriveUntold);
    browser.open(console.url(""));
    browser.waitForCount(ROWS, 4);
    assertThat(browser.count(".kinds")).isZero();
  }

  @Test
  void aJobHasItsBreadcrumbsOpenOnItsTimeLineAndNothingThatOnlyARequestHas() {
    Map<String, Object> row = Rows.work(5, "job", "nightly-invoices");
    Map<String, Object> whole = Rows.whole(row);
    var event = new LinkedHashMap<String, Object>(row);
    event.put(
        "breadcrumbs",
        List.of(
            Map.of("timestamp", Rows.FIRST.plusSeconds(4).toString(), "message", "Before it"),
            Map.of(
                "timestamp",
                Rows.FIRST.plusSeconds(5).plusMillis(4).toString(),
                "message",
                "Printer is slow",
                "level",
                "warning")));
    event.put("attributes", Map.of("invoices", 12));
    whole.put("event", event);
    console.script("requests/" + Rows.id(5), whole);
    browser.open(console.url("?id=" + Rows.id(5)));
    browser.waitForText(".crumbs", "Printer is slow");
    assertThat(browser.texts(".crumbs li")).hasSize(2).first().asString().startsWith("−1.00 s");
    assertThat(browser.count(".tick")).isEqualTo(1);
    assertThat(browser.texts(".facts").toString())
        .contains("Kind\njob", "invoices\n12")
        .doesNotContain("Page", "Handler");
    assertThat(browser.texts(".actions").toString()).contains("No request, so there is no address");
  }

  @Test
  void aReportedExceptionLeadsToTheRequestThatItHappenedIn() {
    browser.open(console.url("?id=" + Rows.id(7)));
    browser.waitForText(".facts", "Happened in");
    assertThat(browser.count(".waterfall")).isZero();
    browser.click(".trace li:not(.this) a");
    browser.waitForText(".request h2", "POST /orders");
  }

  @Test
  void theMapHasJobsByWhatStartedThemAndNoExceptions() {
    browser.open(console.url("?view=flow"));
    browser.find(".map svg:not([aria-busy]) .node.trigger");
    assertThat(browser.texts("svg .node.trigger").toString()).contains("jobs", "messages");
    assertThat(browser.texts("svg").toString())
        .contains("JOB nightly-invoices")
        .doesNotContain("CardException");
    browser.run(
        "[...document.querySelectorAll('svg .node.trigger')].find(one =>"
            + " one.textContent.includes('jobs')).dispatchEvent(new MouseEvent('click', {bubbles:"
            + " true, cancelable: true}))");
    browser.waitFor(() -> browser.url().contains("type%3Ajob"));
  }

  @Test
  void theMapHasSchedulesAndTopicsBeforeWhatTheyCallAndABoxLeadsToItsRunsAlone() {
    Map<String, Object> job = Rows.work(8, "job", "hourly-report");
    job.put("trigger", "cron 0 0 * * * *");
    console.arriveUntold(job);
    Map<String, Object> message = Rows.work(9, "queue", "OrderListener.receive");
    message.put("trigger", "topic orders");
    console.arriveUntold(message);
    browser.open(console.url("?view=flow"));
    browser.find(".map svg:not([aria-busy]) .node.trigger");
    assertThat(browser.texts(".titles span")).first().isEqualTo("Triggers");
    assertThat(browser.texts("svg .node.trigger text:first-of-type"))
        .containsExactlyInAnyOrder("jobs", "messages", "cron 0 0 * * * *", "topic orders");
    browser.run(
        "[...document.querySelectorAll('svg .node.trigger')].find(one =>"
            + " one.textContent.includes('cron')).dispatchEvent(new MouseEvent('click', {bubbles:"
            + " true, cancelable: true}))");
    browser.open(browser.url().replace("view=flow", "view=requests"));
    browser.waitForCount(ROWS, 1);
    assertThat(browser.texts(".c-route a")).containsExactly("hourly-report");
  }

  @Test
  void figuresByRouteHaveJobsAndCountNoExceptionTwice() {
    browser.open(console.url("?view=routes"));
    browser.waitForText("tbody", "nightly-invoices");
    assertThat(browser.texts("tbody").toString()).contains("JOB").doesNotContain("CardException");
  }
}
