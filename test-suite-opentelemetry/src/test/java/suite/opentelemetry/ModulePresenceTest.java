package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the module brings into an application beside the core is declared here with its reason. */
final class ModulePresenceTest {

  private static final Path RUNTIME = Path.of("target", "runtime.classpath");
  private static final String OWN = "routeflow-micronaut";

  /** Jars beside those of the core and of the module for SQL. */
  private static final Map<String, String> JARS =
      Map.ofEntries(
          Map.entry("opentelemetry-sdk", "spans, metrics and records"),
          Map.entry("opentelemetry-sdk-common", "of the SDK"),
          Map.entry("opentelemetry-sdk-trace", "of the SDK"),
          Map.entry("opentelemetry-sdk-metrics", "of the SDK"),
          Map.entry("opentelemetry-sdk-logs", "of the SDK"),
          Map.entry("opentelemetry-sdk-extension-autoconfigure-spi", "of the encoders"),
          Map.entry("opentelemetry-api", "of the SDK"),
          Map.entry("opentelemetry-context", "of the SDK"),
          Map.entry("opentelemetry-common", "of the SDK"),
          Map.entry("opentelemetry-exporter-otlp-common", "the encoders"),
          Map.entry("opentelemetry-exporter-common", "of the encoders"),
          Map.entry("opentelemetry-logback-appender-1.0", "log events, where they are asked for"),
          Map.entry("opentelemetry-instrumentation-api", "of the appender"),
          Map.entry("opentelemetry-instrumentation-api-incubator", "of the appender"),
          Map.entry("opentelemetry-api-incubator", "of the appender"),
          Map.entry("opentelemetry-semconv", "of the appender"),
          Map.entry("okhttp-jvm", "the client, which can do gRPC"),
          Map.entry("okio-jvm", "of the client"),
          Map.entry("kotlin-stdlib", "of the client"),
          Map.entry("annotations", "of the client"));

  @Test
  void itBringsNoJarThatIsNotDeclared() {
    Set<String> brought =
        entries().stream()
            .map(ModulePresenceTest::artifact)
            .filter(name -> name.matches("(opentelemetry|okhttp|okio|kotlin|annotations).*"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(brought).containsExactlyInAnyOrderElementsOf(JARS.keySet());
    assertThat(entries())
        .as("the back end of the log is the application's")
        .noneMatch(entry -> artifact(entry).startsWith("logback"));
  }

  /** Files by which a jar takes effect without being called. */
  @Test
  void noneOfTheJarsThatItBringsTakesEffectByItself() {
    List<String> files =
        entries().stream()
            .filter(entry -> JARS.containsKey(artifact(entry)) || entry.contains(OWN))
            .flatMap(ModulePresenceTest::metaInf)
            .filter(file -> file.matches("/?META-INF/(services|micronaut)/.*"))
            .filter(file -> !file.contains("/io.routeflow.micronaut."))
            .toList();
    assertThat(files).isEmpty();
  }

  private static List<String> entries() {
    try {
      return List.of(Files.readString(RUNTIME).strip().split(File.pathSeparator, -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String artifact(String entry) {
    String file = Path.of(entry).getFileName().toString();
    return file.endsWith(".jar") ? file.replaceFirst("-[0-9][0-9.]*(-[a-z]+)?[.]jar$", "") : "";
  }

  private static Stream<String> metaInf(String entry) {
    Path path = Path.of(entry);
    try {
      if (Files.isDirectory(path)) {
        return files(path.resolve("META-INF"), path);
      }
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return files(jar.getPath("/META-INF"), jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> files(Path folder, Path root) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .toList()
          .stream();
    }
  }
}
