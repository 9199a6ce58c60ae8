package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class JooqTest {
  private static DatabaseApplication app;

  @BeforeAll
  static void start() {
    app =
        DatabaseApplication.onH2("JooqTest", Map.of("suite.jooq", true, "suite.books", "no"))
            .run(Book.TABLE, Book.ROWS);
  }

  @AfterAll
  static void nothingWentWrongInside() {
    try (DatabaseApplication last = app) {
      assertThat(last.internalErrors()).isZero();
      assertThat(last.ingest.events().toString()).doesNotContain("CANARY");
    }
  }

  @Test
  void whatJooqRunsIsOnTheEventAndQueriesThatRepeatAreFound() {
    JsonNode event = app.eventOf("/jooq/one-by-one");

    assertThat(DatabaseApplication.statements(event)).hasSize(2);
    assertThat(DatabaseApplication.statements(event))
        .filteredOn(statement -> statement.path("n_plus_one").asBoolean())
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.path("statement").asText())
                  .startsWith("select title from book where (id = ")
                  .endsWith(" and title <> ?)");
              assertThat(statement.path("count").asInt()).isGreaterThanOrEqualTo(5);
              assertThat(statement.has("repository_method")).isFalse();
            });
  }

  @Test
  void itsBatchIsOneExecutionWithItsSize() {
    JsonNode update = DatabaseApplication.onlyStatement(app.eventOf("/jooq/batch"));

    assertThat(update.path("operation").asText()).isEqualTo("UPDATE");
    assertThat(update.path("count").asInt()).isEqualTo(1);
    assertThat(update.path("batch_size").asInt()).isEqualTo(3);
  }

  @Test
  void itsFailureIsNamedByClassAndState() {
    JsonNode query = DatabaseApplication.onlyStatement(app.eventOf("/jooq/fails"));

    assertThat(query.path("errors").asInt()).isEqualTo(1);
    assertThat(query.path("sql_state").asText()).isEqualTo("42S22");
    assertThat(query.path("exception").asText())
        .isEqualTo("org.h2.jdbc.JdbcSQLSyntaxErrorException");
  }
}
