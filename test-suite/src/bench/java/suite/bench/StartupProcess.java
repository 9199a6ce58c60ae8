package suite.bench;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts the application in a fresh JVM, says how long that took until the server listened and what
 * is held at rest, and ends.
 */
public final class StartupProcess {

  private static final double NANOS_A_MILLI = 1e6;

  private StartupProcess() {}

  /** Prints milliseconds, and the KiB of heap in use after a collection. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    Map<String, Object> properties = new HashMap<>();
    if (arguments.length > 0) {
      properties.put("routeflow.endpoint", arguments[0]);
    }
    EmbeddedServer server = BenchApplication.start(properties);
    double millis = (System.nanoTime() - start) / NANOS_A_MILLI;
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.println(millis + " " + (runtime.totalMemory() - runtime.freeMemory()) / 1024);
    server.close();
  }
}
