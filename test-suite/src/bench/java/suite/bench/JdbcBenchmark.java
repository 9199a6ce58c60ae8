package suite.bench;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.routeflow.micronaut.RequestRecording;
import io.routeflow.micronaut.SqlRecording;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A connection, a prepared query with one value, one row, over a driver that does nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JdbcBenchmark {

  private static final String SQL = "SELECT id, title FROM book WHERE author_id = ?";

  /** What stands in front of the driver. */
  @Param({"nothing", "outside", "inside", "datasource-proxy", "opentelemetry"})
  public String with = "nothing";

  private DataSource dataSource = IdleDriver.DATA_SOURCE;
  private PropagatedContext.@Nullable Scope request;

  @Setup
  public void setUp() {
    DataSource driver = IdleDriver.DATA_SOURCE;
    dataSource =
        switch (with) {
          case "nothing" -> driver;
          case "datasource-proxy" -> ProxyDataSourceBuilder.create(driver).build();
          case "opentelemetry" -> JdbcTelemetry.builder(tracing()).build().wrap(driver);
          default -> new CapturingDataSource(driver, "default", new SqlCapture(5, 100, null));
        };
    if (with.equals("inside")) {
      HttpRequest<?> current = new ServerRequest(HttpRequest.GET("/books"));
      current.setAttribute(RequestRecording.ATTRIBUTE, new Recording());
      request =
          PropagatedContext.getOrEmpty().plus(new ServerHttpRequestContext(current)).propagate();
    }
  }

  @TearDown
  public void tearDown() {
    if (request != null) {
      request.close();
    }
  }

  @Benchmark
  public boolean query() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, 42);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static OpenTelemetry tracing() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(SdkTracerProvider.builder().build())
        .build();
  }

  /** Finds an attribute as the server's request does: without a conversion. */
  private static final class ServerRequest extends HttpRequestWrapper<Object> {
    private ServerRequest(HttpRequest<Object> request) {
      super(request);
    }

    @Override
    public Optional<Object> getAttribute(CharSequence name) {
      return Optional.ofNullable(getAttributes().getValue(name.toString()));
    }
  }

  private static final class Recording implements RequestRecording {
    private @Nullable SqlRecording sql;

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public SqlRecording sql(Supplier<? extends SqlRecording> factory) {
      SqlRecording known = sql;
      if (known == null) {
        known = factory.get();
        sql = known;
      }
      return known;
    }
  }
}
