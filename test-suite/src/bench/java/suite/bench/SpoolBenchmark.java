package suite.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Events a second through the spool in batches of fifty: each batch is written ahead, synchronized
 * with the disk, renamed, taken by an exporter that does nothing, and deleted. The disk is that of
 * the folder for temporary files ({@code -Djava.io.tmpdir} of the fork names another one).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SpoolBenchmark {

  private static final int BURST = 1000;

  private @Nullable Path directory;
  private @Nullable EmbeddedServer server;
  private @Nullable EventQueue queue;
  private @Nullable Routeflow routeflow;

  /** What became of the events of one iteration. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Outcome {
    /** Delivered. */
    public long sent;

    /** Lost, for any reason. */
    public long dropped;
  }

  /** Starts the module. */
  @Setup
  public void start() throws IOException {
    directory = Files.createTempDirectory("spool-benchmark");
    server =
        BenchApplication.start(
            Map.of(
                "bench.spool", true,
                "routeflow.spool.enabled", true,
                "routeflow.spool.write-ahead", true,
                "routeflow.spool.directory", directory.toString()));
    queue = server.getApplicationContext().getBean(EventQueue.class);
    routeflow = server.getApplicationContext().getBean(Routeflow.class);
  }

  /** Stops it, and leaves nothing behind. */
  @TearDown
  public void stop() throws IOException {
    Objects.requireNonNull(server).close();
    try (Stream<Path> all = Files.walk(Objects.requireNonNull(directory))) {
      List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** A burst of events, until each is accepted and off the disk. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void events(Outcome outcome) {
    EventQueue events = Objects.requireNonNull(queue);
    Routeflow module = Objects.requireNonNull(routeflow);
    RouteflowStats before = module.stats();
    for (int i = 0; i < BURST; i++) {
      events.offer(SampleEvent.PENDING);
    }
    if (!module.flush(Duration.ofSeconds(20))) {
      throw new IllegalStateException("not delivered in time");
    }
    RouteflowStats after = module.stats();
    outcome.sent += after.sent() - before.sent();
    outcome.dropped += after.droppedTotal() - before.droppedTotal();
  }

  @Requires(property = "bench.spool")
  @Singleton
  static class Taking implements EventExporter {
    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }
  }
}
