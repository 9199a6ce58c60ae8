package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HibernateTest {
  @Test
  void whatHibernateRunsIsOnTheEventAndLazyLoadingIsFound() {
    Map<String, Object> properties =
        Map.of(
            "jpa.default.enabled", true,
            "jpa.default.entity-scan.packages", "suite.jdbc",
            "jpa.default.properties.hibernate.hbm2ddl.auto", "create",
            "suite.hibernate", true,
            "suite.books", "no");
    try (var app = DatabaseApplication.onH2("HibernateTest", properties)) {
      long atStart = app.unattributed();
      JsonNode write = app.eventOf("/notes/write");
      JsonNode read = app.eventOf("/notes/read");

      assertThat(atStart).as("the creation of tables").isPositive();
      assertThat(app.unattributed()).isEqualTo(atStart);
      assertThat(write.path("attributes").path("routeflow.sql.commits").asInt()).isEqualTo(1);
      assertThat(DatabaseApplication.statements(write))
          .anyMatch(statement -> statement.path("operation").asText().equals("INSERT"));
      assertThat(DatabaseApplication.statements(read))
          .filteredOn(statement -> statement.path("n_plus_one").asBoolean())
          .singleElement()
          .satisfies(
              statement -> {
                assertThat(statement.path("count").asInt()).isEqualTo(6);
                assertThat(statement.path("tables").toString()).containsIgnoringCase("note");
                assertThat(statement.has("repository_method")).isFalse();
              });
      assertThat(write.toString() + read).doesNotContain("CANARY");
    }
  }
}
