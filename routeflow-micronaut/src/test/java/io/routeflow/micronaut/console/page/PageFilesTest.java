package io.routeflow.micronaut.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PageFilesTest {

  private static final Path FOLDER = Path.of("src/main/resources/routeflow/console");

  @Test
  void everyFileOfThePageIsServedWithItsContentAndATagOfItsOwn() throws IOException {
    PageFiles files = new PageFiles();
    List<Path> page;
    try (var found = Files.list(FOLDER)) {
      page = found.filter(file -> !file.toString().endsWith(".json")).toList();
    }
    assertThat(page).isNotEmpty();
    for (Path file : page) {
      assertThat(files.find(file.getFileName().toString()))
          .as(file.toString())
          .hasValueSatisfying(served -> assertThat(served.content()).isEqualTo(content(file)));
    }
    assertThat(page.stream().map(file -> tag(files, file)).distinct()).hasSize(page.size());
  }

  @Test
  void aTagIsKnownAmongOthersAndByTheStar() {
    PageFiles.PageFile file = new PageFiles.PageFile("text/plain", new byte[0], "W/\"abc\"");
    assertThat(file.isKnownBy("\"x\", W/\"abc\"")).isTrue();
    assertThat(file.isKnownBy("*")).isTrue();
    assertThat(file.isKnownBy("W/\"ab\"")).isFalse();
    assertThat(file.isKnownBy("")).isFalse();
  }

  private static String tag(PageFiles files, Path file) {
    return files.find(file.getFileName().toString()).orElseThrow().tag();
  }

  private static byte[] content(Path file) {
    byte[] content = read(file);
    boolean first = PageFiles.FIRST.contains(file.getFileName().toString());
    return first ? ScriptComments.removeFrom(new String(content, UTF_8)).getBytes(UTF_8) : content;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
