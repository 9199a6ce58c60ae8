package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import suite.support.LogCapture;
import suite.support.PrivacyPage;

final class MicronautDataTest {
  private static DatabaseApplication app;

  @BeforeAll
  static void start() {
    app = DatabaseApplication.onH2("MicronautDataTest").run(Book.TABLE, Book.ROWS);
  }

  @AfterAll
  static void nothingWentWrongInside() {
    try (DatabaseApplication last = app) {
      assertThat(last.internalErrors()).isZero();
    }
  }

  @Test
  void aQueryIsOnItsEventWithTheRepositoryMethodThatRanIt() {
    JsonNode event = app.eventOf("/shelf/one");

    JsonNode statement = DatabaseApplication.onlyStatement(event);
    assertThat(statement.path("statement").asText()).startsWith("SELECT ").endsWith("`id` = ?)");
    assertThat(statement.path("operation").asText()).isEqualTo("SELECT");
    assertThat(statement.path("tables").get(0).asText()).isEqualTo("book");
    assertThat(statement.path("repository_method").asText()).isEqualTo("H2Books.findById");
    assertThat(statement.path("datasource").asText()).isEqualTo("default");
    assertThat(statement.path("db_system").asText()).isEqualTo("h2");
    assertThat(statement.path("count").asInt()).isEqualTo(1);
    assertThat(statement.path("errors").asInt()).isZero();
    assertThat(statement.path("n_plus_one").asBoolean()).isFalse();
    assertThat(statement.path("total_ms").asDouble())
        .isPositive()
        .isEqualTo(statement.path("max_ms").asDouble());
    assertThat(event.path("sql").path("count").asInt()).isEqualTo(1);
    assertThat(event.path("sql").path("truncated").asBoolean()).isFalse();
  }

  @Test
  void thePageAboutPrivacyNamesAllThatAStatementHas() {
    Set<String> named = PrivacyPage.members("a SQL statement");
    try (var other = DatabaseApplication.onH2("MicronautDataTest").run(Book.TABLE, Book.ROWS)) {
      for (String path : List.of("/shelf/one", "/shelf/batch", "/shelf/duplicate")) {
        assertThat(DatabaseApplication.statements(other.eventOf(path)))
            .isNotEmpty()
            .allSatisfy(
                statement ->
                    assertThat(statement.fieldNames())
                        .toIterable()
                        .allMatch(named::contains, "is on the page"));
      }
    }
  }

  @Test
  void aConnectionTakenFromThePoolIsCountedWithItsWait() {
    JsonNode attributes = app.eventOf("/threads/future").path("attributes");

    assertThat(attributes.path("routeflow.sql.connections").asInt()).isEqualTo(1);
    assertThat(attributes.path("routeflow.sql.connection_wait_ms").isNumber()).isTrue();
  }

  @Test
  void oneQueryForEachRowOfAnotherIsFoundWithItsRepositoryMethodAndLoggedOnce() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.jdbc", Level.WARN)) {
      JsonNode event = app.eventOf("/shelf/one-by-one");
      app.get("/shelf/one-by-one");
      app.ingest.awaitEvent(
          e ->
              !e.path("event_id").equals(event.path("event_id"))
                  && e.path("path").equals(event.path("path")));

