package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outgoing calls, as the contract of events has them, and what requests and calls carried. */
@InChromium
final class CallsTest {

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());

  CallsTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void script() {
    console.script("requests/" + Rows.id(3), whole());
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private static Map<String, Object> whole() {
    Map<String, Object> whole = Rows.whole(Rows.shop().get(2));
    var event = new LinkedHashMap<String, Object>();
    if (whole.get("event") instanceof Map<?, ?> made) {
      made.forEach((name, value) -> event.put(String.valueOf(name), value));
    }
    event.put("external_calls", List.of(charge(), stock()));
    event.put(
        "request",
        Map.of(
            "url",
            "http://localhost:8080/orders?token=[MASKED]",
            "headers",
            Map.of("authorization", "[MASKED]"),
            "content_type",
            "application/json",
            "size_bytes",
            82,
            "body",
            Map.of(
                "amount", 1299, "card", Map.of("number", "[MASKED]"), "pin", "[CLIENT_REDACTED]")));
    event.put(
        "response",
        Map.of("content_type", "text/event-stream", "size_bytes", 9000, "omitted", "streamed"));
    event.put("auth", Map.of("mode", "api_key", "scheme", "ApiKey"));
    whole.put("event", event);
    var timeline = new ArrayList<Map<String, Object>>();
    timeline.add(Rows.entry("sql", 0.5, 1));
    timeline.add(call(0, 2, 3, 503, true));
    timeline.add(call(0, 6, 2, 200, false));
    timeline.add(call(1, 9, 0.5, 200, false));
    whole.put("timeline", timeline);
    return whole;
  }

  private static Map<String, Object> charge() {
    return Map.of(
        "host",
        "pay.example",
        "method",
        "POST",
        "path_template",
        "/charges/{id}",
        "count",
        2,
        "latency_ms",
        5.0,
        "max_ms",
        3.0,
        "errors",
        1,
        "status_code",
        503,
        "request",
        Map.of("content_type", "application/json", "body", Map.of("amount", 1299)),
        "response",
        Map.of("content_type", "image/png", "omitted", "binary"));
  }

  private static Map<String, Object> stock() {
    return Map.of(
        "host",
        "localhost:8081",
        "method",
        "GET",
        "count",
        1,
        "latency_ms",
        0.5,
        "max_ms",
        0.5,
        "errors",
        0,
        "status_code",
        200);
  }

  private static Map<String, Object> call(
      int index, double start, double duration, int status, boolean error) {
    return Map.of(
        "kind",
        "external",
        "index",
        index,
        "start_ms",
        start,
        "duration_ms",
        duration,
        "status_code",
        status,
        "error",
        error);
  }

  private void openCall(int which) {
    browser.open(console.url("?id=" + Rows.id(3)));
    browser.waitForCount("tr.step.external", 2);
    browser.run("document.querySelectorAll('tr.step.external')[" + which + "].click()");
    browser.find("tr.full");
  }

  @Test
  void eachKindOfCallIsAStepWithItsRunsOnTheTimeLine() {
    openCall(0);
    assertThat(browser.texts("tr.step.external").get(0))
        .contains("POST pay.example /charges/{id}", "1 error", "503", "2×");
    assertThat(browser.texts("tr.run"))
        .hasSize(2)
        .first()
        .asString()
        .contains("✕ run 1 503", "at 2.00 ms");
    assertThat(browser.texts(".legend").toString()).contains("calls 5.50 ms");
    assertThat(browser.messages()).isEmpty();
  }

  @Test
  void whatACallCarriedIsFoldedAndWhatWasLeftOutIsSaidWithItsReason() {
    openCall(0);
    assertThat(browser.texts("tr.full .payload"))
        .hasSize(2)
        .last()
        .asString()
        .contains("without its body: binary");
    browser.run(
        "document.querySelectorAll('tr.full .payload').forEach(one => { one.open = true; })");
    browser.waitForText("tr.full .payload", "1299");
    assertThat(browser.texts("tr.full").toString()).contains("The body is left out: it is binary");
  }

  @Test
  void bodiesOfTheRequestShowWhatIsMaskedAndWhatIsRedacted() {
    browser.open(console.url("?id=" + Rows.id(3)));
    browser.waitForCount(".request .body > .payload", 2);
    assertThat(browser.count(".request .body > .payload[open]")).isZero();
    browser.run("document.querySelectorAll('.payload').forEach(one => { one.open = true; })");
    assertThat(browser.texts(".tag.masked"))
        .containsExactlyInAnyOrder("masked", "masked", "redacted");
    assertThat(browser.texts(".request .body > .payload").get(1))
        .contains("streams are never held back");
    assertThat(browser.texts(".facts").toString()).contains("Signed in\nby api key");
  }

  @Test
  void aCallToAnotherServiceOnThisMachineLeadsToItsConsole() {
    openCall(1);
    assertThat(browser.find("tr.full .out-link").getDomAttribute("href"))
        .isEqualTo("http://localhost:8081/routeflow-console/?q=trace%3Atrace-3");
    assertThat(browser.find(".trace .out-link").getText()).contains("localhost:8081");
    assertThat(browser.texts("tr.full").toString()).contains("path-template: true");
    assertThat(browser.count("tr.full .out-link")).isEqualTo(1);
  }

  @Test
  void allCallsHaveAViewThatLeadsToExactlyTheRequestsThatMadeThem() {
    browser.open(console.url("?view=calls"));
    browser.waitForText("tbody", "pay.example");
    assertThat(browser.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains("POST pay.example /charges", "POST /orders", "100%");
    browser.click("tbody td[data-label=requests] a");
    browser.waitForCount(".list tbody tr", 1);
    assertThat(browser.texts(".c-ext")).endsWith("1 · 5.20 ms");
  }

  @Test
  void withoutCallsTheViewSaysWhereTheyComeFrom() {
    console.forgetAll();
    browser.open(console.url("?view=calls"));
    browser.waitForText(".empty", "routeflow.observe");
  }
}
