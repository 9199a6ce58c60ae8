package suite.bench;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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
 * One request over a kept-alive loopback connection, as its client sees it: throughput, and the
 * percentiles of the latency. With {@code hanging} the endpoint accepts connections and never
 * answers, with {@code refused} nothing listens there.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class LoopbackBenchmark {

  private static final byte[] REQUEST =
      "GET /hello/world HTTP/1.1\r\nhost: localhost\r\naccept: text/plain\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BODY = "\r\n\r\nworld".getBytes(StandardCharsets.US_ASCII);

  /** What is on top of the bare application. */
  @Param({"plain", "micrometer", "routeflow", "hanging", "refused"})
  public String with = "plain";

  private final byte[] buffer = new byte[8192];
  private @Nullable SinkProcess sink;
  private @Nullable ServerSocket hanging;
  private @Nullable EmbeddedServer server;
  private Socket socket = new Socket();

  /** Starts the application and connects to it. */
  @Setup
  public void start() throws IOException {
    Map<String, Object> properties = new HashMap<>(BenchApplication.without());
    properties.put("micronaut.metrics.enabled", with.equals("micrometer"));
    if (with.equals("routeflow")) {
      sink = SinkProcess.start();
      properties.put("routeflow.enabled", true);
      properties.putAll(BenchApplication.deliveringTo(sink.url()));
    }
    if (with.equals("hanging")) {
      hanging = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
      properties.put("routeflow.enabled", true);
      properties.put("routeflow.endpoint", "http://127.0.0.1:" + hanging.getLocalPort());
    }
    if (with.equals("refused")) {
      properties.put("routeflow.enabled", true);
      properties.put("routeflow.endpoint", "http://127.0.0.1:" + freePort());
    }
    server = BenchApplication.start(properties);
    socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    socket.setTcpNoDelay(true);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Stops it. */
  @TearDown
  public void stop() throws IOException {
    socket.close();
    if (server != null) {
      server.close();
    }
    if (sink != null) {
      sink.close();
    }
    if (hanging != null) {
      hanging.close();
    }
  }

  /** One request and its whole answer. */
  @Benchmark
  public int request() throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(REQUEST);
    out.flush();
    InputStream in = socket.getInputStream();
    int length = 0;
    while (!endsWithBody(length)) {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new IOException("the server has closed the connection");
      }
      length += read;
    }
    return length;
  }

  private boolean endsWithBody(int length) {
    if (length < BODY.length) {
      return false;
    }
    for (int i = 0; i < BODY.length; i++) {
      if (buffer[length - BODY.length + i] != BODY[i]) {
        return false;
      }
    }
    return true;
  }
}