      List<JsonNode> found =
          DatabaseApplication.statements(event).stream()
              .filter(statement -> statement.path("n_plus_one").asBoolean())
              .toList();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).path("repository_method").asText())
          .isEqualTo("H2Books.findByAuthorId");
      assertThat(found.get(0).path("count").asInt()).isGreaterThanOrEqualTo(6);
      assertThat(log.messages()).filteredOn(line -> line.contains("one-by-one ")).hasSize(1);
      assertThat(log.messages().toString())
          .contains("GET /shelf/one-by-one ")
          .contains(found.get(0).path("count").asText() + " times")
          .contains("H2Books.findByAuthorId")
          .contains("@Join");
    }
  }

  @Test
  void oneQueryForAllRowsIsNoNPlusOneAndItsListIsFolded() {
    JsonNode event = app.eventOf("/shelf/at-once");

    assertThat(DatabaseApplication.statements(event))
        .hasSize(2)
        .noneMatch(statement -> statement.path("n_plus_one").asBoolean())
        .anyMatch(statement -> statement.path("statement").asText().contains("IN (?)"));
  }

  @Test
  void pagesOfDifferentQueriesWithTheirCountsAreNoNPlusOne() {
    JsonNode event = app.eventOf("/paged/different");

    assertThat(event.path("sql").path("count").asInt()).isEqualTo(12);
    List<JsonNode> statements = DatabaseApplication.statements(event);
    assertThat(statements)
        .hasSizeGreaterThanOrEqualTo(5)
        .noneMatch(statement -> statement.path("n_plus_one").asBoolean());
    assertThat(statements)
        .as("the same text, which would be one too many if places were not kept apart")
        .filteredOn(statement -> statement.path("statement").asText().contains("COUNT("))
        .extracting(statement -> statement.path("repository_method").asText())
        .containsExactlyInAnyOrder("H2Books.findAll", "OtherBooks.findAll");
  }

  @Test
  void manyPagesOfTheSameQueryAreOneStatementAsAnyOther() {
    JsonNode event = app.eventOf("/paged/same");

    assertThat(DatabaseApplication.statements(event))
        .filteredOn(statement -> statement.path("statement").asText().contains("OFFSET"))
        .singleElement()
        .satisfies(
            page -> {
              assertThat(page.path("count").asInt()).isEqualTo(7);
              assertThat(page.path("n_plus_one").asBoolean()).isTrue();
            });
  }

  @Test
  void rowsThatAreWrittenOneByOneAreFoundWithTheirRepositoryMethod() {
    JsonNode insert = DatabaseApplication.onlyStatement(app.eventOf("/shelf/save-each"));

    assertThat(insert.path("operation").asText()).isEqualTo("INSERT");
    assertThat(insert.path("count").asInt()).isEqualTo(6);
    assertThat(insert.path("rows").asInt()).isEqualTo(6);
    assertThat(insert.path("repository_method").asText()).isEqualTo("H2Books.save");
    assertThat(insert.path("n_plus_one").asBoolean()).isTrue();
  }

  @Test
  void aBatchIsOneStatementWithItsSizeAndNoNPlusOne() {
    JsonNode insert = DatabaseApplication.onlyStatement(app.eventOf("/shelf/batch"));

    assertThat(insert.path("operation").asText()).isEqualTo("INSERT");
    assertThat(insert.path("repository_method").asText()).isEqualTo("H2Books.saveAll");
    assertThat(insert.path("count").asInt()).isEqualTo(1);
    assertThat(insert.path("batch_size").asInt()).isEqualTo(10);
    assertThat(insert.path("rows").asInt()).isEqualTo(10);
    assertThat(insert.path("n_plus_one").asBoolean()).isFalse();
  }

  @Test
  void generatedKeysReachTheApplication() {
    assertThat(app.get("/shelf/save").text()).isEqualTo("true");
  }

  @Test
  void aTransactionIsOneCommit() {
    JsonNode event = app.eventOf("/shelf/committed");

    assertThat(event.path("attributes").path("routeflow.sql.commits").asInt()).isEqualTo(1);
    assertThat(event.path("attributes").path("routeflow.sql.connections").asInt()).isEqualTo(1);
    assertThat(event.path("attributes").has("routeflow.sql.rollbacks")).isFalse();
    JsonNode insert = DatabaseApplication.onlyStatement(event);
    assertThat(insert.path("count").asInt()).isEqualTo(2);
    assertThat(insert.path("rows").asInt()).isEqualTo(2);
  }

  @Test
  void aFailedTransactionIsOneRollback() {
    JsonNode event = app.eventOf("/shelf/rolled-back");

    assertThat(event.path("attributes").path("routeflow.sql.rollbacks").asInt()).isEqualTo(1);
    assertThat(event.path("attributes").has("routeflow.sql.commits")).isFalse();
    assertThat(app.get("/shelf/one").status()).isEqualTo(200);
  }

  @Test
  void aFailureIsNamedByItsSqlStateAndNeverByItsMessage() {
    JsonNode event = app.eventOf("/shelf/duplicate");

    JsonNode insert = DatabaseApplication.onlyStatement(event);
    assertThat(insert.path("count").asInt()).isEqualTo(2);
    assertThat(insert.path("errors").asInt()).isEqualTo(1);
    assertThat(insert.path("sql_state").asText()).isEqualTo("23505");
    assertThat(event.toString()).doesNotContain("CANARY");
  }

  @Test
  void sqlOnTheThreadsThatTheRequestsContextReachesIsItsOwn() {
    expectOne("/threads/reactive", "ReactiveBooks.findByTitle", 1);
    expectOne("/threads/async", "H2Books.findByAuthorId", 1);
    expectOne("/threads/several", "H2Books.findByAuthorId", 4);
  }

  /** On its own, because the end of any application takes Reactor's hooks with it. */
  @Test
  void sqlInAReactorChainIsTheRequestsOwn() {
    try (var other = DatabaseApplication.onH2("MicronautDataTest").run(Book.TABLE, Book.ROWS)) {
      JsonNode statement = DatabaseApplication.onlyStatement(other.eventOf("/threads/chain"));
      assertThat(statement.path("repository_method").asText()).isEqualTo("H2Books.findByAuthorId");
      assertThat(statement.path("count").asInt()).isEqualTo(2);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void sqlOnVirtualThreadsIsTheRequestsOwn() {
    assertThat(app.get("/threads/virtual").text()).contains("VirtualThread");
    expectOne("/threads/virtual", "H2Books.findByAuthorId", 1);
  }

  @Test
  void sqlOnThreadsWithoutContextIsCountedAndGuessedOntoNoEvent() {
    long before = app.unattributed();

    assertThat(app.eventOf("/threads/lost").has("sql")).isFalse();
    assertThat(app.unattributed()).isEqualTo(before + 1);
  }

  @Test
  void sqlOfAnIgnoredRequestIsUnattributed() {
    long before = app.unattributed();

    assertThat(app.get("/shelf/ignored").text()).startsWith("counted ");
    assertThat(app.unattributed()).isEqualTo(before + 1);
  }

  @Test
  void sqlOfAScheduledJobIsUnattributed() throws Exception {
    try (var other =
        DatabaseApplication.onH2("MicronautDataTest", Map.of("suite.job", "100ms"))
            .run(Book.TABLE)) {
      other.context().getBean(BookWorker.class).jobs.await();

      await().until(() -> other.unattributed() >= 2);
      assertThat(other.eventOf("/shelf/one").path("sql").path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void statementsBeyondTheLimitAreCountedButNotListed() {
    try (var other =
        DatabaseApplication.onH2("MicronautDataTest", Map.of("routeflow.jdbc.max-statements", "1"))
            .run(Book.TABLE, Book.ROWS)) {
      JsonNode sql = other.eventOf("/shelf/one-by-one").path("sql");

      assertThat(sql.path("truncated").asBoolean()).isTrue();
      assertThat(sql.path("count").asInt()).isEqualTo(7);
      assertThat(sql.path("statements")).hasSize(1);
    }
  }

  @Test
  void theThresholdIsTheOneThatIsSet() {
    Map<String, String> settings = Map.of("routeflow.jdbc.n-plus-one-threshold", "6");
    assertThat(oneByOneAgain(Map.of())).isTrue();
    assertThat(oneByOneAgain(settings)).isFalse();
  }

  @Test
  void switchedOffThereIsNoSqlAndNoBean() {
    try (var other =
        DatabaseApplication.onH2("MicronautDataTest", Map.of("routeflow.jdbc.enabled", "off"))
            .run(Book.TABLE)) {
      assertThat(other.eventOf("/shelf/one").has("sql")).isFalse();
      assertThat(other.context().containsBean(io.routeflow.micronaut.jdbc.JdbcStats.class))
          .isFalse();
    }
  }

  private static boolean oneByOneAgain(Map<String, String> settings) {
    try (var other =
        DatabaseApplication.onH2("MicronautDataTest", settings).run(Book.TABLE, Book.ROWS)) {
      JsonNode event = other.eventOf("/shelf/one-by-one-again");
      return DatabaseApplication.onlyStatement(event).path("n_plus_one").asBoolean();
    }
  }

  private static void expectOne(String path, String repositoryMethod, int count) {
    JsonNode statement = DatabaseApplication.onlyStatement(app.eventOf(path));
    assertThat(statement.path("repository_method").asText()).isEqualTo(repositoryMethod);
    assertThat(statement.path("count").asInt()).isEqualTo(count);
  }
}
