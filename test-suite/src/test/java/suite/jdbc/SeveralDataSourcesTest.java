package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import suite.support.LogCapture;

final class SeveralDataSourcesTest {
  private static final String SPEC = "SeveralDataSourcesTest";

  @Test
  void eachStatementNamesTheDataSourceThatItRanOn() {
    var properties = new LinkedHashMap<String, Object>(DatabaseApplication.h2("default"));
    properties.putAll(DatabaseApplication.h2("archive"));
    try (var app = DatabaseApplication.start(SPEC, properties)) {
      JsonNode event = app.eventOf("/both");

      assertThat(DatabaseApplication.statements(event))
          .extracting(statement -> statement.path("datasource").asText())
          .containsExactly("default", "archive");
      assertThat(event.path("attributes").path("routeflow.sql.connections").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aDataSourceThatIsDeclaredByItsOwnClassIsLeftAloneAndThatIsSaid() {
    Map<String, Object> properties = Map.of("suite.own-class", true, "jpa.own.enabled", false);
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.jdbc", Level.WARN);
        var app = DatabaseApplication.start(SPEC, properties)) {
      DataSource bean = app.context().getBean(DataSource.class);

      assertThat(DelegatingDataSource.unwrapDataSource(bean)).isInstanceOf(OwnDataSource.class);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("'own'", OwnDataSource.class.getName(), "javax.sql.DataSource");
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Requires(property = "datasources.archive.url")
  @Controller("/both")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Both {
    private final DataSource shop;
    private final DataSource archive;

    Both(DataSource shop, @Named("archive") DataSource archive) {
      this.shop = DelegatingDataSource.unwrapDataSource(shop);
      this.archive = DelegatingDataSource.unwrapDataSource(archive);
    }

    @Get
    String both() throws SQLException {
      for (DataSource each : new DataSource[] {shop, archive}) {
        try (Connection connection = each.getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("SELECT 1");
        }
      }
      return "both";
    }
  }
}
