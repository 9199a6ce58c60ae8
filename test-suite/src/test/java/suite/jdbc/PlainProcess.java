package suite.jdbc;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** An application with a data source and nothing around it, as a process. */
public final class PlainProcess {
  static final String LISTENS = "listens on ";

  private PlainProcess() {}

  public static void main(String[] arguments) {
    var properties = new LinkedHashMap<String, Object>(DatabaseApplication.h2("default"));
    properties.putAll(
        Map.of(
            "suite.without-data",
            true,
            "micronaut.server.host",
            "127.0.0.1",
            "micronaut.server.port",
            -1,
            "micronaut.security.enabled",
            false));
    ApplicationContext context =
        Micronaut.build(arguments).banner(false).properties(properties).start();
    System.out.println(LISTENS + context.getBean(EmbeddedServer.class).getPort());
  }

  @Requires(property = "suite.without-data")
  @Controller("/answer")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Answers {
    private final DataSource dataSource;

    Answers(DataSource dataSource) {
      this.dataSource = dataSource;
    }

    @Get
    int answer() throws SQLException {
      try (Connection connection = dataSource.getConnection();
          PreparedStatement statement = connection.prepareStatement("SELECT 6 * CAST(? AS INT)")) {
        statement.setInt(1, 7);
        try (ResultSet rows = statement.executeQuery()) {
          return rows.next() ? rows.getInt(1) : 0;
        }
      }
    }
  }
}
