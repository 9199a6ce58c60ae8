package suite.tracing.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The application in a process of its own. Prints its port, and for each line that it reads the
 * nanoseconds of processor time and the bytes that it has used and allocated so far.
 */
public final class MeasuredProcess {

  private MeasuredProcess() {}

  /** The kind of export, and where to. */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", -1);
    properties.put("micronaut.application.name", "measured");
    properties.put("datasources.default.url", "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
    properties.put("datasources.default.driver-class-name", "org.h2.Driver");
    properties.putAll(settings(arguments[0], arguments[1]));
    try (EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, properties);
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      System.out.println(server.getPort());
      while (commands.readLine() != null) {
        System.out.println(cpuNanos() + " " + allocatedBytes());
      }
    }
  }

  private static Map<String, Object> settings(String kind, String endpoint) {
    return switch (kind) {
      case "routeflow" ->
          Map.of(
              "routeflow.otlp.endpoint", endpoint,
              "routeflow.queue-maxsize", 100_000,
              "routeflow.otlp.queue-maxsize", 100_000);
      case "tracing" ->
          Map.of(
              "otel.traces.exporter", "otlp",
              "otel.exporter.otlp.protocol", "http/protobuf",
              "otel.exporter.otlp.endpoint", endpoint);
      default -> Map.of();
    };
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Of the threads that live; none that matters here ends. */
  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
