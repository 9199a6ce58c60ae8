package suite.tracing.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How much later a small application with the core listens when {@code
 * routeflow-micronaut-opentelemetry} is added, and what processor time that takes: each time in a
 * fresh JVM, one without and one with it, in turns. Both have an endpoint of each kind that they
 * know; the module is measured once without one, too.
 */
public final class StartupCost {

  private static final Pattern FRAMEWORK =
      Pattern.compile(
          "(jakarta[.](inject|annotation)-api|netty-.*|jackson-.*|reactor-core"
              + "|reactive-streams|jctools-core|HdrHistogram|slf4j-api|logback-(classic|core)|jspecify"
              + "|micronaut-(inject|core|core-reactive|http.*|context.*|buffer-netty|json-core"
              + "|websocket|serde.*|jackson-.*|aop|router|discovery-core))-[0-9].*[.]jar");
  private static final Pattern CORE =
      Pattern.compile(".*/routeflow-micronaut(/target/classes|-[0-9][^/]*[.]jar)");
  private static final Pattern MODULE =
      Pattern.compile(
          ".*/(routeflow-micronaut-opentelemetry|opentelemetry-|okhttp|okio|kotlin-).*");
  private static final List<String> KINDS = List.of("core", "idle", "module");
  private static final int WARM_UP = 2;

  private final Map<String, List<double[]>> figures = new HashMap<>();

  private StartupCost() {}

  /** How many rounds are measured, and perhaps {@code brief}: without a warm-up. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[0]);
    int warmUp = arguments.length > 1 ? 0 : WARM_UP;
    StartupCost cost = new StartupCost();
    for (int round = 0; round < rounds + warmUp; round++) {
      for (int i = 0; i < KINDS.size(); i++) {
        String kind = KINDS.get((i + round) % KINDS.size());
        double[] started = start(kind);
        if (round >= warmUp) {
          cost.figures.computeIfAbsent(kind, any -> new ArrayList<>()).add(started);
        }
      }
    }
    for (String kind : KINDS) {
      System.out.printf(
          "%-8s median of %d starts: listens after %.0f ms, %.0f ms of processor time, %.0f classes%n",
          kind, rounds, cost.median(kind, 0), cost.median(kind, 1), cost.median(kind, 2));
    }
  }

  private double median(String kind, int column) {
    List<double[]> all = figures.getOrDefault(kind, List.of());
    return all.stream().mapToDouble(one -> one[column]).sorted().toArray()[all.size() / 2];
  }

  private static double[] start(String kind) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(!kind.equals("core")),
                StartedProcess.class.getName(),
                kind)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    double[] started = null;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.matches("[0-9.]+ [0-9.]+ [0-9]+")) {
          String[] parts = line.split(" ", -1);
          started =
              new double[] {
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2])
              };
        }
      }
    }
    if (process.waitFor() != 0 || started == null) {
      throw new IllegalStateException("The application did not start");
    }
    return started;
  }

  private static String classPath(boolean withModule) {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String name = Path.of(entry).getFileName().toString();
      boolean kept =
          entry.contains("test-classes")
              || FRAMEWORK.matcher(name).matches()
              || CORE.matcher(entry).matches()
              || (withModule && MODULE.matcher(entry).matches());
      if (kept) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }
}
