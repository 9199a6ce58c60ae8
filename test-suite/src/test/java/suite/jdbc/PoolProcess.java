package suite.jdbc;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.jdbc.JdbcStats;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** The application of {@link Shelf} as a process, with the pool that is on its class path. */
public final class PoolProcess {
  static final String LISTENS = "listens on ";
  static final String UNATTRIBUTED = "unattributed ";
  static final String METERS = "meters ";

  private PoolProcess() {}

  public static void main(String[] arguments) throws SQLException {
    var properties = new LinkedHashMap<String, Object>(DatabaseApplication.h2("default"));
    properties.putAll(
        Map.of(
            "suite.books", "h2",
            "micronaut.server.host", "127.0.0.1",
            "micronaut.server.port", -1,
            "micronaut.security.enabled", false,
            "endpoints.health.details-visible", "ANONYMOUS"));
    ApplicationContext context =
        Micronaut.build(arguments).banner(false).properties(properties).start();
    if (!context.getProperty("suite.migrated", Boolean.class).orElse(false)) {
      createBooks(context);
    }
    System.out.println(UNATTRIBUTED + context.getBean(JdbcStats.class).unattributed());
    System.out.println(
        METERS
            + context.getBean(MeterRegistry.class).getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .toList());
    System.out.println(LISTENS + context.getBean(EmbeddedServer.class).getPort());
  }

  private static void createBooks(ApplicationContext context) throws SQLException {
    DataSource bean = context.getBean(DataSource.class);
    DataSource pool = context.getBean(io.micronaut.jdbc.DataSourceResolver.class).resolve(bean);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Book.TABLE);
      statement.execute(Book.ROWS);
    }
  }
}
