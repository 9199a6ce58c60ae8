package suite.console;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** A request with SQL that carries values. */
@Requires(property = "suite.console-database")
@Controller("/database")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsoleDatabase {

  static final Map<String, Object> SETTINGS =
      Map.of(
          "suite.console-database", true,
          "datasources.default.url", "jdbc:h2:mem:console",
          "datasources.default.driver-class-name", "org.h2.Driver",
          "datasources.default.username", "sa",
          "datasources.default.password", "",
          "datasources.default.dialect", "H2",
          "jpa.default.enabled", false);

  private static final String STATEMENT =
      "SELECT 'literal-canary' FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME <> ?"
          + " /* comment-canary */";

  private final DataSource dataSource;

  ConsoleDatabase(DataSource dataSource) {
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
  }

  @Get("/bind")
  boolean bind() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(STATEMENT)) {
      statement.setString(1, "bind-canary");
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
