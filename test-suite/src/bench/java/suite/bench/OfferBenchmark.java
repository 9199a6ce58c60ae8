package suite.bench;

import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.PendingEvent;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the request thread pays to hand an event over while another one does so all the time, which
 * is more than any server does. The queue is emptied between the runs, so that no consumer is part
 * of the figure. {@code bare} is the library's queue alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 500)
@Measurement(iterations = 500)
@Fork(3)
@Threads(2)
public class OfferBenchmark {

  private static final int OFFERS = 4_900;
  private static final int ROOM = 10_000;

  /** The largest is never full here; the usual one is, and its signal is spent. */
  @Param({"50", "10000"})
  public int batch = 50;

  private final AtomicInteger ready = new AtomicInteger();
  private final MpscAtomicArrayQueue<PendingEvent> bare = new MpscAtomicArrayQueue<>(ROOM);
  private @Nullable ApplicationContext context;
  private @Nullable EventQueue queue;

  /** Lets both producers begin at the same time. */
  @State(Scope.Thread)
  public static class Producer {
    private int round;

    /** Waits for the other one. */
    @Setup(Level.Iteration)
    public void meet(OfferBenchmark benchmark) {
      round++;
      benchmark.ready.incrementAndGet();
      while (benchmark.ready.get() < 2 * round) {
        Thread.onSpinWait();
      }
    }
  }

  /** A queue that nobody else empties: the interval is an hour, the signal goes nowhere. */
  @Setup
  public void start() {
    context =
        ApplicationContext.run(
            Map.of(
                "spec.name",
                "bench",
                "micronaut.security.enabled",
                false,
                "routeflow.queue-maxsize",
                ROOM,
                "routeflow.max-events-per-batch",
                batch,
                "routeflow.flush-interval-ms",
                3_600_000));
    queue = context.getBean(EventQueue.class);
    queue.onBatchFull(() -> {});
  }

  /** Makes room for the next run, as the delivery thread does between two batches. */
  @TearDown(Level.Iteration)
  public void empty() {
    EventQueue events = Objects.requireNonNull(queue);
    while (events.poll() != null) {
      // all of it
    }
    bare.clear();
    events.rearm();
  }

  /** Ends it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(context).close();
  }

  /** Offers by one of two producers. */
  @Benchmark
  @OperationsPerInvocation(OFFERS)
  public void offer(Producer producer) {
    EventQueue events = Objects.requireNonNull(queue);
    for (int i = 0; i < OFFERS; i++) {
      events.offer(SampleEvent.PENDING);
    }
  }

  /** The same to the library's queue. */
  @Benchmark
  @OperationsPerInvocation(OFFERS)
  public void bare(Producer producer) {
    for (int i = 0; i < OFFERS; i++) {
      bare.offer(SampleEvent.PENDING);
    }
  }
}
