package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the pages lead to pages, pictures and headings that are there. */
final class LinksTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern LINK_TEXT = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "docs/guide", "examples/orders")) {
      try (Stream<Path> files = Files.list(Block.PROJECT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachLinkLeadsSomewhere(Path page) throws IOException {
    List<String> dead = new ArrayList<>();
    Matcher links = LINK.matcher(FENCE.matcher(Files.readString(page)).replaceAll(""));
    while (links.find()) {
      String link = links.group(1);
      if (!link.contains("://") && !leadsSomewhere(page, link)) {
        dead.add(link);
      }
    }
    assertThat(dead).isEmpty();
  }

  /** As long as pages are found at all, of which each but a few has links. */
  @Test
  void thereAreLinks() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(25);
    assertThat(pages().stream().filter(LinksTest::hasLink).count()).isGreaterThan(20);
  }

  private static boolean hasLink(Path page) {
    try {
      return LINK.matcher(Files.readString(page)).find();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0 || anchors(Files.readString(target)).contains(link.substring(hash + 1));
  }

  /** As GitHub makes them of headings; a second one of the same text has a number. */
  private static Set<String> anchors(String page) {
    Set<String> anchors = new HashSet<>();
    Matcher headings = HEADING.matcher(FENCE.matcher(page).replaceAll(""));
    while (headings.find()) {
      String text = LINK_TEXT.matcher(headings.group(1)).replaceAll("$1");
      String anchor =
          text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
      for (int again = 1; !anchors.add(anchor); again++) {
        anchor = anchor.replaceFirst("-" + (again - 1) + "$", "") + "-" + again;
      }
    }
    return anchors;
  }
}
