package suite.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be seen in the sources alone: sizes, names, null-marked packages, what is not used. */
final class SourcesTest {

  private static final int MAX_FILE_LINES = 350;
  private static final int MAX_MEDIAN_LINES = 65;
  private static final int MAX_LINES_OF_NINE_IN_TEN = 180;
  private static final int MAX_METHOD_LINES = 40;

  /** One forwarding method for each of those of a JDBC interface: its length is not ours. */
  private static final String FORWARDING = "delegate";

  private static final Pattern VAGUE_NAME = Pattern.compile(".*(Util|Utils|Helper|Manager|Impl)");
  private static final Pattern VAGUE_PACKAGE =
      Pattern.compile(".*\\.(util|common|impl|internal|model|service)(\\..*)?");
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "java\\.lang\\.reflect|Class\\.forName|System\\.(out|err)|\\bThreadLocal\\b"
              + "|java\\.lang\\.reflect\\.Proxy|\\.setAccessible\\(|printStackTrace\\(");

  @Test
  void noFileIsLongerThanAnEyeCanHold() {
    assertThat(Sources.main())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(Sources.lines(file))
                    .as(file.toString())
                    .hasSizeLessThanOrEqualTo(MAX_FILE_LINES));
  }

  @Test
  void halfOfTheFilesFitOnAScreenAndNineInTenOnThree() {
    List<Integer> sizes =
        Sources.main().stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .filter(file -> !file.resolveSibling("").endsWith(FORWARDING))
            .map(file -> Sources.lines(file).size())
            .sorted()
            .toList();
    assertThat(sizes.get(sizes.size() / 2)).as("median").isLessThanOrEqualTo(MAX_MEDIAN_LINES);
    assertThat(sizes.get(sizes.size() * 9 / 10))
        .as("90th percentile")
        .isLessThanOrEqualTo(MAX_LINES_OF_NINE_IN_TEN);
  }

  @Test
  void noMethodIsLongerThanAScreen() {
    List<String> tooLong = new ArrayList<>();
    Sources.parse(
        Sources.main(),
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
  void noTypeAndNoPackageHasANameThatSaysNothing() {
    List<String> vague = new ArrayList<>();
    Sources.parse(
        Sources.main(),
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
    List<Path> packages = Sources.main().stream().map(Path::getParent).distinct().toList();
    assertThat(packages)
        .hasSizeGreaterThan(4)
        .allSatisfy(
            folder ->
                assertThat(String.join("\n", Sources.lines(folder.resolve("package-info.java"))))
                    .contains("@NullMarked"));
  }

  @Test
  void mainCodeUsesNoReflectionNoConsoleAndNoThreadLocal() {
    assertThat(Sources.main())
        .allSatisfy(
            file ->
                assertThat(Sources.lines(file))
                    .as(file.toString())
                    .noneMatch(line -> FORBIDDEN.matcher(line).find()));
  }
}
