package suite.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.opentelemetry.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.OtlpReceiver;

/** With nothing configured, an application with the module is what it is without it. */
final class PresenceTest {

  private static final int LIMIT_SECONDS = 120;
  private static final String MODULE = "routeflow-micronaut-opentelemetry";

  /** Of the framework where there is Kotlin, which OkHttp needs; for suspending routes alone. */
  private static final String OF_KOTLIN = "has bean io.micronaut.http.server.CoroutineHelper";

  @TempDir Path folder = Path.of("");

  @Test
  void withoutAnEndpointTheApplicationIsAsWithoutTheModuleAndItsJars() throws Exception {
    List<String> present = run(entry -> true);
    List<String> absent =
        run(
            entry ->
                !isOfModule(entry)
                    && !artifact(entry).matches("(opentelemetry|okhttp|okio|kotlin)-.*"));
    assertThat(facts(present))
        .contains("has answered 404, flushed true")
        .filteredOn(fact -> !fact.equals(OF_KOTLIN))
        .containsExactlyElementsOf(facts(absent));
    assertThat(log(present)).hasSizeLessThanOrEqualTo(log(absent).size() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "okhttp-",
        "opentelemetry-exporter-otlp-common",
        "opentelemetry-sdk-trace",
        "opentelemetry-sdk-metrics",
        "opentelemetry-sdk-logs",
        "opentelemetry-logback-appender"
      })
  void withAJarLeftOutTheApplicationServesAndOneLineForEachSignalNamesALibrary(String jar)
      throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      List<String> output =
          run(
              entry -> !artifact(entry).startsWith(jar),
              "-Drouteflow.otlp.endpoint=" + receiver.httpUrl(),
              "-Drouteflow.otlp.signals=traces,metrics,logs");
      assertThat(facts(output)).contains("has answered 404, flushed true");
      List<String> warnings = log(output).stream().filter(PresenceTest::isWarning).toList();
      assertThat(warnings)
          .isNotEmpty()
          .hasSizeLessThanOrEqualTo(Signal.values().length)
          .doesNotHaveDuplicates()
          .allMatch(line -> line.contains("is missing or of another version"));
    }
  }

  private static boolean isWarning(String line) {
    return line.startsWith("WARN ") || line.startsWith("ERROR ");
  }

  private static boolean isFact(String line) {
    return line.startsWith(PresenceProcess.FACT);
  }

  private static List<String> facts(List<String> output) {
    return output.stream().filter(PresenceTest::isFact).toList();
  }

  private static List<String> log(List<String> output) {
    return output.stream().filter(line -> !isFact(line)).toList();
  }

  private static boolean isOfModule(String entry) {
    return entry.contains(File.separator + MODULE + File.separator)
        || artifact(entry).matches(MODULE + "-[0-9].*");
  }

  private static String artifact(String entry) {
    return Path.of(entry).getFileName().toString();
  }

  /** What the process prints whose class path consists of these entries of that of the tests. */
  private List<String> run(Predicate<String> entries, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dmicronaut.cloud.platform=BARE_METAL"));
    command.addAll(List.of(options));
    command.add(PresenceProcess.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("CLASSPATH", classPath(entries));
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      List<String> output =
          new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("%s", output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Without the tests' own beans, some of which need what the application lacks. */
  private String classPath(Predicate<String> entries) throws IOException {
    String name = PresenceProcess.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    try (var original = PresenceTest.class.getClassLoader().getResourceAsStream(name)) {
      Files.write(copy, Objects.requireNonNull(original).readAllBytes());
    }
    Files.writeString(folder.resolve("logback.xml"), LOGBACK);
    List<String> kept =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.endsWith("test-classes"))
            .filter(entries)
            .toList();
    return folder + File.pathSeparator + String.join(File.pathSeparator, kept);
  }

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%level %logger %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="out"/></root>
      </configuration>
      """;
}
