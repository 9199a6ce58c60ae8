package suite.bench;

import com.sun.management.ThreadMXBean;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.netty.NettyHttpServer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a request's thread pays for the spool: requests through the whole server stack in one
 * thread, in bursts, each of which is delivered before the next one, so that none is dropped and
 * the disk is no limit. The line {@code request thread} says what this thread allocated for one
 * request; the time between the bursts is not measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class WriteAheadBenchmark {

  private static final int BURST = 1000;

  private static final byte[] REQUEST =
      "GET /hello/world HTTP/1.1\r\nhost: localhost\r\naccept: text/plain\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is on disk, and when. */
  @Param({"none", "in-an-outage", "ahead"})
  public String spool = "none";

  private @Nullable SinkProcess sink;
  private @Nullable Path directory;
  private ApplicationContext context = ApplicationContext.builder().build();
  private EmbeddedChannel channel = new EmbeddedChannel();
  private final ByteBuf request = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(REQUEST));
  private long requests;
  private long bytes;

  /** Starts the application. */
  @Setup
  public void start() throws IOException {
    sink = SinkProcess.start();
    directory = Files.createTempDirectory("routeflow-spool");
    Map<String, Object> properties = new HashMap<>(BenchApplication.deliveringTo(sink.url()));
    properties.put("routeflow.enabled", true);
    properties.put("routeflow.spool.enabled", !spool.equals("none"));
    properties.put("routeflow.spool.directory", directory.toString());
    properties.put("routeflow.spool.write-ahead", spool.equals("ahead"));
    EmbeddedServer server = BenchApplication.start(properties);
    context = server.getApplicationContext();
    channel = ((NettyHttpServer) server).buildEmbeddedChannel(false);
  }

  /** Starts to count. */
  @Setup(Level.Iteration)
  public void begin() {
    requests = 0;
    bytes = 0;
  }

  /** Says what this thread allocated for one request. */
  @TearDown(Level.Iteration)
  public void end() {
    System.out.printf("[request thread: %d B/op] ", requests == 0 ? 0 : bytes / requests);
  }

  /** The next burst begins when this one is delivered. */
  @TearDown(Level.Invocation)
  public void deliver() {
    if (!context.getBean(Routeflow.class).flush(Duration.ofSeconds(10))) {
      throw new IllegalStateException("not delivered in time");
    }
  }

  /** Stops it and shows what became of the events. */
  @TearDown
  public void stop() throws IOException {
    RouteflowStats stats = context.getBean(Routeflow.class).stats();
    System.out.printf(
        "%ncaptured %d, sent %d, dropped %d%n",
        stats.captured(), stats.sent(), stats.droppedTotal());
    channel.finishAndReleaseAll();
    context.close();
    Objects.requireNonNull(sink).close();
    List<Path> left;
    try (Stream<Path> all = Files.walk(Objects.requireNonNull(directory))) {
      left = all.sorted(Comparator.reverseOrder()).toList();
    }
    left.forEach(WriteAheadBenchmark::delete);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A burst of requests, one after the other. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public int requests() {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    int answered = 0;
    for (int i = 0; i < BURST; i++) {
      answered += request();
    }
    bytes += THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    requests += BURST;
    return answered;
  }

  private int request() {
    channel.writeInbound(request.duplicate());
    channel.runPendingTasks();
    int answered = 0;
    ByteBuf part;
    while ((part = channel.readOutbound()) != null) {
      answered += part.readableBytes();
      part.release();
    }
    return answered;
  }
}
