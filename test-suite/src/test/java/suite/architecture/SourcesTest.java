package suite.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be seen in the sources alone: sizes, names, null-marked packages, what is not used. */
final class SourcesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MAX_FILE_LINES = 350;
  private static final int MAX_METHOD_LINES = 40;
  private static final Pattern VAGUE_NAME = Pattern.compile(".*(Util|Utils|Helper|Manager|Impl)");
  private static final Pattern VAGUE_PACKAGE =
      Pattern.compile(".*\\.(util|common|impl|internal|model|service)(\\..*)?");
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "java\\.lang\\.reflect|Class\\.forName|System\\.(out|err)|\\bThreadLocal\\b"
              + "|java\\.lang\\.reflect\\.Proxy|\\.setAccessible\\(|printStackTrace\\(");

  @Test
  void noFileIsLongerThanAnEyeCanHold() {
    assertThat(mainSources())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(lines(file))
                    .as(file.toString())
                    .hasSizeLessThanOrEqualTo(MAX_FILE_LINES));
  }

  @Test
  void noMethodIsLongerThanAScreen() throws IOException {
    List<String> tooLong = new ArrayList<>();
    parse(
        (unit, trees) ->
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
              @Override
              public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                long start = trees.getSourcePositions().getStartPosition(unit, method);
                long end = trees.getSourcePositions().getEndPosition(unit, method);
                if (method.getBody() != null && start >= 0 && end >= 0) {
                  long length =
                      unit.getLineMap().getLineNumber(end)
                          - unit.getLineMap().getLineNumber(start)
                          + 1;
                  if (length > MAX_METHOD_LINES) {
                    tooLong.add(
                        unit.getSourceFile().getName() + " " + method.getName() + " " + length);
                  }
                }
                return super.visitMethod(method, null);
              }
            }.scan(unit, null));
    assertThat(tooLong).isEmpty();
  }

  @Test
  void noTypeAndNoPackageHasANameThatSaysNothing() throws IOException {
    List<String> vague = new ArrayList<>();
    parse(
        (unit, trees) ->
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
              @Override
              public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                if (VAGUE_NAME.matcher(type.getSimpleName()).matches()
                    || VAGUE_PACKAGE.matcher(String.valueOf(unit.getPackageName())).matches()) {
                  vague.add(unit.getPackageName() + "." + type.getSimpleName());
                }
                return super.visitClass(type, null);
              }
            }.scan(unit, null));
    assertThat(vague).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    List<Path> packages =
        Stream.of("routeflow-micronaut", "routeflow-micronaut-jdbc")
            .flatMap(module -> javaFiles(ROOT.resolve(module).resolve("src/main/java")))
            .map(Path::getParent)
            .distinct()
            .toList();
    assertThat(packages)
        .hasSizeGreaterThan(4)
        .allSatisfy(
            folder ->
                assertThat(String.join("\n", lines(folder.resolve("package-info.java"))))
                    .contains("@NullMarked"));
  }

  @Test
  void mainCodeUsesNoReflectionNoConsoleAndNoThreadLocal() {
    assertThat(mainSources())
        .allSatisfy(
            file ->
                assertThat(lines(file))
                    .as(file.toString())
                    .noneMatch(line -> FORBIDDEN.matcher(line).find()));
  }

  private interface Visit {
    @Nullable Void unit(CompilationUnitTree unit, Trees trees);
  }

  private static void parse(Visit visit) throws IOException {
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
                  files.getJavaFileObjectsFromPaths(mainSources()));
      Trees trees = Trees.instance(task);
      task.parse().forEach(unit -> visit.unit(unit, trees));
    }
  }

  private static List<Path> mainSources() {
    return Stream.of("routeflow-micronaut", "routeflow-micronaut-jdbc")
        .map(module -> ROOT.resolve(module).resolve("src/main/java"))
        .flatMap(SourcesTest::javaFiles)
        .toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
