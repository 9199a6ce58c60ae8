package io.routeflow.micronaut.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ScriptCommentsTest {

  private static final Path FOLDER = Path.of("src/main/resources/routeflow/console");

  @Test
  void commentsThatFillTheirLinesGoWithThem() {
    assertThat(
            ScriptComments.removeFrom(
                """
                // What it is for.
                /** @param {number} n */
                const half = (n) => n / 2;
                  /**
                   * Over ** several
                   * lines. */
                  // and one more
                const url = 'https://a/b';
                """))
        .isEqualTo(
            """
            const half = (n) => n / 2;
            const url = 'https://a/b';
            """);
  }

  @Test
  void ofACommentWithinALineTheCodeAroundItStays() {
    assertThat(
            ScriptComments.removeFrom(
                "const f = (/** @type {any} */ event) => /** @type {X} */ (event);"))
        .isEqualTo("const f = (event) => (event);");
  }

  /**
   * A regular expression may end with a slash after a star; no comment of ours has only one star.
   */
  @Test
  void whatOnlyLooksLikeACommentStays() {
    String code = "const line = / */; const path = a /* b */ + '//x'; // at the end\n";
    assertThat(ScriptComments.removeFrom(code)).isEqualTo(code);
  }

  @Test
  void theScriptsOfTheFirstRowAreServedWithoutTheirComments() throws IOException {
    PageFiles files = new PageFiles();
    for (String name : PageFiles.FIRST) {
      String served =
          new String(
              files.find(name).orElseThrow().content(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(served).as(name).doesNotContain("/**", "@param");
      assertThat(served.length()).isLessThan((int) Files.size(FOLDER.resolve(name)));
    }
  }
}
