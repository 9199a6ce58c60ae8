package suite.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.ConsoleLinks;
import suite.support.FakeIngest;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.TestApplication;

/**
 * In development the console shows what the settings keep out of events: to who has its key, and to
 * nothing else.
 */
final class LocalDetailsTest {

  private static final String MESSAGE = "canary-message";
  private static final String PATH = "/shop/no-such-page";

  @Test
  void thePathWithoutARouteAndTheMessageOfAFailureAreShownAndNotSent() {
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, Map.of())) {
      console.visit(PATH + "?secret=canary-query");
      console.visit("/shop/broken/1");
      JsonNode rows = console.awaitRows(2);
      assertThat(rows.get(0).path("address").asText()).isEqualTo(PATH);
      assertThat(rows.get(1).has("address")).isFalse();

      JsonNode whole = console.json("/api/requests/" + rows.get(1).path("event_id").asText());
      assertThat(whole.at("/local_exception/message").asText()).isEqualTo(MESSAGE);
      assertThat(whole.at("/local_exception/frames/0/class").asText())
          .isEqualTo(ConsoleShop.class.getName());
      assertThat(whole.at("/event/exception").has("message")).isFalse();
      assertThat(whole.path("thrown_ms").asDouble(-1))
          .isBetween(0.0, whole.path("latency_ms").asDouble());
      assertThat(console.json("/api/classes").at("/classes/ConsoleShop").asText())
          .isEqualTo(ConsoleShop.class.getName());
      assertThat(console.json("/api/state").path("local_details").asBoolean()).isTrue();

      ingest.awaitEvents(2);
      assertThat(ingest.events().toString())
          .doesNotContain(MESSAGE, "no-such-page", "canary-query", "frames");
    }
  }

  @Test
  void whatTheEventHasItselfIsNotRepeated() {
    Map<String, Object> settings =
        Map.of("routeflow.capture-exception-message", true, "routeflow.capture-stack-trace", true);
    try (Console console = Console.start(settings)) {
      console.visit("/shop/broken/1");
      JsonNode row = console.awaitRows(1).get(0);
      JsonNode whole = console.json("/api/requests/" + row.path("event_id").asText());
      assertThat(whole.at("/event/exception/message").asText()).isEqualTo(MESSAGE);
      assertThat(whole.has("local_exception")).isFalse();
    }
  }

  @Test
  void inProductionThereIsNothingOfItAndNoLineInTheLog() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.console");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = start("production", ingest)) {
      visit(application);
      JsonNode rows = rows(application);
      assertThat(rows.toString()).doesNotContain("no-such-page", "exception_at");
      JsonNode whole = json(application, "/api/requests/" + rows.get(1).path("event_id").asText());
      assertThat(whole.has("local_exception")).isFalse();
      assertThat(json(application, "/api/state").path("local_details").asBoolean(true)).isFalse();
      assertThat(json(application, "/api/classes").path("classes")).isEmpty();
      assertThat(log.messages()).noneMatch(line -> line.contains("answered 500"));
    }
  }

  @Test
  void inDevALineForEachFailureEndsWithItsAddressInTheConsole() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.console");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = start("dev", ingest)) {
      visit(application);
      JsonNode failed = rows(application).get(1);
      String line =
          log.await(event -> event.getFormattedMessage().contains("answered"))
              .getFormattedMessage();
      assertThat(line)
          .startsWith("GET /shop/broken/{often} answered 500")
          .endsWith(
              "http://localhost:"
                  + application.port()
                  + "/routeflow-console/?id="
                  + failed.path("event_id").asText())
          .doesNotContain(MESSAGE);
      assertThat(log.events(Level.WARN)).hasSize(1);
    }
  }

  @Test
  void anEmptyPageGetsRoutesOfTheApplicationThatCanBeCalledAsTheyAre() {
    try (Console console = Console.start(Map.of("routeflow.ignored-paths", List.of("/pages")))) {
      JsonNode routes = console.json("/api/state").path("routes");
      assertThat(routes.findValuesAsText("path"))
          .contains("/shop/missing")
          .allMatch(path -> !path.contains("{") && !path.startsWith("/routeflow-console"));
      assertThat(console.json("/api/state").has("sql_capture")).as("no data source").isFalse();
    }
  }

  private static TestApplication start(String environment, FakeIngest ingest) {
    return TestApplication.startIn(
        List.of(environment), ingest, ConsoleShop.SPEC, Map.of("routeflow.console.enabled", true));
  }

  private static void visit(TestApplication application) {
    RawHttp.exchange(application.port(), RawHttp.get(PATH));
    RawHttp.exchange(application.port(), RawHttp.get("/shop/broken/1"));
  }

  private static JsonNode rows(TestApplication application) {
    return await()
        .atMost(FakeIngest.PATIENCE)
        .until(() -> json(application, "/api/requests").path("requests"), rows -> rows.size() == 2);
  }

  private static JsonNode json(TestApplication application, String path) {
    String key = ConsoleLinks.of(application.port()).header();
    return Console.parse(
        RawHttp.exchange(application.port(), RawHttp.get(Console.PATH + path, key)).text());
  }
}
