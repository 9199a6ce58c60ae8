package suite.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of what is collected, as the page about privacy has it. */
public final class PrivacyPage {

  private static final Path PAGE = Path.of("../docs/guide/privacy.md");
  private static final Pattern NAME = Pattern.compile("`([a-z_.]+)`");

  private PrivacyPage() {}

  /**
   * What the page names in a row of the list.
   *
   * @param of how the row begins
   */
  public static Set<String> members(String of) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(row(of));
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  private static String row(String of) {
    try {
      return Files.readString(PAGE, UTF_8)
          .lines()
          .filter(line -> line.startsWith("| " + of))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the page has no row of " + of));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
