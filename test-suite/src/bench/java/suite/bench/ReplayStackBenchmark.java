package suite.bench;

import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.queue.EventQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
 * Events a second to ReplayStack, one a call, into a receiver on the loopback that answers at once,
 * with the default settings: connections are used again, and eight calls are in flight.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReplayStackBenchmark {

  private static final int BURST = 1000;

  private @Nullable SinkProcess sink;
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

  /** Starts the module and the receiver. */
  @Setup
  public void start() throws IOException {
    sink = SinkProcess.start();
    server =
        BenchApplication.start(
            Map.of(
                "routeflow.replaystack.api-key",
                "rs_bench",
                "routeflow.replaystack.endpoint",
                sink.url()));
    queue = server.getApplicationContext().getBean(EventQueue.class);
    routeflow = server.getApplicationContext().getBean(Routeflow.class);
  }

  /** Stops both. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(server).close();
    Objects.requireNonNull(sink).close();
  }

  /** A burst of events, until each is accepted. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void events(Outcome outcome) {
    EventQueue events = Objects.requireNonNull(queue);
    Routeflow module = Objects.requireNonNull(routeflow);
    RouteflowStats before = module.stats();
    for (int i = 0; i < BURST; i++) {
      events.offer(SampleEvent.fresh());
    }
    if (!module.flush(Duration.ofSeconds(60))) {
      throw new IllegalStateException("not delivered in time");
    }
    RouteflowStats after = module.stats();
    outcome.sent += after.sent() - before.sent();
    outcome.dropped += after.droppedTotal() - before.droppedTotal();
  }
}
