package suite.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The main sources of all modules, as files and as the compiler parses them. */
final class Sources {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Sources() {}

  /** What looks at one file. */
  interface Visit {
    @Nullable Void unit(CompilationUnitTree unit, Trees trees);
  }

  static List<Path> main() {
    return javaFiles("routeflow-micronaut.*", "src/main/java");
  }

  /** The tests of all modules. */
  static List<Path> tests() {
    return javaFiles("routeflow-micronaut.*|test-suite.*", "src/test/java");
  }

  private static List<Path> javaFiles(String names, String folder) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .filter(module -> module.getFileName().toString().matches(names))
          .map(module -> module.resolve(folder))
          .filter(Files::isDirectory)
          .sorted()
          .flatMap(Sources::javaFiles)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the console's page that are written here. */
  static List<Path> scripts() {
    Path page = ROOT.resolve("routeflow-micronaut/src/main/resources/routeflow/console");
    try (Stream<Path> files = Files.walk(page)) {
      return files
          .filter(file -> file.toString().endsWith(".js"))
          .filter(file -> !file.endsWith("vendor.js"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void parse(List<Path> sources, Visit visit) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problem -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Trees trees = Trees.instance(task);
      task.parse().forEach(unit -> visit.unit(unit, trees));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
