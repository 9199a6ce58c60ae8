package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import suite.support.ConsoleLinks;

/** A request that waits for a connection and gets none. */
final class ExhaustedPoolTest {
  private static final String SPEC = "ExhaustedPoolTest";
  private static final int TIMEOUT_MS = 400;

  @Test
  void aRequestThatGotNoConnectionHasItsWaitAndTheErrorInItsEvent() throws IOException {
    Map<String, Object> properties =
        Map.of(
            "routeflow.console.enabled",
            true,
            "datasources.default.maximum-pool-size",
            1,
            "datasources.default.connection-timeout",
            TIMEOUT_MS);
    try (var app = DatabaseApplication.onH2(SPEC, properties)) {
      JsonNode event = app.eventOf("/exhausted");

      JsonNode attributes = event.path("attributes");
      assertThat(event.path("status_code").asInt()).isEqualTo(500);
      assertThat(attributes.path("routeflow.sql.connections").asInt()).isEqualTo(1);
      assertThat(attributes.path("routeflow.sql.connection_errors").asInt()).isEqualTo(1);
      // what the pool makes its callers wait, not how fast anything is
      assertThat(attributes.path("routeflow.sql.connection_wait_ms").asDouble())
          .isGreaterThanOrEqualTo(TIMEOUT_MS / 2d);
      assertThat(event.has("sql")).isFalse();
      assertThat(waits(app, event))
          .as("on the time line of the console")
          .last()
          .satisfies(
              wait -> {
                assertThat(wait.path("error").asBoolean()).isTrue();
                assertThat(wait.path("start_ms").asDouble())
                    .isBetween(0.0, event.path("latency_ms").asDouble());
                assertThat(wait.path("duration_ms").asDouble())
                    .isGreaterThanOrEqualTo(TIMEOUT_MS / 2d);
              });
      assertThat(app.internalErrors()).isZero();
    }
  }

  private static List<JsonNode> waits(DatabaseApplication app, JsonNode event) throws IOException {
    String path = "/routeflow-console/api/requests/" + event.path("event_id").asText();
    String key = ConsoleLinks.of(app.application.port()).header();
    List<JsonNode> waits = new ArrayList<>();
    new ObjectMapper()
        .readTree(app.get(path, key).text())
        .path("connection_waits")
        .forEach(waits::add);
    return waits;
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/exhausted")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Exhausted {
    private final DataSource dataSource;

    Exhausted(DataSource dataSource) {
      this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    @Get
    boolean two() throws SQLException {
      try (Connection first = dataSource.getConnection();
          Connection second = dataSource.getConnection()) {
        return first.isValid(1) && second.isValid(1);
      }
    }
  }
}
