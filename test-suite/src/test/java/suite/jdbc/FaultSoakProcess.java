package suite.jdbc;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanProvider;
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
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import suite.support.DeliveryWatch;

/** An application as a process, whose answers depend on the request, and its SQL on nothing. */
public final class FaultSoakProcess {
  static final String LISTENS = "listens on ";

  private FaultSoakProcess() {}

  public static void main(String[] arguments) {
    var properties = new LinkedHashMap<String, Object>(DatabaseApplication.h2("default"));
    properties.putAll(
        Map.of(
            "suite.fault-soak",
            true,
            "micronaut.server.host",
            "127.0.0.1",
            "micronaut.server.port",
            -1,
            // every other byte of an answer is the same each time
            "micronaut.server.date-header",
            false,
            "micronaut.security.enabled",
            false));
    ApplicationContext context =
        Micronaut.build(arguments).banner(false).properties(properties).start();
    DeliveryWatch watch =
        DeliveryWatch.ofAllButTheDelivery(
            frame -> frame.getClassName().equals(Soak.class.getName()) && isFigures(frame));
    context.registerSingleton(watch);
    System.out.println(LISTENS + context.getBean(EmbeddedServer.class).getPort());
  }

  private static boolean isFigures(StackTraceElement frame) {
    return frame.getMethodName().equals("figures");
  }

  @Requires(property = "suite.fault-soak")
  @Controller("/soak")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Soak {
    private static final int STATEMENTS = 5;
    private static final int COLLECTIONS = 3;

    private final DataSource dataSource;
    private final Routeflow routeflow;
    private final BeanProvider<DeliveryWatch> watch;

    /** So that no two statements are alike. */
    private final AtomicLong number = new AtomicLong();

    Soak(DataSource dataSource, Routeflow routeflow, BeanProvider<DeliveryWatch> watch) {
      this.watch = watch;
      this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
      this.routeflow = routeflow;
    }

    @Get("/{size}")
    String rows(int size) throws SQLException {
      StringBuilder answer = new StringBuilder();
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        for (int i = 0; i < STATEMENTS; i++) {
          try (ResultSet rows = statement.executeQuery(text(size))) {
            while (rows.next()) {
              answer.append(rows.getLong(1)).append('\n');
            }
          }
        }
        answer.append(failure(statement)).append(" of ").append(size);
      }
      return answer.toString();
    }

    private String text(int size) {
      long name = number.incrementAndGet();
      return "SELECT n%d.x AS column_with_a_rather_long_name_%d FROM SYSTEM_RANGE(1, %d) n%d"
          .formatted(name, name, size, name);
    }

    private String failure(Statement statement) {
      try {
        statement.execute("SELECT missing_" + number.incrementAndGet());
        return "none";
      } catch (SQLException e) {
        return e.getSQLState();
      }
    }

    /** See {@link Figures}. */
    @Get("/figures")
    String figures() {
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
      }
      RouteflowStats stats = routeflow.stats();
      return LongStream.of(
              ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
              openFiles(),
              ManagementFactory.getThreadMXBean().getThreadCount(),
              stats.captured(),
              stats.sent(),
              stats.waiting(),
              stats.droppedTotal(),
              stats.retries())
          .mapToObj(Long::toString)
          .collect(Collectors.joining(" "));
    }

    /** What of the delivery was seen on threads of the application, a line each. */
    @Get("/foreign")
    String foreign() {
      return String.join("\n", watch.get().found());
    }

    private static long openFiles() {
      return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
          ? os.getOpenFileDescriptorCount()
          : 0;
    }
  }

  /** What the process says of itself, after a collection. */
  record Figures(
      long heap,
      long files,
      long threads,
      long captured,
      long sent,
      long waiting,
      long dropped,
      long retries) {

    static Figures of(String text) {
      String[] parts = text.split(" ", -1);
      long[] all = new long[parts.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = Long.parseLong(parts[i]);
      }
      return new Figures(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7]);
    }

    /** Whether nothing is on its way and all is accounted for. */
    boolean isAtRest() {
      return waiting == 0 && captured == sent + dropped;
    }
  }
}
