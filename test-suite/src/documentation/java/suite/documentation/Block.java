package suite.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param page its path in the project
 * @param line of its first line, from 1
 * @param language what is written behind the fence; may be empty
 * @param text its lines
 */
public record Block(String page, int line, String language, String text) {

  public static final Path PROJECT = Path.of("..");

  private static final String FENCE = "```";

  /** All blocks of the README and of the pages for users and contributors. */
  public static List<Block> all() {
    try (Stream<Path> guide = Files.list(PROJECT.resolve("docs/guide"))) {
      return Stream.concat(
              Stream.of(
                      "README.md",
                      "CONTRIBUTING.md",
                      "docs/ARCHITECTURE.md",
                      "docs/ingest-contract.md",
                      "docs/console-interface.md")
                  .map(PROJECT::resolve),
              guide.sorted())
          .filter(page -> page.toString().endsWith(".md"))
          .flatMap(page -> of(page).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Block> of(Path file) {
    var blocks = new ArrayList<Block>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int begin = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        if (begin >= 0) {
          String language = lines.get(begin).substring(FENCE.length()).strip();
          String text = String.join("\n", lines.subList(begin + 1, i)) + "\n";
          String page = PROJECT.relativize(file).toString();
          blocks.add(new Block(page, begin + 2, language, text));
          begin = -1;
        } else {
          begin = i;
        }
      }
    }
    if (begin >= 0) {
      throw new IllegalStateException(file + " has a block that does not end");
    }
    return blocks;
  }

  /** Whether that is written behind its fence. */
  boolean isOf(String language) {
    return this.language.equals(language);
  }

  /** The name of a test of it. */
  public String place() {
    return page + ":" + line;
  }

  @Override
  public String toString() {
    return place();
  }
}
