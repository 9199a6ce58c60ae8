package suite.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class path of an application with one controller: the framework's jars that the module itself
 * needs, a logger, and the benchmarks' own classes, without the tests and without what is optional.
 */
final class SmallApplication {

  private static final Pattern JARS =
      Pattern.compile(
          "(jakarta[.](inject|annotation)-api|netty-.*|jackson-(annotations|core)|reactor-core"
              + "|reactive-streams|jctools-core|HdrHistogram|slf4j-api|logback-(classic|core)|jspecify"
              + "|micronaut-(inject|core|core-reactive|http.*|context.*|buffer-netty|json-core"
              + "|websocket|serde.*|jackson-core|aop|router|discovery-core))-[0-9].*[.]jar");
  private static final String MODULE = "routeflow-micronaut";

  /** Without it each bean that is made would be a line. */
  private static final String QUIET = "<configuration><root level='WARN'/></configuration>";

  private SmallApplication() {}

  /** Writes what it needs of the benchmarks into a folder. */
  static String classPath(Path folder, boolean withModule) throws IOException {
    Files.writeString(folder.resolve("logback.xml"), QUIET);
    List<String> entries = new ArrayList<>();
    entries.add(folder.toString());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      String name = path.getFileName().toString();
      if (entry.contains("test-classes")) {
        copyBenchmarks(path, folder);
      } else if (isModule(path) ? withModule : JARS.matcher(name).matches()) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  /** The module as its classes or as its jar. */
  private static boolean isModule(Path entry) {
    String text = entry.toString().replace(File.separatorChar, '/').toLowerCase(Locale.ROOT);
    return text.endsWith("/" + MODULE + "/target/classes")
        || text.matches(".*/" + MODULE + "-[0-9][^/]*[.]jar");
  }

  private static void copyBenchmarks(Path classes, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString();
        if (name.startsWith("suite" + File.separator + "bench" + File.separator)
            || file.getFileName().toString().startsWith("suite.bench.")) {
          Path copy = folder.resolve(name);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
