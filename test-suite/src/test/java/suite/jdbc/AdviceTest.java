package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.LogCapture;

/** Advice is for developers: it is in the log where they are, and nowhere else. */
final class AdviceTest {
  private static final String LOGGER = "io.routeflow.micronaut.jdbc";

  @Test
  void inDevelopmentARouteIsLoggedOnce() {
    assertThat(linesIn("dev"))
        .hasSize(2)
        .satisfiesOnlyOnce(line -> assertThat(line).contains("GET /shelf/one-by-one "))
        .satisfiesOnlyOnce(line -> assertThat(line).contains("GET /shelf/save-each "))
        .satisfiesOnlyOnce(line -> assertThat(line).contains("H2Books.findByAuthorId", "@Join"))
        .satisfiesOnlyOnce(line -> assertThat(line).contains("H2Books.save", "saveAll"));
  }

  @Test
  void elsewhereNothingIsSaid() {
    assertThat(linesIn()).isEmpty();
    assertThat(linesIn("prod")).isEmpty();
  }

  private static List<String> linesIn(String... environments) {
    try (LogCapture log = LogCapture.of(LOGGER, Level.DEBUG);
        var app =
            DatabaseApplication.onH2In(List.of(environments), "AdviceTest", Map.of())
                .run(Book.TABLE, Book.ROWS)) {
      assertThat(app.context().getEnvironment().getActiveNames())
          .containsExactlyInAnyOrder(environments);
      for (String path : List.of("/shelf/one-by-one", "/shelf/save-each")) {
        expectNPlusOne(app.eventOf(path));
        app.get(path);
      }
      app.ingest.awaitEvents(4);
      return log.messages().stream().filter(line -> line.startsWith("N+1")).toList();
    }
  }

  private static void expectNPlusOne(JsonNode event) {
    assertThat(DatabaseApplication.statements(event))
        .anyMatch(statement -> statement.path("n_plus_one").asBoolean());
  }
}
