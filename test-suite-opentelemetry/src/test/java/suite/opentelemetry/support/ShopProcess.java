package suite.opentelemetry.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The shop in a JVM of its own, whose environment holds nothing but what a test sets: it answers
 * one request, sends what there is and ends when its input does.
 */
public final class ShopProcess {

  private static final int LIMIT_SECONDS = 90;
  private static final String PREFIX = "--";

  /**
   * From this JDK on (JEP 498) the JVM itself prints four lines where a library, here the SDK of
   * OpenTelemetry, reads memory by {@code sun.misc.Unsafe}.
   */
  private static final int WARNS_OF_UNSAFE = 24;

  private ShopProcess() {}

  /** Settings as {@code --key=value}, the path last. */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("routeflow.shutdown-timeout-ms", 30_000);
    String path = "/items/1";
    for (String argument : arguments) {
      if (argument.startsWith(PREFIX)) {
        int equals = argument.indexOf('=');
        settings.put(argument.substring(PREFIX.length(), equals), argument.substring(equals + 1));
      } else {
        path = argument;
      }
    }
    try (OtelApplication application = OtelApplication.startBare(settings)) {
      System.out.println("answered " + application.get(path));
      boolean sent =
          application
              .context()
              .getBean(Routeflow.class)
              .flush(OtlpReceiver.PATIENCE.multipliedBy(2));
      System.out.println("flushed " + sent);
      // until the test has seen what it wants
      while (System.in.read() >= 0) {
        // nothing is said
      }
      application.context().findBean(SignalsClient.class).ifPresent(SignalsClient::close);
    }
    System.exit(0);
  }

  /** Runs it to its end and returns what it has printed. */
  public static List<String> run(
      Map<String, String> environment, List<String> options, String... arguments) {
    return run(environment, options, () -> {}, arguments);
  }

  /** The same, but it ends only after what is to be awaited. */
  public static List<String> run(
      Map<String, String> environment,
      List<String> options,
      Runnable awaited,
      String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dmicronaut.cloud.platform=BARE_METAL");
    command.addAll(options);
    command.add(ShopProcess.class.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try {
        List<String> output = new ArrayList<>();
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        // on a busy machine a start alone takes longer than any test waits
        readUntil(reader, "flushed ", output);
        awaited.run();
        process.getOutputStream().close();
        readUntil(reader, null, output);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new AssertionError("the shop has failed:\n" + String.join("\n", output));
        }
        return output;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Runs a class that a test has compiled to its end, and returns what it has printed. */
  public static List<String> runOther(String type, Path classes, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add(type);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder
        .environment()
        .put("CLASSPATH", classes + File.pathSeparator + System.getProperty("java.class.path"));
    try {
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        List<String> output = new ArrayList<>();
        readUntil(
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)),
            null,
            output);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new AssertionError(type + " has failed:\n" + String.join("\n", output));
        }
        return output;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Reads lines up to the one that begins so, or to the end. */
  private static void readUntil(
      BufferedReader reader, @Nullable String beginning, List<String> lines) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (beginning != null && line.startsWith(beginning)) {
        return;
      }
    }
  }

  /** The class path of the tests without the jars whose names begin so. */
  public static String classPathWithout(String jars) {
    List<String> kept =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(jars))
            .toList();
    return String.join(File.pathSeparator, kept);
  }
}
