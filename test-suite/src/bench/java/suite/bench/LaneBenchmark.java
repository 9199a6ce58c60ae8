package suite.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An event from the queue through the lanes of one, two or three destinations that take references
 * only: what a further destination costs is the difference.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LaneBenchmark {

  private static final int BURST = 1000;

  /** How many destinations there are. */
  @Param({"1", "2", "3"})
  public int destinations = 1;

  private @Nullable EmbeddedServer server;
  private @Nullable EventQueue queue;
  private @Nullable Routeflow routeflow;

  /** Starts the module. */
  @Setup
  public void start() {
    server =
        BenchApplication.start(
            Map.of(
                "bench.second",
                destinations > 1,
                "bench.third",
                destinations > 2,
                "bench.lanes",
                true));
    queue = server.getApplicationContext().getBean(EventQueue.class);
    routeflow = server.getApplicationContext().getBean(Routeflow.class);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(server).close();
  }

  /** A burst of events, until each destination has accepted all of them. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void burst() {
    EventQueue events = Objects.requireNonNull(queue);
    for (int i = 0; i < BURST; i++) {
      events.offer(SampleEvent.PENDING);
    }
    if (!Objects.requireNonNull(routeflow).flush(Duration.ofSeconds(10))) {
      throw new IllegalStateException("not delivered in time");
    }
  }

  /** Takes references. */
  static class Taking implements EventExporter {
    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }
  }

  @Requires(property = "bench.lanes")
  @Singleton
  static class First extends Taking {}

  @Requires(property = "bench.second", value = "true")
  @Singleton
  static class Second extends Taking {}

  @Requires(property = "bench.third", value = "true")
  @Singleton
  static class Third extends Taking {}
}
