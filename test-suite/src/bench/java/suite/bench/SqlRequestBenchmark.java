package suite.bench;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.netty.NettyHttpServer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.io.IOException;
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
 * A request with three queries over a driver that does nothing, through Micronaut's whole server
 * stack without a socket. {@code gc.alloc.rate.norm} counts all threads: the delivery of the event
 * with its SQL and the HTTP client's included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SqlRequestBenchmark {

  private static final byte[] REQUEST =
      "GET /queries/world HTTP/1.1\r\nhost: localhost\r\naccept: text/plain\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /**
   * What is on top of the bare application; {@code requests} is Routeflow without its SQL module.
   */
  @Param({"plain", "requests", "routeflow", "opentelemetry"})
  public String with = "plain";

  private @Nullable SinkProcess sink;
  private ApplicationContext context = ApplicationContext.builder().build();
  private EmbeddedChannel channel = new EmbeddedChannel();
  private final ByteBuf request = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(REQUEST));

  /** Starts the application. */
  @Setup
  public void start() throws IOException {
    Map<String, Object> properties = new HashMap<>(BenchApplication.without());
    properties.put("bench.queries", with);
    properties.put("routeflow.jdbc.enabled", with.equals("routeflow"));
    if (with.equals("routeflow") || with.equals("requests")) {
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
  public int request() {
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
