package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same with a real PostgreSQL, which the build brings along. */
final class PostgresTest {
  private static EmbeddedPostgres postgres;
  private static DatabaseApplication app;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    Map<String, Object> properties =
        Map.of(
            "datasources.default.url", postgres.getJdbcUrl("postgres", "postgres"),
            "datasources.default.username", "postgres",
            "datasources.default.password", "postgres",
            "datasources.default.dialect", "POSTGRES",
            "jpa.default.enabled", false,
            "suite.books", "postgres",
            "suite.plain", true);
    app = DatabaseApplication.start("PostgresTest", properties).run(Book.TABLE, Book.ROWS);
  }

  @AfterAll
  static void stop() throws IOException {
    try (EmbeddedPostgres last = postgres;
        DatabaseApplication lastApp = app) {
      assertThat(lastApp.internalErrors()).isZero();
      assertThat(lastApp.ingest.events()).noneMatch(event -> event.toString().contains("CANARY"));
    }
  }

  @Test
  void aQueryOfMicronautDataIsSeen() {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf("/shelf/one"));

    assertThat(statement.path("statement").asText()).contains("FROM \"book\"").contains("= ?");
    assertThat(statement.path("db_system").asText()).isEqualTo("postgresql");
    assertThat(statement.path("repository_method").asText()).isEqualTo("PostgresBooks.findById");
  }

  @Test
  void oneQueryForEachRowOfAnotherIsFound() {
    assertThat(DatabaseApplication.statements(app.eventOf("/shelf/one-by-one")))
        .filteredOn(statement -> statement.path("n_plus_one").asBoolean())
        .extracting(statement -> statement.path("repository_method").asText())
        .containsExactly("PostgresBooks.findByAuthorId");
  }

  @Test
  void aBatchIsOneStatement() {
    JsonNode insert = DatabaseApplication.onlyStatement(app.eventOf("/shelf/batch"));

    assertThat(insert.path("count").asInt()).isEqualTo(1);
    assertThat(insert.path("batch_size").asInt()).isEqualTo(10);
  }

  @Test
  void transactionsAreCounted() {
    assertThat(attributes("/shelf/committed").path("routeflow.sql.commits").asInt()).isEqualTo(1);
    assertThat(attributes("/shelf/rolled-back").path("routeflow.sql.rollbacks").asInt())
        .isEqualTo(1);
  }

  @Test
  void aFailureIsNamedByItsSqlState() {
    JsonNode insert = DatabaseApplication.onlyStatement(app.eventOf("/shelf/duplicate"));

    assertThat(insert.path("errors").asInt()).isEqualTo(1);
    assertThat(insert.path("sql_state").asText()).isEqualTo("23505");
  }

  @Test
  void severalResultsOfOneTextAreOneExecution() {
    JsonNode event = app.eventOf("/plain/several-results");

    assertThat(app.get("/plain/several-results").text()).isEqualTo("3");
    assertThat(DatabaseApplication.onlyStatement(event).path("count").asInt()).isEqualTo(1);
  }

  @Test
  void aStatementThatTakesTooLongIsAFailure() {
    expectCancelled("/plain/too-slow");
  }

  @Test
  void aCancelledStatementIsAFailure() {
    expectCancelled("/plain/cancelled");
  }

  private static void expectCancelled(String path) {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf(path));

    assertThat(statement.path("errors").asInt()).isEqualTo(1);
    assertThat(statement.path("sql_state").asText()).isEqualTo("57014");
  }

  private static JsonNode attributes(String path) {
    return app.eventOf(path).path("attributes");
  }
}
