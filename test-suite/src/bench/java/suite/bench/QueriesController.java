package suite.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Three queries over a driver that does nothing. */
@Requires(property = "bench.queries")
@Controller("/queries")
final class QueriesController {

  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM orders WHERE id = ?",
          "SELECT * FROM order_lines WHERE order_id = ?",
          "SELECT * FROM customers WHERE id = ?");

  private final DataSource source;

  QueriesController(@Value("${bench.queries}") String with, Optional<SqlCapture> capture)
      throws ReflectiveOperationException {
    DataSource idle = IdleDriver.dataSource();
    source =
        switch (with) {
          case "routeflow" -> new CapturingDataSource(idle, "default", capture.orElseThrow());
          case "opentelemetry" -> JdbcTelemetry.create(sdk()).wrap(idle);
          default -> idle;
        };
  }

  static OpenTelemetrySdk sdk() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(SdkTracerProvider.builder().build())
        .build();
  }

  @Get(uri = "/{name}", produces = MediaType.TEXT_PLAIN)
  String run(String name) throws SQLException {
    try (Connection connection = source.getConnection()) {
      for (String query : QUERIES) {
        run(connection, query);
      }
    }
    return name;
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
