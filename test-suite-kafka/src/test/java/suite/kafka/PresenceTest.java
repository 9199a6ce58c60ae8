package suite.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

/** With nothing configured, an application with the module is what it is without it. */
final class PresenceTest {

  private static final int LIMIT_SECONDS = 120;
  private static final String MODULE = "routeflow-micronaut-kafka";

  @TempDir Path folder = Path.of("");

  @Test
  void withoutATopicTheApplicationIsAsWithoutTheModule() throws Exception {
    assertSame(entry -> true, entry -> !isOfModule(entry));
  }

  @Test
  void withoutTheFrameworksModuleItIsAsWithoutToo() throws Exception {
    assertSame(PresenceTest::isNotOfKafka, entry -> isNotOfKafka(entry) && !isOfModule(entry));
  }

  @Test
  void aTopicWithoutTheFrameworksModuleIsOneLineThatSaysWhatIsMissing() throws Exception {
    List<String> output = run(PresenceTest::isNotOfKafka, "-Drouteflow.kafka.topic=events");
    assertThat(output).contains("has answered 404, flushed true");
    assertThat(log(output))
        .filteredOn(line -> line.startsWith("WARN ") || line.startsWith("ERROR "))
        .containsExactly(
            "WARN io.routeflow.micronaut.kafka No events are sent to Kafka:"
                + " io.micronaut.kafka:micronaut-kafka is missing");
  }

  private static boolean isNotOfKafka(String entry) {
    return !artifact(entry).matches("(micronaut-kafka|kafka)[-_].*");
  }

  private void assertSame(Predicate<String> with, Predicate<String> without) throws Exception {
    List<String> present = run(with);
    List<String> absent = run(without);
    assertThat(facts(present))
        .contains("has answered 404, flushed true")
        .containsExactlyElementsOf(facts(absent));
    assertThat(log(present)).hasSizeLessThanOrEqualTo(log(absent).size() + 1);
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
