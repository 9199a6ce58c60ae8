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
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * One request through Micronaut's whole server stack without a socket: codec, wire tap, filter
 * runner, route, codec. {@code gc.alloc.rate.norm} counts all threads, the delivery and the HTTP
 * client's included; the line {@code request thread} counts this thread alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RequestBenchmark {

  private static final byte[] REQUEST =
      "GET /hello/world HTTP/1.1\r\nhost: localhost\r\naccept: text/plain\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** What is on top of the bare application. */
  @Param({"plain", "filter", "micrometer", "routeflow"})
  public String with = "plain";

  private @Nullable SinkProcess sink;
  private ApplicationContext context = ApplicationContext.builder().build();
  private EmbeddedChannel channel = new EmbeddedChannel();
  private final ByteBuf request = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(REQUEST));

  /** What this thread allocates, printed with each iteration. */
  @State(Scope.Thread)
  public static class Counters {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long requests;
    private long bytesBefore;

    /** Starts to count. */
    @Setup(Level.Iteration)
    public void begin() {
      requests = 0;
      bytesBefore = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Ends to count, and says what this thread allocated for one request. */
    @TearDown(Level.Iteration)
    public void end() {
      long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore;
      System.out.printf("[request thread: %d B/op] ", requests == 0 ? 0 : bytes / requests);
    }
  }

  /** Starts the application. */
  @Setup
  public void start() throws IOException {
    Map<String, Object> properties = new HashMap<>(BenchApplication.without());
    properties.put("micronaut.metrics.enabled", with.equals("micrometer"));
    properties.put("bench.filter", with.equals("filter") ? "empty" : "none");
    if (with.equals("routeflow")) {
      sink = SinkProcess.start();
      properties.put("routeflow.enabled", true);
      properties.putAll(BenchApplication.deliveringTo(sink.url()));
    }
    EmbeddedServer server = BenchApplication.start(properties);
    context = server.getApplicationContext();
    channel = ((NettyHttpServer) server).buildEmbeddedChannel(false);
  }

  /** Stops it and shows what became of the events. */
  @TearDown
  public void stop() {
    Optional<Routeflow> routeflow = context.findBean(Routeflow.class);
    if (routeflow.isPresent()) {
      routeflow.get().flush(Duration.ofSeconds(10));
      RouteflowStats stats = routeflow.get().stats();
      System.out.printf(
          "%ncaptured %d, sent %d, dropped %d%n",
          stats.captured(), stats.sent(), stats.droppedTotal());
    }
    channel.finishAndReleaseAll();
    context.close();
    if (sink != null) {
      sink.close();
    }
  }

  /** One request. */
  @Benchmark
  public int request(Counters counters) {
    counters.requests++;
    channel.writeInbound(request.duplicate());
    channel.runPendingTasks();
    int bytes = 0;
    ByteBuf part;
    while ((part = channel.readOutbound()) != null) {
      bytes += part.readableBytes();
      part.release();
    }
    return bytes;
  }
}
