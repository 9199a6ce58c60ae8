package suite.jdbc;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** An application whose requests run many long statements, no two of them alike, as a process. */
public final class LargeEventsProcess {
  static final String LISTENS = "listens on ";

  private LargeEventsProcess() {}

  public static void main(String[] arguments) {
    var properties = new LinkedHashMap<String, Object>(DatabaseApplication.h2("default"));
    properties.putAll(
        Map.of(
            "suite.large-events",
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

  @Requires(property = "suite.large-events")
  @Controller("/large")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Large {
    private static final int COLUMN = 200;

    private final DataSource dataSource;
    private final Routeflow routeflow;
    private long number;

    Large(DataSource dataSource, Routeflow routeflow) {
      this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
      this.routeflow = routeflow;
    }

    @Get("/{statements}/{length}")
    synchronized int run(int statements, int length) throws SQLException {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        for (int i = 0; i < statements; i++) {
          statement.execute(text(length));
        }
      }
      return statements;
    }

    /** Columns with names of their own, since literals and comments are not kept. */
    private String text(int length) {
      StringBuilder sql = new StringBuilder("SELECT ");
      String separator = "";
      while (sql.length() < length) {
        sql.append(separator).append("1 AS n").append(number++).append('_');
        sql.append("x".repeat(COLUMN));
        separator = ", ";
      }
      return sql.toString();
    }

    @Get("/counts")
    String counts() {
      System.gc();
      RouteflowStats stats = routeflow.stats();
      return stats.captured()
          + " "
          + (stats.sent() + stats.waiting() + stats.droppedTotal())
          + " "
          + stats.dropped(DropReason.QUEUE_FULL)
          + " "
          + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
