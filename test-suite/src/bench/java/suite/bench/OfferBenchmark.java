package suite.bench;

import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.queue.EventQueue;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the request thread pays to hand an event over: two producers, and now and then one of them
 * empties the queue, which is part of the figure.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(2)
public class OfferBenchmark {

  private static final int DRAIN_FROM = 40_000;

  private final ReentrantLock consumer = new ReentrantLock();
  private @Nullable ApplicationContext context;
  private @Nullable EventQueue queue;

  /** A queue that nobody else empties: the interval never ends, the signal goes nowhere. */
  @Setup
  public void start() {
    context =
        ApplicationContext.run(
            Map.of(
                "spec.name", "bench",
                "routeflow.queue-maxsize", 65_536,
                "routeflow.max-events-per-batch", 10_000,
                "routeflow.flush-interval-ms", 3_600_000));
    queue = context.getBean(EventQueue.class);
    queue.onBatchFull(() -> {});
  }

  /** Ends it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(context).close();
  }

  /** One offer. */
  @Benchmark
  public void offer() {
    EventQueue events = Objects.requireNonNull(queue);
    events.offer(SampleEvent.PENDING);
    if (events.size() > DRAIN_FROM && consumer.tryLock()) {
      try {
        for (int i = 0; i < DRAIN_FROM && events.poll() != null; i++) {
          // no more than that: the other producer may be as fast
        }
      } finally {
        consumer.unlock();
      }
    }
  }
}
