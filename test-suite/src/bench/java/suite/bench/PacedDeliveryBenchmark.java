package suite.bench;

import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
 * 20,000 events a second for ten seconds, on the default queue and batch, into an endpoint that
 * answers at once: whether any is dropped, in a process that has just started and in a warm one.
 * One shot, whose time is the ten seconds, longer where the machine cannot keep the pace, which
 * {@code late} tells; what matters are the counters. A benchmark and no test, since a machine with
 * other things to do may hold up the delivery for the quarter of a second that fills the queue.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(3)
public class PacedDeliveryBenchmark {

  private static final int EVENTS_A_SECOND = 20_000;
  private static final int SECONDS = 10;
  private static final int WARM_UP_SECONDS = 10;
  private static final int EVENTS_A_TURN = 20;
  private static final long TURN_NANOS = 1_000_000_000L * EVENTS_A_TURN / EVENTS_A_SECOND;

  /** Whether the process has done the same before. */
  @Param({"cold", "warm"})
  public String process = "cold";

  private @Nullable SinkProcess sink;
  private @Nullable EmbeddedServer server;

  /** What became of the events. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Outcome {
    /** Offered to the queue. */
    public long captured;

    /** Delivered. */
    public long sent;

    /** Lost, for any reason. */
    public long dropped;

    /** Milliseconds by which the last event was offered too late. */
    public long late;
  }

  /** Starts the module with its default settings, and the endpoint. */
  @Setup
  public void start() throws IOException {
    sink = SinkProcess.start();
    server = BenchApplication.start(Map.of("routeflow.endpoint", sink.url()));
    if (process.equals("warm")) {
      offer(WARM_UP_SECONDS);
      flush();
    }
  }

  /** Stops both. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(server).close();
    Objects.requireNonNull(sink).close();
  }

  /** The ten seconds. */
  @Benchmark
  public void tenSeconds(Outcome outcome) {
    RouteflowStats before = module().stats();
    long lateNanos = offer(SECONDS);
    flush();
    RouteflowStats after = module().stats();
    outcome.captured = after.captured() - before.captured();
    outcome.sent = after.sent() - before.sent();
    outcome.dropped = after.droppedTotal() - before.droppedTotal();
    outcome.late = TimeUnit.NANOSECONDS.toMillis(lateNanos);
  }

  /**
   * Offers in step with the clock, as requests come whether or not the last ones are dealt with;
   * what was held up is made up for at once. Returns how late the last one was.
   */
  private long offer(int seconds) {
    EventQueue queue = bean(EventQueue.class);
    EventLedger ledger = bean(EventLedger.class);
    int turns = seconds * EVENTS_A_SECOND / EVENTS_A_TURN;
    long start = System.nanoTime();
    long late = 0;
    for (int turn = 0; turn < turns; turn++) {
      long due = start + turn * TURN_NANOS;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      for (int i = 0; i < EVENTS_A_TURN; i++) {
        ledger.captured();
        queue.offer(SampleEvent.PENDING);
      }
      late = System.nanoTime() - due;
    }
    return late;
  }

  private void flush() {
    if (!module().flush(Duration.ofSeconds(20))) {
      throw new IllegalStateException("not delivered in time");
    }
  }

  private Routeflow module() {
    return bean(Routeflow.class);
  }

  private <T> T bean(Class<T> type) {
    return Objects.requireNonNull(server).getApplicationContext().getBean(type);
  }
}
