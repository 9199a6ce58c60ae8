package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Every way to run SQL by hand, on the table book. */
@Requires(property = "suite.plain")
@Controller("/plain")
@ExecuteOn(TaskExecutors.BLOCKING)
class PlainSql {
  private final DataSource dataSource;

  PlainSql(DataSource dataSource) {
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
  }

  @Get("/literal")
  boolean literal() throws SQLException {
    try (Connection connection = own();
        Statement statement = connection.createStatement()) {
      return statement.execute("SELECT id FROM book WHERE title = 'CANARY' -- CANARY");
    }
  }

  @Get("/repeated")
  int repeated() throws SQLException {
    int found = 0;
    try (Connection connection = own();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 5; i++) {
        try (ResultSet rows =
            statement.executeQuery("SELECT title FROM book WHERE author_id = " + i)) {
          found += rows.next() ? 1 : 0;
        }
      }
    }
    return found;
  }

  @Get("/retried")
  int retried() throws SQLException {
    int failed = 0;
    try (Connection connection = own();
        PreparedStatement statement =
            connection.prepareStatement("SELECT 1 / CAST(? AS INTEGER) FROM book")) {
      for (int i = 0; i < 6; i++) {
        statement.setInt(1, i < 5 ? 0 : 1);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
        } catch (SQLException e) {
          failed++;
        }
      }
    }
    return failed;
  }

  @Get("/keys")
  boolean keys() throws SQLException {
    try (Connection connection = own();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO book (title, author_id) VALUES (?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
      statement.setString(1, "CANARY");
      statement.setLong(2, 1);
      statement.executeLargeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        return keys.next()
            && keys.getLong(1) > 0
            && keys.getStatement().getConnection() == connection;
      }
    }
  }

  @Get("/batch")
  int batch() throws SQLException {
    try (Connection connection = own();
        Statement statement = connection.createStatement()) {
      statement.addBatch("UPDATE book SET author_id = 7 WHERE title = 'CANARY1'");
      statement.addBatch("UPDATE book SET author_id = 8 WHERE title = 'a'");
      statement.addBatch("DELETE FROM book WHERE title = 'CANARY2'");
      return Arrays.stream(statement.executeBatch()).sum();
    }
  }

  /** As most libraries run their updates. */
  @Get("/update-count")
  int updateCount() throws SQLException {
    try (Connection connection = own();
        PreparedStatement statement =
            connection.prepareStatement("UPDATE book SET author_id = author_id")) {
      return statement.execute() ? -1 : statement.getUpdateCount();
    }
  }

  @Get("/commit")
  boolean commit() throws SQLException {
    try (Connection connection = own();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("UPDATE book SET author_id = author_id");
      return statement.execute("COMMIT");
    }
  }

  @Get("/call")
  int call() throws SQLException {
    try (Connection connection = own();
        CallableStatement statement = connection.prepareCall("{? = call ABS(?)}")) {
      statement.registerOutParameter(1, java.sql.Types.INTEGER);
      statement.setInt(2, -4);
      statement.execute();
      return statement.getInt(1);
    }
  }

  @Get("/broken")
  String broken() throws SQLException {
    try (Connection connection = own();
        PreparedStatement statement =
            connection.prepareStatement("SELECT title FROM nowhere WHERE id = 'CANARY'")) {
      statement.executeQuery();
      return "never";
    } catch (SQLException e) {
      return e.getClass().getPackageName();
    }
  }

  @Get("/several-results")
  int severalResults() throws SQLException {
    try (Connection connection = own();
        Statement statement = connection.createStatement()) {
      int results = statement.execute("SELECT 1; SELECT 2; SELECT 3") ? 1 : 0;
      while (statement.getMoreResults()) {
        results += statement.getResultSet().next() ? 1 : 0;
      }
      return results;
    }
  }

  @Get("/too-slow")
  String tooSlow() throws SQLException {
    try (Connection connection = own();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      return String.valueOf(statement.execute("SELECT pg_sleep(60)"));
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  /** Cancels from another thread, again and again until the statement ends. */
  @Get("/cancelled")
  String cancelled() throws SQLException, InterruptedException {
    var ended = new CountDownLatch(1);
    try (Connection connection = own();
        Statement statement = connection.createStatement()) {
      Thread canceller = new Thread(() -> cancel(statement, ended), "canceller");
      canceller.start();
      try {
        return String.valueOf(statement.execute("SELECT pg_sleep(60)"));
      } catch (SQLException e) {
        return e.getSQLState();
      } finally {
        ended.countDown();
        canceller.join();
      }
    }
  }

  private static void cancel(Statement statement, CountDownLatch ended) {
    try {
      while (!ended.await(20, TimeUnit.MILLISECONDS)) {
        statement.cancel();
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Get("/unwrapped")
  boolean unwrapped() throws SQLException {
    try (Connection connection = own()) {
      Connection driver = connection.unwrap(org.h2.jdbc.JdbcConnection.class);
      return driver != null
          && connection.isWrapperFor(org.h2.jdbc.JdbcConnection.class)
          && dataSource.isWrapperFor(com.zaxxer.hikari.HikariDataSource.class)
          && connection.getMetaData().getConnection() == connection;
    }
  }

  /** Not one of Micronaut Data's, which want a transaction. */
  private Connection own() throws SQLException {
    return dataSource.getConnection();
  }
}
