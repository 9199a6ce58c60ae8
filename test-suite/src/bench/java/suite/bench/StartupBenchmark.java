package suite.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much later a small application listens with the module, each time in a fresh JVM: one without
 * and one with it, in turns, so that what else the machine does hits both. The medians are printed
 * at the end; JMH's own figure is the time of the pair of processes and means nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 21)
@Fork(1)
public class StartupBenchmark {

  private final List<String> without = new ArrayList<>();
  private final List<String> with = new ArrayList<>();
  private String classPathWithout = "";
  private String classPathWith = "";
  private int pairs;

  /** Collects the class paths. */
  @Setup
  public void prepare() throws IOException {
    Path folder = Files.createTempDirectory("small-application");
    classPathWithout = SmallApplication.classPath(folder, false);
    classPathWith = SmallApplication.classPath(folder, true);
  }

  /** One start without and one with the module; which is first alternates. */
  @Benchmark
  public void pair() throws IOException, InterruptedException {
    boolean first = pairs++ % 2 == 0;
    start(first);
    start(!first);
  }

  /** Says what is between them. */
  @TearDown
  public void report() {
    System.out.printf(
        "%nmedian of %d starts: %.0f ms without, %.0f ms with: %.0f ms later;"
            + " heap at rest: %.0f KiB without, %.0f KiB with%n",
        with.size(),
        median(without, 0),
        median(with, 0),
        median(with, 0) - median(without, 0),
        median(without, 1),
        median(with, 1));
  }

  private void start(boolean module) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(module ? classPathWith : classPathWithout);
    command.add(StartupProcess.class.getName());
    if (module) {
      command.add("http://127.0.0.1:9");
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String figures = "";
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        figures = line.matches("[0-9.]+ [0-9]+") ? line : figures;
      }
    }
    if (process.waitFor() != 0 || figures.isEmpty()) {
      throw new IllegalStateException("the application did not start");
    }
    (module ? with : without).add(figures);
  }

  private static double median(List<String> figures, int column) {
    List<Double> sorted = new ArrayList<>();
    figures.forEach(line -> sorted.add(Double.parseDouble(line.split(" ", 2)[column])));
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
