package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PlainJdbcTest {
  private static DatabaseApplication app;

  @BeforeAll
  static void start() {
    app =
        DatabaseApplication.onH2("PlainJdbcTest", Map.of("suite.plain", true, "suite.books", "no"))
            .run(Book.TABLE, Book.ROWS);
  }

  @AfterAll
  static void noValueEverLeft() {
    try (DatabaseApplication last = app) {
      assertThat(last.internalErrors()).isZero();
      assertThat(last.ingest.events()).noneMatch(event -> event.toString().contains("CANARY"));
    }
  }

  @Test
  void literalsAndCommentsStayAndNoRepositoryIsNamed() {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf("/plain/literal"));

    assertThat(statement.path("statement").asText())
        .isEqualTo("SELECT id FROM book WHERE title = ?");
    assertThat(statement.has("repository_method")).isFalse();
  }

  @Test
  void theSameStatementWithOtherLiteralsIsTheSameQuery() {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf("/plain/repeated"));

    assertThat(statement.path("count").asInt()).isEqualTo(5);
    assertThat(statement.path("n_plus_one").asBoolean()).isTrue();
  }

  @Test
  void aQueryThatIsTriedAgainIsNoNPlusOne() {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf("/plain/retried"));

    assertThat(statement.path("count").asInt()).isEqualTo(6);
    assertThat(statement.path("errors").asInt()).isEqualTo(5);
    assertThat(statement.path("sql_state").asText()).isEqualTo("22012");
    assertThat(statement.path("exception").asText()).isEqualTo("org.h2.jdbc.JdbcSQLDataException");
    assertThat(statement.path("n_plus_one").asBoolean()).isFalse();
  }

  @Test
  void generatedKeysLeadBackToTheCapturedStatement() {
    assertThat(app.get("/plain/keys").text()).isEqualTo("true");
  }

  @Test
  void aBatchOfDifferentStatementsIsOneExecutionWithTheTextOfAllOfThem() {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf("/plain/batch"));

    assertThat(statement.path("statement").asText())
        .isEqualTo(
            "UPDATE book SET author_id = ? WHERE title = ?; DELETE FROM book WHERE title = ?");
    assertThat(statement.path("operation").asText()).isEqualTo("BATCH");
    assertThat(statement.path("count").asInt()).isEqualTo(1);
    assertThat(statement.path("batch_size").asInt()).isEqualTo(3);
    assertThat(statement.path("rows").asInt()).isEqualTo(1);
  }

  @Test
  void theRowsOfAnUpdateAreThoseThatTheApplicationAsksForAfterExecute() {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf("/plain/update-count"));

    assertThat(statement.path("rows").asText())
        .isEqualTo(app.get("/plain/update-count").text())
        .isNotEqualTo("0");
  }

  @Test
  void aCommitThatIsRunAsAStatementIsACommit() {
    JsonNode event = app.eventOf("/plain/commit");

    assertThat(event.path("attributes").path("routeflow.sql.commits").asInt()).isEqualTo(1);
    assertThat(event.path("sql").path("count").asInt()).isEqualTo(2);
  }

  @Test
  void aCallIsSeen() {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf("/plain/call"));

    assertThat(app.get("/plain/call").text()).isEqualTo("4");
    assertThat(statement.path("operation").asText()).isEqualTo("CALL");
  }

  @Test
  void aStatementThatTheDriverRefusesToPrepareIsAnErrorAndItsExceptionTheDriversOwn() {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf("/plain/broken"));

    assertThat(app.get("/plain/broken").text()).isEqualTo("org.h2.jdbc");
    assertThat(statement.path("errors").asInt()).isEqualTo(1);
    assertThat(statement.path("sql_state").asText()).isEqualTo("42S02");
  }

  @Test
  void poolAndDriverAreWithinReach() {
    assertThat(app.get("/plain/unwrapped").text()).isEqualTo("true");
  }
}
