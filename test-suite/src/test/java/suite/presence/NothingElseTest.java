package suite.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.presence.app.SmallApplication;
import suite.support.JavaProcess;

/** What the modules bring into an application is theirs, or declared here with its reason. */
final class NothingElseTest {

  /** Jars beside the modules and a server. */
  private static final Map<String, String> JARS =
      Map.of(
          "micronaut-http-client", "the delivery's client",
          "micronaut-http-client-core", "of the client",
          "micronaut-websocket", "of the client",
          "micronaut-discovery-core", "of the client",
          "netty-handler-proxy", "of the client",
          "netty-codec-socks", "of the client",
          "jackson-core", "writes the contract; has no mapper",
          "jctools-core", "the queue",
          "HdrHistogram", "percentiles of the console",
          "jspecify", "annotations");

  /** Where the beans and converters come from that are there because of these jars. */
  private static final Map<String, String> BEANS =
      Map.of(
          "io.micronaut.http.client.", "the delivery's client",
          "io.micronaut.websocket.", "of the client",
          "io.micronaut.http.netty.websocket.", "the server's, where the client's jar is there",
          "io.micronaut.http.server.netty.websocket.", "likewise",
          "io.micronaut.http.server.websocket.", "likewise",
          "io.micronaut.discovery.", "of the client",
          "io.micronaut.http.server.netty.discovery.", "the server's, for discovery",
          "io.micronaut.health.", "of the client's discovery",
          "io.micronaut.serde.support.serdes.HealthStatusSerde", "Serde's, for discovery");

  @Test
  void theJarsAreThoseThatAreDeclared() {
    Set<String> brought =
        ClassPath.modules().stream()
            .map(ClassPath::artifact)
            .filter(name -> !name.isEmpty() && !name.startsWith("routeflow-micronaut"))
            .filter(name -> !ClassPath.SERVER.matcher(name).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(brought).containsExactlyInAnyOrderElementsOf(JARS.keySet());
  }

  @Test
  void theModulesHaveNoServiceFilesButThoseOfTheirBeans() {
    List<String> files =
        ClassPath.modules().stream()
            .filter(entry -> entry.contains("routeflow-micronaut"))
            .flatMap(NothingElseTest::metaInf)
            .filter(file -> file.matches("META-INF/(services|micronaut)/.*"))
            .filter(file -> !file.contains("/io.routeflow.micronaut."))
            .toList();
    assertThat(files).isEmpty();
  }

  @Test
  void beansTheirTypesConvertersPropertiesAndHooksAreTheModulesOwnOrDeclared(@TempDir Path folder)
      throws IOException {
    Set<String> without = inventory(folder.resolve("without"), false);
    Set<String> with = inventory(folder.resolve("with"), true);

    assertThat(with).as("nothing is taken away or replaced").containsAll(without);
    List<String> undeclared = new ArrayList<>(with);
    undeclared.removeAll(without);
    undeclared.removeIf(line -> line.startsWith("bean io.routeflow.micronaut."));
    undeclared.removeIf(line -> line.contains(" by io.routeflow.micronaut."));
    undeclared.removeIf(line -> BEANS.keySet().stream().anyMatch(name -> isOf(name, line)));
    assertThat(undeclared).isEmpty();
  }

  @Test
  void noBeanOfTheModulesIsAPrimaryOne(@TempDir Path folder) throws IOException {
    assertThat(inventory(folder, true))
        .filteredOn(line -> line.contains("io.routeflow."))
        .isNotEmpty()
        .noneMatch(line -> line.endsWith(" primary"));
  }

  /** A bean or converter of a package, or one that a factory of it makes. */
  private static boolean isOf(String name, String line) {
    return line.startsWith("bean " + name)
        || line.startsWith("converter " + name)
        || line.contains(" by " + name);
  }

  private static Set<String> inventory(Path folder, boolean withModules) throws IOException {
    Files.createDirectories(folder);
    ClassPath path = ClassPath.ofApplication(folder).withSerde();
    if (withModules) {
      path.withModules();
    }
    try (JavaProcess process =
        JavaProcess.of(SmallApplication.class)
            .classpath(path.entries())
            .argument("-small.inventory=true")
            .start()) {
      process.awaitLine(line -> line.startsWith(SmallApplication.LISTENS));
      String prefix = SmallApplication.PRESENT;
      return process.output().stream()
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The names of the files in META-INF, of a folder or of a jar. */
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
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .toList()
          .stream();
    }
  }
}
