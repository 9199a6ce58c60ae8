package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class DoubleWrapTest {
  private static final String SPEC = "DoubleWrapTest";

  @Test
  void wrappedByOpenTelemetryAsWellEachStatementCountsOnce() {
    Map<String, Object> properties = Map.of("suite.wrapper", "telemetry");
    try (var app = DatabaseApplication.onH2(SPEC, properties).run(Book.TABLE, Book.ROWS)) {
      JsonNode event = app.eventOf("/shelf/one");

      JsonNode statement = DatabaseApplication.onlyStatement(event);
      assertThat(statement.path("count").asInt()).isEqualTo(1);
      assertThat(statement.path("repository_method").asText()).isEqualTo("H2Books.findById");
      assertThat(event.path("attributes").path("routeflow.sql.connections").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aDataSourceInFrontOfACapturedOneDoesNotCountAgain() {
    Map<String, Object> properties = Map.of("suite.wrapper", "front");
    try (var app = DatabaseApplication.onH2(SPEC, properties)) {
      JsonNode event = app.eventOf("/front");

      assertThat(event.path("sql").path("count").asInt()).isEqualTo(1);
      assertThat(event.path("attributes").path("routeflow.sql.connections").asInt()).isEqualTo(1);
    }
  }

  /** As Micronaut's own module for OpenTelemetry does it. */
  @Requires(property = "suite.wrapper", value = "telemetry")
  @Singleton
  static class Telemetry implements BeanCreatedEventListener<DataSource>, Ordered {
    @Override
    public int getOrder() {
      return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
      return JdbcTelemetry.builder(OpenTelemetry.noop()).build().wrap(event.getBean());
    }
  }

  /** A bean that is made from another, as routing data sources are; both are announced. */
  @Requires(property = "suite.wrapper", value = "front")
  @Factory
  static class Front {
    @Bean
    @Singleton
    @Named("front")
    DataSource front(@Named("default") DataSource captured) {
      DataSource inner = DelegatingDataSource.unwrapDataSource(captured);
      return JdbcTelemetry.builder(OpenTelemetry.noop()).build().wrap(inner);
    }
  }

  @Requires(property = "suite.wrapper", value = "front")
  @Controller("/front")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class FrontController {
    private final DataSource front;

    FrontController(@Named("front") DataSource front) {
      this.front = DelegatingDataSource.unwrapDataSource(front);
    }

    @Get
    boolean query() throws SQLException {
      try (Connection connection = front.getConnection();
          Statement statement = connection.createStatement()) {
        return statement.execute("SELECT 1");
      }
    }
  }
}
