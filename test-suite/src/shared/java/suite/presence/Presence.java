package suite.presence;

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

/** Runs an application by a part of the class path of the tests, in a process of its own. */
public final class Presence {

  private static final int LIMIT_SECONDS = 120;

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%level %logger %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private final Path folder;
  private final String module;

  /** In an empty folder, with or without a module. */
  public Presence(Path folder, String module) {
    this.folder = folder;
    this.module = module;
  }

  /** Whether an entry of the class path is the module, as a folder or as a jar. */
  public boolean isOfModule(String entry) {
    return entry.contains(File.separator + module + File.separator)
        || artifact(entry).matches(module + "-[0-9].*");
  }

  public static String artifact(String entry) {
    return Path.of(entry).getFileName().toString();
  }

  /** The lines of the output that say what there is. */
  public static List<String> facts(List<String> output) {
    return output.stream().filter(Presence::isFact).toList();
  }

  /** All other lines of the output. */
  public static List<String> log(List<String> output) {
    return output.stream().filter(line -> !isFact(line)).toList();
  }

  public static boolean isWarning(String line) {
    return line.startsWith("WARN ") || line.startsWith("ERROR ");
  }

  private static boolean isFact(String line) {
    return line.startsWith(PresenceProcess.FACT);
  }

  /** What the process prints whose class path consists of these entries of that of the tests. */
  public List<String> run(Predicate<String> entries, String... options)
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
    try (var original = Presence.class.getClassLoader().getResourceAsStream(name)) {
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
}
