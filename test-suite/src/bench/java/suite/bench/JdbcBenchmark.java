package suite.bench;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.SqlRecording;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
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

/**
 * One query over a driver that does nothing: connection, statement, parameter, execution, row, and
 * the three closes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JdbcBenchmark {

  private static final String SQL = "SELECT * FROM orders WHERE id = ?";

  /** What stands in front of the driver. */
  @Param({"none", "outside", "inside", "datasource-proxy", "opentelemetry"})
  public String with = "none";

  private @Nullable DataSource source;
  private PropagatedContext.@Nullable Scope scope;
  private long id;

  /** Puts it there; {@code inside} and {@code outside} are the module, in a request and not. */
  @Setup
  public void start() throws ReflectiveOperationException {
    DataSource idle = IdleDriver.dataSource();
    source =
        switch (with) {
          case "outside", "inside" ->
              new CapturingDataSource(
                  idle,
                  "default",
                  new SqlCapture(5, 100, null, new InternalErrors(() -> (stage, error) -> {})));
          case "datasource-proxy" ->
              ProxyDataSourceBuilder.create(idle).listener(QueryExecutionListener.DEFAULT).build();
          case "opentelemetry" -> traced(idle);
          default -> idle;
        };
    if (with.equals("inside")) {
      HttpRequest<?> request = HttpRequest.GET("/orders/1");
      request.setAttribute(Recording.ATTRIBUTE, new OpenRequest());
      scope =
          PropagatedContext.getOrEmpty().plus(new ServerHttpRequestContext(request)).propagate();
    }
  }

  private static DataSource traced(DataSource idle) {
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder().setTracerProvider(SdkTracerProvider.builder().build()).build();
    return JdbcTelemetry.create(sdk).wrap(idle);
  }

  /** Leaves the request. */
  @TearDown
  public void stop() {
    if (scope != null) {
      scope.close();
    }
  }

  /** One query. */
  @Benchmark
  public boolean query() throws SQLException {
    try (Connection connection = Objects.requireNonNull(source).getConnection();
        PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, id++);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** A request that never ends. */
  private static final class OpenRequest implements Recording {
    private @Nullable SqlRecording sql;

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public long startedNanos() {
      return 0;
    }

    @Override
    public boolean keepsTimeline() {
      return false;
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
