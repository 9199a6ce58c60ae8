package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartUpTest {
  @Test
  void flywayMigratesAndItsStatementsBelongToNoEvent() {
    expectMigrated(
        Map.of(
            "flyway.datasources.default.enabled",
            true,
            "flyway.datasources.default.locations",
            "classpath:suite/jdbc/flyway"));
  }

  @Test
  void liquibaseMigratesAndItsStatementsBelongToNoEvent() {
    expectMigrated(
        Map.of("liquibase.datasources.default.change-log", "classpath:suite/jdbc/liquibase.sql"));
  }

  @Test
  void healthAndPoolMetricsAreThere() {
    try (var app =
        DatabaseApplication.onH2(
            "StartUpTest",
            Map.of(
                "endpoints.health.details-visible",
                "ANONYMOUS",
                "micronaut.metrics.enabled",
                true))) {
      assertThat(app.get("/health").text()).contains("jdbc:h2:mem").contains("\"UP\"");
      assertThat(app.context().getBean(MeterRegistry.class).getMeters())
          .extracting(meter -> meter.getId().getName())
          .contains("hikaricp.connections");
    }
  }

  private static void expectMigrated(Map<String, ?> migration) {
    var properties = new LinkedHashMap<String, Object>(migration);
    try (var app = DatabaseApplication.onH2("StartUpTest", properties)) {
      assertThat(app.unattributed()).isPositive();
      assertThat(app.internalErrors()).isZero();
      JsonNode event = app.eventOf("/shelf/one");

      assertThat(app.get("/shelf/one").text()).isEqualTo("migrated");
      assertThat(event.path("sql").path("count").asInt()).isEqualTo(1);
      assertThat(app.ingest.events()).allMatch(e -> e.path("path").asText().equals("/shelf/one"));
    }
  }
}
