package suite.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be seen in the sources alone: sizes, names, null-marked packages, what is not used. */
final class SourcesTest {

  private static final int MAX_FILE_LINES = 350;
  private static final int MAX_METHOD_LINES = 40;

  /**
   * The package of plain forwarding classes, one for each JDBC interface with a method for each of
   * its methods: such a file is as long as the interface, and cutting it would not shorten it.
   */
  private static final String FORWARDING = "delegate";

  private static final Pattern VAGUE_NAME = Pattern.compile(".*(Util|Utils|Helper|Manager|Impl)");
  private static final Pattern VAGUE_PACKAGE =
      Pattern.compile(".*\\.(util|common|impl|internal|model|service)(\\..*)?");

  /** Words for which the field has others: notify, log, in flight, sent. */
  private static final Pattern IDIOM =
      Pattern.compile(
          "\\b(tells?|told|nobody|somebody|whoever|under way|sets? out)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "java\\.lang\\.reflect|Class\\.forName|System\\.(out|err)|\\bThreadLocal\\b"
              + "|java\\.lang\\.reflect\\.Proxy|\\.setAccessible\\(|printStackTrace\\("
              // run on the pool that the application has too
              + "|commonPool|parallelStream|(supply|run)Async\\([^,]*\\)"
              + "|delayedExecutor\\([^,]*,[^,]*\\)");

  /** Says what the JVM says where there is no handler, for it is the handler then. */
  private static final String IN_PLACE_OF_THE_JVM = "UncaughtExceptions.java";

  @Test
  void noFileIsLongerThanAnEyeCanHold() {
    assertThat(Sources.main())
        .filteredOn(file -> !isForwarding(file))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(Sources.lines(file))
                    .as(file.toString())
                    .hasSizeLessThanOrEqualTo(MAX_FILE_LINES));
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

  /**
   * No line of the log may decide about the start of the application, its answers or the data. The
   * two that are named guard each of their calls themselves.
   */
  @Test
  void everyLogOfOursIsOneThatMayFail() {
    assertThat(Sources.main())
        .filteredOn(
            file ->
                !file.endsWith("configuration/LenientReader.java")
                    && !file.endsWith("jdbc/capture/SqlCapture.java"))
        .allSatisfy(
            file ->
                assertThat(String.join(" ", Sources.lines(file)).replaceAll("\\s+", " "))
                    .as(file.toString())
                    .doesNotContainPattern(
                        "(?<!new SafeLog\\()(?<!new DebugLog\\()LoggerFactory\\.getLogger"));
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

  /** One of them then says what it does with the other. */
  @Test
  void noTypeIsNamedAsThePluralOfAnother() {
    Set<String> names = new HashSet<>();
    for (Path file : Sources.main()) {
      names.add(file.getFileName().toString().replace(".java", ""));
    }
    assertThat(names).noneMatch(name -> names.contains(name + "s") || names.contains(name + "es"));
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
  void mainCodeAndTheScriptsOfThePageSpeakTheLanguageOfTheField() {
    assertThat(Stream.concat(Sources.main().stream(), Sources.scripts().stream()))
        .hasSizeGreaterThan(100)
        .allSatisfy(
            file -> assertThat(prose(file)).as(file.toString()).doesNotContainPattern(IDIOM));
  }

  @Test
  void testsAreNamedByTheirPromiseInTheLanguageOfTheField() {
    List<String> names = new ArrayList<>();
    Sources.parse(
        Sources.tests(),
        (unit, trees) ->
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
              @Override
              public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                if (method.getModifiers().getAnnotations().stream().anyMatch(SourcesTest::isTest)) {
                  names.add(method.getName().toString());
                }
                return super.visitMethod(method, null);
              }
            }.scan(unit, null));
    assertThat(names)
        .hasSizeGreaterThan(1000)
        .allSatisfy(
            name -> {
              String words = String.join(" ", name.split("(?=[A-Z])", -1));
              assertThat(words).doesNotContainPattern(IDIOM);
              assertThat(words.split(" ", -1)).hasSizeGreaterThan(2);
            });
  }

  private static boolean isTest(AnnotationTree annotation) {
    return annotation.getAnnotationType() instanceof IdentifierTree type
        && type.getName().toString().endsWith("Test");
  }

  /** In one line: a comment or a text may be broken within an expression. */
  private static String prose(Path file) {
    return String.join("\n", Sources.lines(file))
        .replaceAll("\"?\\s*\\n[\\s*/+]*\"?", " ")
        .replaceAll(" +", " ");
  }

  @Test
  void mainCodeUsesNoReflectionNoConsoleAndNoThreadLocal() {
    assertThat(Sources.main())
        .filteredOn(file -> !file.endsWith(IN_PLACE_OF_THE_JVM))
        .allSatisfy(
            file ->
                assertThat(Sources.lines(file))
                    .as(file.toString())
                    .noneMatch(line -> FORBIDDEN.matcher(line).find()));
  }

  private static boolean isForwarding(Path file) {
    return file.resolveSibling("").endsWith(FORWARDING)
        && file.getFileName().toString().startsWith("Forwarding");
  }
}
