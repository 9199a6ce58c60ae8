package suite.jdbc;

import io.micronaut.context.ApplicationContext;
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
    DataSource bean = context.getBean(DataSource.class);
    bean.getConnection().close();
    context.close();
    System.out.println(isClosed(bean) ? CLOSED : OPEN);
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
