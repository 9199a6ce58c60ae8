package suite.presence;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The class paths of the small application; what the modules bring is what Maven resolves. */
final class ClassPath {

  /**
   * The closure of {@code micronaut-http-server-netty}, and {@code micronaut-json-core}, which the
   * server does not declare but answers no request without.
   */
  static final Pattern SERVER =
      Pattern.compile(
          "micronaut-(aop|buffer-netty|context|context-propagation|core|core-reactive|http"
              + "|http-netty|http-server|http-server-netty|inject|json-core|router)"
              + "|netty-(buffer|codec-base|codec-compression|codec-http|codec-http2|common|handler"
              + "|resolver|transport|transport-native-unix-common)"
              + "|reactor-core|reactive-streams|slf4j-api|jakarta[.](annotation|inject)-api");

  private static final String APPLICATION = "suite.presence.app.";
  private static final Path RUNTIME = Path.of("target", "runtime.classpath");

  private final List<String> entries = new ArrayList<>();

  private ClassPath() {}

  /** A server with a logger and the application's own classes, copied into the folder. */
  static ClassPath ofApplication(Path folder) {
    copyApplication(folder);
    ClassPath path = new ClassPath();
    path.entries.add(folder.toString());
    path.add(tests(), SERVER);
    path.add(tests(), Pattern.compile("logback-(classic|core)"));
    return path;
  }

  /** The classes in the folder with a logger, and no HTTP server. */
  static ClassPath withoutServer(Path folder) {
    ClassPath path = new ClassPath();
    path.entries.add(folder.toString());
    path.add(tests(), Pattern.compile("logback-(classic|core)"));
    return path;
  }

  /** Adds the modules with all that they need. */
  ClassPath withModules() {
    modules().stream().filter(entry -> !entries.contains(entry)).forEach(entries::add);
    return this;
  }

  ClassPath withSerde() {
    add(tests(), Pattern.compile("micronaut-(serde-(jackson|api|support)|jackson-core)"));
    add(tests(), Pattern.compile("jackson-(annotations|core)"));
    return this;
  }

  ClassPath withDatabind() {
    add(tests(), Pattern.compile("micronaut-jackson-core"));
    add(tests(), Pattern.compile("jackson-(annotations|core|databind)"));
    add(files(Path.of("target", "json", "databind")), Pattern.compile(".*"));
    return this;
  }

  /** Adds what else an application may have, as the tests have it. */
  ClassPath with(Pattern artifacts) {
    add(tests(), artifacts);
    return this;
  }

  List<String> entries() {
    return List.copyOf(entries);
  }

  /** The classes and jars that the runtime scope of both modules consists of. */
  static List<String> modules() {
    try {
      return List.of(Files.readString(RUNTIME).strip().split(File.pathSeparator, -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The artifact's name, without the version; empty for a folder of classes. */
  static String artifact(String entry) {
    String file = Path.of(entry).getFileName().toString();
    return file.endsWith(".jar") ? file.replaceFirst("-[0-9][^-]*(-[A-Z0-9]+)?[.]jar$", "") : "";
  }

  private void add(Stream<String> from, Pattern artifacts) {
    Predicate<String> wanted = entry -> artifacts.matcher(artifact(entry)).matches();
    from.filter(wanted).filter(entry -> !entries.contains(entry)).forEach(entries::add);
  }

  private static Stream<String> tests() {
    return Arrays.stream(
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1));
  }

  private static Stream<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the tests' own beans, some of which need what the application lacks. */
  private static void copyApplication(Path folder) {
    Path tests = Path.of("target", "test-classes");
    String classes = APPLICATION.replace('.', File.separatorChar);
    try (Stream<Path> files = Files.walk(tests)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = tests.relativize(file);
        if (name.startsWith(classes) || file.getFileName().toString().startsWith(APPLICATION)) {
          Path copy = folder.resolve(name);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.copy(tests.resolve("logback-test.xml"), folder.resolve("logback.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
