package suite.bench;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The start of the application in a fresh JVM, until the server listens; and, printed at its end,
 * the heap that is in use at rest after a collection.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(10)
public class StartupBenchmark {

  /** Whether the module is on. */
  @Param({"false", "true"})
  public boolean routeflow;

  private @Nullable EmbeddedServer server;

  /** One start. */
  @Benchmark
  public int start() {
    server =
        BenchApplication.start(
            routeflow
                ? Map.of("routeflow.endpoint", "http://127.0.0.1:9")
                : BenchApplication.without());
    return server.getPort();
  }

  /** Says what it holds, then stops it. */
  @TearDown
  public void stop() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "[heap at rest: %d KiB] ", (runtime.totalMemory() - runtime.freeMemory()) / 1024);
    if (server != null) {
      server.close();
    }
  }
}
