package suite.bench;

import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One snapshot of the statistics. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StatsBenchmark {

  private @Nullable ApplicationContext context;
  private @Nullable Routeflow routeflow;

  /** Starts the module. */
  @Setup
  public void start() {
    context = ApplicationContext.run(Map.of("spec.name", "bench"));
    routeflow = context.getBean(Routeflow.class);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(context).close();
  }

  /** One snapshot. */
  @Benchmark
  public RouteflowStats snapshot() {
    return Objects.requireNonNull(routeflow).stats();
  }
}
