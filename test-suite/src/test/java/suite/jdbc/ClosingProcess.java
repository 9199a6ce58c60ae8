package suite.jdbc;

import io.micronaut.context.ApplicationContext;
import io.micronaut.jdbc.DataSourceResolver;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Stops an application and tells whether its pool is closed, with what is on its class path. */
public final class ClosingProcess {
  static final String CLOSED = "the pool is closed";
  static final String OPEN = "the pool is open";

  private ClosingProcess() {}

  public static void main(String[] arguments) throws SQLException {
    ApplicationContext context =
        ApplicationContext.builder().properties(DatabaseApplication.h2("default")).start();
    DataSource pool =
        context
            .findBean(DataSourceResolver.class)
            .orElse(DataSourceResolver.DEFAULT)
            .resolve(context.getBean(DataSource.class));
    pool.getConnection().close();
    context.close();
    System.out.println(isClosed(pool) ? CLOSED : OPEN);
  }

  private static boolean isClosed(DataSource pool) {
    try {
      pool.getConnection().close();
      return false;
    } catch (SQLException e) {
      return true;
    }
  }
}
