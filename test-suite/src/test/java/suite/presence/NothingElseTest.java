package suite.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.presence.app.SmallApplication;
import suite.support.JavaLaunch;
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

  /**
   * What beans of the modules are besides their own types: an application that asks for such a type
   * may get one of them. With the name, where a bean is found by it alone.
   */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("io.micronaut.aop.MethodInterceptor", "found by their annotation"),
          Map.entry("io.micronaut.aop.Interceptor", "likewise"),
          Map.entry("io.micronaut.aop.Intercepted", "declarative clients"),
          Map.entry("io.micronaut.aop.Introduced", "likewise"),
          Map.entry("io.micronaut.inject.proxy.InterceptedBean", "likewise"),
          Map.entry("io.micronaut.context.event.ApplicationEventListener", "all are called"),
          Map.entry("io.micronaut.context.event.BeanCreatedEventListener", "likewise"),
          Map.entry("io.micronaut.context.event.BeanPreDestroyEventListener", "likewise"),
          Map.entry("io.micronaut.core.order.Ordered", "of what has an order"),
          Map.entry("io.micronaut.http.filter.ConditionalFilter", "of filters"),
          Map.entry("io.micronaut.http.client.HttpClientConfiguration", "Micronaut's is primary"),
          Map.entry("io.micronaut.discovery.ServiceInstanceList", "found by its id"),
          Map.entry("io.micronaut.http.client.netty.NettyClientCustomizer", "of the clients"),
          Map.entry("io.micronaut.management.health.indicator.HealthIndicator", "all are asked"),
          Map.entry("io.micrometer.core.instrument.binder.MeterBinder", "all are called"),
          Map.entry("io.micronaut.core.naming.Named named routeflow-delivery", "event loop"),
          Map.entry(
              "io.micronaut.http.netty.channel.EventLoopGroupConfiguration named"
                  + " routeflow-delivery",
              "event loop"),
          Map.entry("java.util.concurrent.Executor named routeflow-delivery", "its threads"),
          Map.entry("io.netty.resolver.AddressResolverGroup named routeflow", "name lookups"),
          Map.entry(
              "io.netty.resolver.AddressResolverGroup named routeflow-replaystack", "likewise"));

  /** What an application has besides a server and Serde, with all that it needs. */
  enum Beside {
    NOTHING("none"),
    MANAGEMENT("micronaut-(management|discovery-core)"),
    MICROMETER(
        "micronaut-(management|discovery-core|retry|micrometer-core)"
            + "|micrometer-(core|commons|observation)|HdrHistogram"),
    SECURITY("micronaut-(management|discovery-core|retry|security|security-annotations)"),
    DATA_SOURCE(
        "micronaut-(jdbc|jdbc-hikari)|HikariCP|h2",
        "-datasources.default.url=jdbc:h2:mem:presence -datasources.default.username=sa");

    private final Pattern artifacts;
    private final String arguments;

    Beside(String artifacts) {
      this(artifacts, "-small.beside=true");
    }

    Beside(String artifacts, String arguments) {
      this.artifacts = Pattern.compile(artifacts);
      this.arguments = arguments;
    }
  }

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
        Stream.of("", "-jdbc", "-kafka", "-opentelemetry")
            .map(module -> Path.of("..", "routeflow-micronaut" + module, "target", "classes"))
            .flatMap(NothingElseTest::metaInf)
            .filter(file -> file.matches("META-INF/(services|micronaut)/.*"))
            .filter(file -> !file.contains("/io.routeflow.micronaut."))
            .toList();
    assertThat(files).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Beside.class)
  void beansTheirTypesConvertersPropertiesAndHooksAreTheModulesOwnOrDeclared(
      Beside beside, @TempDir Path folder) throws IOException {
    Set<String> without = inventory(beside, folder.resolve("without"), false);
    Set<String> with = inventory(beside, folder.resolve("with"), true);

    assertThat(with).as("nothing is taken away or replaced").containsAll(without);
    List<String> undeclared = new ArrayList<>(with);
    undeclared.removeAll(without);
    undeclared.removeIf(line -> line.startsWith("bean io.routeflow.micronaut."));
    undeclared.removeIf(line -> line.contains(" by io.routeflow.micronaut."));
    undeclared.removeIf(line -> TYPES.keySet().stream().anyMatch(type -> isType(type, line)));
    undeclared.removeIf(line -> BEANS.keySet().stream().anyMatch(name -> isOf(name, line)));
    assertThat(undeclared).isEmpty();
  }

  @Test
  void noBeanOfTheModulesIsAPrimaryOne(@TempDir Path folder) throws IOException {
    assertThat(inventory(Beside.NOTHING, folder, true))
        .filteredOn(line -> line.contains("io.routeflow."))
        .isNotEmpty()
        .noneMatch(line -> line.endsWith(" primary"));
  }

  private static boolean isType(String type, String line) {
    return line.startsWith("type " + type + " of io.routeflow.micronaut.");
  }

  /** A bean or converter of a package, or one that a factory of it makes. */
  private static boolean isOf(String name, String line) {
    return line.startsWith("bean " + name)
        || line.startsWith("converter " + name)
        || line.contains(" by " + name);
  }

  private static Set<String> inventory(Beside beside, Path folder, boolean withModules)
      throws IOException {
    Files.createDirectories(folder);
    ClassPath path = ClassPath.ofApplication(folder).withSerde().with(beside.artifacts);
    if (withModules) {
      path.withModules();
    }
    JavaLaunch launch =
        JavaProcess.of(SmallApplication.class)
            .classpath(path.entries())
            // the hooks for the end of the process are listed by reflection
            .option("--add-opens=java.base/java.lang=ALL-UNNAMED")
            .argument("-small.inventory=true");
    Arrays.stream(beside.arguments.split(" ", -1)).forEach(launch::argument);
    try (JavaProcess process = launch.start()) {
      process.awaitLine(line -> line.startsWith(SmallApplication.LISTENS));
      String prefix = SmallApplication.PRESENT;
      return process.output().stream()
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The names of the files in META-INF of what was compiled of a module. */
  private static Stream<String> metaInf(Path classes) {
    try {
      return files(classes.resolve("META-INF"), classes);
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
