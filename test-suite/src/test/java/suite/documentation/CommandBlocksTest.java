package suite.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts of {@code .ci} take each command of Maven from the pages and run it, since it takes
 * minutes or builds the project in the middle of its own build. Here Maven accepts its options, for
 * a phase that does nothing, so that a mistake in one is noticed sooner.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for a POSIX shell")
final class CommandBlocksTest {

  private static final Pattern KINDS =
      Pattern.compile("\\./mvnw .+|\\.ci/[\\w-]+( '.+')?|cd (\\S+) && npm ci && npm run (\\w+)");
  private static final Pattern COMMENT = Pattern.compile("\\s+# .*");
  private static final Pattern INLINE = Pattern.compile("`(\\./mvnw [^`]+)`");
  private static final Pattern GOALS =
      Pattern.compile(" (?:compile|exec:java|install|verify)(?= |$)");
  private static final Pattern TAKEN = Pattern.compile("(?m)^command=\\$\\((.*?)\\)(?: \\|\\||$)");
  private static final Pattern MODULE = Pattern.compile("-pl ([^\\s,]+)\\S* -am");
  private static final Pattern CHOICE = Pattern.compile(" (-pl \\S+|-am|-P\\S+)(?= |$)");
  private static final Pattern SCRIPT = Pattern.compile("^(\\.ci/[\\w-]+)");
  private static final Pattern PROPERTY = Pattern.compile("-D([\\w.]+)");
  private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)");
  private static final Pattern BENCHMARK = Pattern.compile("-Djmh=\"(\\w+)(?: -prof gc)?\"");
  private static final Pattern MEASURED = Pattern.compile("-Dmeasured=(\\w+)");

  /** Of Maven's plugins. */
  private static final List<String> KNOWN =
      List.of("test", "skipTests", "surefire.failIfNoSpecifiedTests");

  private static final String OTHERS = ".ci/check-commands";
  private static final int MINUTES = 3;

  /** All commands of the pages, without the comments behind them. */
  static List<String> commands() {
    return Stream.concat(
            Proof.COMMANDS.blocks().stream().flatMap(block -> block.text().lines()),
            Stream.of("README.md", "CONTRIBUTING.md").flatMap(CommandBlocksTest::inline))
        .map(line -> COMMENT.matcher(line).replaceAll(""))
        .distinct()
        .toList();
  }

  static List<String> ofModules() {
    return commands().stream().filter(MODULE.asPredicate()).toList();
  }

  /** Of those that differ in their properties alone, one. */
  static Collection<String> ofDifferentModules() {
    return ofModules().stream()
        .collect(
            Collectors.toMap(
                command -> group(CHOICE, command),
                Function.identity(),
                (one, alike) -> one,
                LinkedHashMap::new))
        .values();
  }

  static List<String> scripts() {
    return commands().stream().filter(command -> command.startsWith(".ci/")).toList();
  }

  private static Stream<String> inline(String page) {
    return INLINE.matcher(read(page)).results().map(code -> code.group(1));
  }

  @Test
  void thePagesHaveCommandsOfKnownKinds() {
    assertThat(commands()).hasSizeGreaterThan(12).allMatch(KINDS.asMatchPredicate());
    assertThat(ofModules()).hasSizeGreaterThan(5);
    assertThat(scripts()).hasSizeGreaterThan(4);
  }

  /** So that nothing but these is started and tested there. */
  @Test
  void theExampleAndAllTestsAreRunByTheCommandsOfTheReadme() throws Exception {
    List<String> readme =
        Proof.COMMANDS.blocks().stream()
            .filter(block -> block.page().equals("README.md"))
            .map(block -> block.text().strip())
            .toList();
    assertThat(readme).hasSize(2);
    assertThat(taken(".ci/check-example")).isEqualTo(readme.get(0));
    assertThat(taken(".ci/run")).isEqualTo(readme.get(1));
  }

  /** And no other is left out; benchmarks that differ in their rounds alone are one. */
  @Test
  void allOtherCommandsOfMavenAreRunByAScript() throws Exception {
    List<String> listed = new ArrayList<>();
    assertThat(run(OTHERS + " list", listed)).isZero();
    assertThat(listed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            commands().stream()
                .filter(command -> command.startsWith("./mvnw "))
                .filter(command -> !command.matches("\\./mvnw verify|.* exec:java"))
                .map(command -> command.replaceAll(" -Drounds=\\d+", ""))
                .collect(Collectors.toSet()));
  }

  /** What a script takes as its command, which it must not name in another way. */
  private static String taken(String script) throws Exception {
    String text = read(script);
    List<MatchResult> found = TAKEN.matcher(text).results().toList();
    assertThat(found).as(script).hasSize(1);
    assertThat(TAKEN.matcher(text).replaceAll(""))
        .contains("$command")
        .doesNotContainPattern("(?m)^[^#\n]*\\./mvnw (.* )?verify");
    List<String> output = new ArrayList<>();
    assertThat(run(found.get(0).group(1), output)).isZero();
    return String.join("\n", output);
  }

  /** Its modules and profiles are there. Without the network, as all that it needs was there. */
  @ParameterizedTest
  @MethodSource("ofDifferentModules")
  void mavenAcceptsIt(String command) throws Exception {
    String harmless = GOALS.matcher(command).replaceAll("");
    assertThat(harmless).isNotEqualTo(command);
    List<String> output = new ArrayList<>();
    int code = run(harmless + " -o -B -ntp -Dspotless.check.skip validate", output);
    assertThat(code).as(String.join("\n", output)).isZero();
    assertThat(output).noneMatch(line -> line.contains("could not be activated"));
  }

  /** Maven does not look at any of these. */
  @ParameterizedTest
  @MethodSource("ofModules")
  void itsPropertiesAreReadAndWhatTheyNameIsThere(String command) throws IOException {
    Path module = Block.PROJECT.resolve(group(MODULE, command).get(0));
    String poms = Files.readString(module.resolve("pom.xml"), UTF_8) + read("pom.xml");
    for (String property : group(PROPERTY, command)) {
      assertThat(KNOWN.contains(property) || poms.contains("${" + property + "}"))
          .as(property)
          .isTrue();
    }
    for (String test : group(TEST, command)) {
      assertThat(source(module.resolve("src/test/java"), test)).contains("@Test");
    }
    assertThat(group(BENCHMARK, command)).hasSize(command.contains("-Djmh=") ? 1 : 0);
    for (String benchmark : group(BENCHMARK, command)) {
      assertThat(source(module.resolve("src/bench/java"), benchmark)).contains("@Benchmark");
    }
    for (String measured : group(MEASURED, command)) {
      assertThat(source(module.resolve("src/bench/java"), measured)).contains("void main(");
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptIsOneThatTheShellAcceptsWithTheseArguments(String command) throws Exception {
    String script = group(SCRIPT, command).get(0);
    assertThat(Block.PROJECT.resolve(script)).isExecutable();
    assertThat(run("bash -n " + script, new ArrayList<>())).isZero();
    assertThat(command.contains(" ")).as(command).isEqualTo(read(script).contains("${1:?"));
  }

  @Test
  void whatTheScriptForAllNamesIsRunByIt() {
    assertThat(read(".ci/run").lines())
        .contains(".ci/check-console", ".ci/install-otlp-receiver", ".ci/check-example", OTHERS);
  }

  @Test
  void thePackagesOfTheConsoleAreRenewedByAScriptOfItsFolder() throws IOException {
    List<MatchResult> found =
        commands().stream()
            .flatMap(command -> KINDS.matcher(command).results())
            .filter(command -> command.group(2) != null)
            .toList();
    assertThat(found).hasSize(1);
    Path folder = Block.PROJECT.resolve(found.get(0).group(2));
    assertThat(folder.resolve("package-lock.json")).exists();
    assertThat(Files.readString(folder.resolve("package.json"), UTF_8))
        .contains("\"" + found.get(0).group(3) + "\":");
  }

  /** Runs it as a reader does, in the project's folder. */
  private static int run(String command, List<String> output)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("command", ".log");
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(Block.PROJECT.toFile())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(file.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(command).isTrue();
      output.addAll(Files.readAllLines(file, UTF_8));
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(file);
    }
  }

  private static List<String> group(Pattern pattern, String command) {
    return pattern.matcher(command).results().map(found -> found.group(1)).toList();
  }

  private static String source(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path file =
          files
              .filter(path -> path.endsWith(name + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no " + name + " in " + folder));
      return Files.readString(file, UTF_8);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Block.PROJECT.resolve(file), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
