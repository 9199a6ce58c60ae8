package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an attacker puts into a request is shown as text. */
@InChromium
final class HostileTextTest {

  private static final String CANARY =
      "\"'><img src=//evil.example/x onerror=window.pwned=1><script>window.pwned=1</script>";

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(List.of(hostile()));

  HostileTextTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private static Map<String, Object> hostile() {
    Map<String, Object> row = Rows.row(1, "GET" + CANARY, "/path" + CANARY, "/page" + CANARY);
    row.put("trace_id", CANARY);
    row.put("handler", CANARY);
    row.put("exception", CANARY);
    row.put("status", "failed");
    row.put("outcome", "dropped");
    row.put("reason", CANARY);
    var sql = new HashMap<>(Rows.sql("table" + CANARY, 24, true));
    sql.put("statement", "SELECT 1" + CANARY);
    sql.put("method", "Repository" + CANARY);
    row.put("sql", sql);
    row.put("external", Rows.external("host" + CANARY, 1));
    return row;
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests", "routes", "flow", "sql", "failures", "delivery"})
  void noFieldBecomesMarkupInAnyView(String view) {
    String query = URLEncoder.encode("\"" + "onerror=window.pwned", StandardCharsets.UTF_8);
    browser.open(console.url("?view=" + view + "&q=" + query + "&id=" + Rows.id(1)));
    browser.waitForText(".request", "onerror=window.pwned=1");
    browser.click("tr.step");
    browser.find("tr.full");
    browser.click("details.json summary");
    assertThat(browser.texts("main").toString()).contains("<img src=//evil.example/x");
    assertNothingRan();
  }

  @ParameterizedTest
  @ValueSource(strings = {"route", "a", "b", "run", "sort", "scope", "weigh", "id", "view"})
  void noPartOfTheAddressBecomesMarkup(String name) {
    String hostile = URLEncoder.encode(CANARY, StandardCharsets.UTF_8);
    browser.open(console.url("?view=routes&" + name + "=" + hostile));
    browser.find("main table, main .empty");
    assertThat(browser.run("return String(window.pwned)")).isEqualTo("undefined");
    assertThat(browser.count("img, iframe, object, embed, body script, [onerror]")).isZero();
    assertThat(browser.requests())
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).startsWith(console.origin() + "/shop/"));
  }

  @Test
  void messagesFramesBreadcrumbsAndPayloadsAreTextToo() {
    var row = hostile();
    var whole = Rows.failure(row);
    if (whole.get("event") instanceof Map<?, ?> made) {
      var event = new HashMap<String, Object>();
      made.forEach((key, value) -> event.put(String.valueOf(key), value));
      var frame = Map.of("class", CANARY, "function", CANARY, "file", CANARY, "in_app", true);
      event.put(
          "exception",
          Map.of(
              "name",
              CANARY,
              "message",
              CANARY,
              "stack_trace",
              CANARY,
              "frames",
              List.of(frame),
              "causes",
              List.of(Map.of("name", CANARY, "message", CANARY, "frames", List.of(frame)))));
      event.put(
          "breadcrumbs",
          List.of(
              Map.of(
                  "timestamp",
                  row.get("timestamp"),
                  "message",
                  CANARY,
                  "level",
                  "level" + CANARY,
                  "data",
                  Map.of(CANARY, CANARY))));
      event.put(
          "request",
          Map.of("url", CANARY, "headers", Map.of(CANARY, CANARY), "body", Map.of(CANARY, CANARY)));
      event.put("auth", Map.of("mode", CANARY));
      whole.put("event", event);
    }
    console.script("requests/" + Rows.id(1), whole);
    browser.open(console.url("?id=" + Rows.id(1)));
    browser.waitForText(".exception .message", "onerror");
    browser.run("document.querySelectorAll('details > summary').forEach((one) => one.click())");
    browser.waitForText(".payload", "onerror");
    assertNothingRan();
  }

  @Test
  void aFilterInTheAddressIsTextToo() {
    browser.open(console.url("?q=" + URLEncoder.encode(CANARY, StandardCharsets.UTF_8)));
    browser.find("#filter");
    browser.find(".empty, .list");
    assertNothingRan();
  }

  private void assertNothingRan() {
    assertThat(browser.run("return String(window.pwned)")).isEqualTo("undefined");
    assertThat(browser.count("img, iframe, object, embed, body script, [onerror], [style*=url]"))
        .isZero();
    assertThat(browser.messages()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).startsWith(console.origin() + "/shop/"));
  }
}
