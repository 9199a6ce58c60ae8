package suite.tracing.bench;

import com.sun.management.OperatingSystemMXBean;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts the application in a fresh JVM, says what that took until the server listens, and ends.
 */
public final class StartedProcess {

  private static final double NANOS_A_MILLI = 1e6;

  private StartedProcess() {}

  /**
   * Prints milliseconds, those of processor time of the whole process, and how many classes were
   * loaded.
   */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", -1);
    properties.put("micronaut.application.name", "started");
    properties.put("routeflow.endpoint", "http://127.0.0.1:9");
    if (arguments[0].equals("module")) {
      properties.put("routeflow.otlp.endpoint", "http://127.0.0.1:9");
    }
    EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, properties);
    double millis = (System.nanoTime() - start) / NANOS_A_MILLI;
    long cpu =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    System.out.println(
        millis
            + " "
            + cpu / NANOS_A_MILLI
            + " "
            + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    server.close();
  }
}
