package suite.bench;

import io.routeflow.micronaut.policy.IgnoredPaths;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;

/** Whether a path that no pattern covers is ignored, by the number of patterns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IgnoredPathsBenchmark {

  /** Patterns. */
  @Param({"1", "10", "100"})
  public int patterns = 1;

  private IgnoredPaths paths = new IgnoredPaths(List.of());

  /** Compiles them. */
  @Setup
  public void compile() {
    List<String> all =
        IntStream.range(0, patterns)
            .mapToObj(i -> i % 2 == 0 ? "/internal/area-" + i : "/orders-" + i + "*")
            .toList();
    paths = new IgnoredPaths(all);
  }

  /** One question. */
  @Benchmark
  public boolean contains() {
    return paths.contains("/orders/4711?page=3");
  }
}
