package suite.tracing.bench;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.PostConstruct;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Three queries of a database in memory. */
@Controller("/orders")
final class OrdersController {

  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM orders WHERE id = ?",
          "SELECT * FROM order_lines WHERE order_id = ?",
          "SELECT * FROM customers WHERE id = ?");

  private final DataSource source;

  OrdersController(DataSource source) {
    // without Micronaut Data's own outermost layer, which wants a scope to be declared
    this.source = DelegatingDataSource.unwrapDataSource(source);
  }

  @PostConstruct
  void create() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id BIGINT PRIMARY KEY)");
      statement.execute("CREATE TABLE order_lines (order_id BIGINT PRIMARY KEY)");
      statement.execute("CREATE TABLE customers (id BIGINT PRIMARY KEY)");
    }
  }

  @Get(produces = MediaType.TEXT_PLAIN)
  @ExecuteOn(TaskExecutors.BLOCKING)
  String orders() throws SQLException {
    try (Connection connection = source.getConnection()) {
      for (String query : QUERIES) {
        run(connection, query);
      }
    }
    return "world";
  }

  private static void run(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, 1);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
      }
    }
  }
}
