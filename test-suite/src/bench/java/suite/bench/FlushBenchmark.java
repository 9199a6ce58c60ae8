package suite.bench;

import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.queue.EventQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Delivery of a burst of a thousand events over loopback, from the queue to the endpoint's answer,
 * with what was dropped as a counter. One burst follows the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FlushBenchmark {

  private static final int BURST = 1000;

  /** Events in a batch. */
  @Param({"50", "512"})
  public int batch = 50;

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

  /** Starts the module and the endpoint. */
  @Setup
  public void start() throws IOException {
    sink = SinkProcess.start();
    Map<String, Object> properties = new HashMap<>(BenchApplication.deliveringTo(sink.url()));
    properties.put("routeflow.max-events-per-batch", batch);
    properties.put("routeflow.queue-maxsize", 5000);
    server = BenchApplication.start(properties);
    queue = server.getApplicationContext().getBean(EventQueue.class);
    routeflow = server.getApplicationContext().getBean(Routeflow.class);
  }

  /** Stops both. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(server).close();
    Objects.requireNonNull(sink).close();
  }

  /** One burst. */
  @Benchmark
  public void burst(Outcome outcome) {
    EventQueue events = Objects.requireNonNull(queue);
    Routeflow module = Objects.requireNonNull(routeflow);
    RouteflowStats before = module.stats();
    for (int i = 0; i < BURST; i++) {
      events.offer(SampleEvent.PENDING);
    }
    if (!module.flush(Duration.ofSeconds(10))) {
      throw new IllegalStateException("not delivered in time");
    }
    RouteflowStats after = module.stats();
    outcome.sent += after.sent() - before.sent();
    outcome.dropped += after.droppedTotal() - before.droppedTotal();
  }
}
