package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import suite.support.ConsoleLinks;

/** Where the console is on, it shows each execution on the request's time line. */
final class TimelineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static DatabaseApplication app;

  @BeforeAll
  static void start() {
    app =
        DatabaseApplication.onH2("TimelineTest", Map.of("routeflow.console.enabled", true))
            .run(Book.TABLE, Book.ROWS);
  }

  @AfterAll
  static void nothingWentWrongInside() {
    try (DatabaseApplication last = app) {
      assertThat(last.internalErrors()).isZero();
    }
  }

  @Test
  void eachExecutionIsThereInTheOrderOfItsStart() throws IOException {
    JsonNode event = app.eventOf("/shelf/one-by-one");
    List<JsonNode> line = timeline(event);

    assertThat(line).hasSize(event.path("sql").path("count").asInt());
    assertThat(line).extracting(entry -> entry.path("kind").asText()).containsOnly("sql");
    assertThat(line.get(0).path("index").asInt()).isZero();
    assertThat(line.subList(1, line.size()))
        .extracting(entry -> entry.path("index").asInt())
        .containsOnly(1);
    assertThat(line)
        .extracting(entry -> entry.path("start_ms").asDouble())
        .isSorted()
        .allMatch(start -> start > 0 && start < event.path("latency_ms").asDouble());
  }

  @Test
  void aBatchIsOneExecution() throws IOException {
    assertThat(timeline(app.eventOf("/shelf/batch")))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("error").asBoolean()).isFalse());
  }

  @Test
  void aFailureIsMarked() throws IOException {
    assertThat(timeline(app.eventOf("/shelf/duplicate")))
        .extracting(entry -> entry.path("error").asBoolean())
        .containsExactly(false, true);
  }

  private static List<JsonNode> timeline(JsonNode event) throws IOException {
    String path = "/routeflow-console/api/requests/" + event.path("event_id").asText();
    List<JsonNode> entries = new ArrayList<>();
    String key = ConsoleLinks.of(app.application.port()).header();
    JSON.readTree(app.get(path, key).text()).path("timeline").forEach(entries::add);
    return entries;
  }
}
