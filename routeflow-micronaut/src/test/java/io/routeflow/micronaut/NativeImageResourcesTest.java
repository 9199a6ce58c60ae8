package io.routeflow.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image contains the resources that are named to it, and no other. */
final class NativeImageResourcesTest {

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Path CONSOLE = RESOURCES.resolve("routeflow").resolve("console");
  private static final Path NAMED =
      RESOURCES.resolve(
          "META-INF/native-image/io.routeflow/routeflow-micronaut/resource-config.json");

  private static final Pattern LITERAL = Pattern.compile("\"pattern\": \"\\\\\\\\Q(.+)\\\\\\\\E\"");
  private static final Pattern LOADS =
      Pattern.compile("getResource(?:AsStream|s|)\\(\\s*([^;]*?)\\)");
  private static final String OF_THE_APPLICATION = "git.properties";

  @Test
  void eachResourceThatIsNamedExists() throws IOException {
    assertThat(named())
        .isNotEmpty()
        .filteredOn(name -> !name.equals(OF_THE_APPLICATION))
        .allSatisfy(name -> assertThat(RESOURCES.resolve(name)).isRegularFile());
  }

  @Test
  void eachEntryNamesOneResource() throws IOException {
    String text = Files.readString(NAMED, UTF_8);

    assertThat(text.split("\"pattern\"", -1)).hasSize(named().size() + 1);
  }

  @Test
  void eachResourceThatTheCodeLoadsIsNamed() throws IOException {
    // a further call in the code fails here, until what it loads is named as well
    assertThat(loads())
        .containsExactlyInAnyOrder(
            "\"/META-INF/routeflow/version.properties\"",
            "GIT_FILE",
            "FOLDER + name",
            // the application's own static files, which it names itself
            "file",
            "index");

    TreeSet<String> loaded = new TreeSet<>();
    loaded.add("META-INF/routeflow/version.properties");
    loaded.add(OF_THE_APPLICATION);
    try (Stream<Path> files = Files.list(CONSOLE)) {
      files.forEach(file -> loaded.add("routeflow/console/" + file.getFileName()));
    }
    assertThat(named()).containsExactlyInAnyOrderElementsOf(loaded);
  }

  private static List<String> named() throws IOException {
    return groups(LITERAL, Files.readString(NAMED, UTF_8));
  }

  private static List<String> loads() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      StringBuilder code = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file, UTF_8));
      }
      return groups(LOADS, code.toString());
    }
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
