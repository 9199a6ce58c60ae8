package suite.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Literals and comments in every spelling that some database has, each with a word to look for. */
final class JudgedLiterals {

  private static final String[] INSIDE = {
    "\\", "\"", "`", "--", "/*", "*/", "$$", ";", "?", ":x", "\n", "[", "]", "#", "''", " AND ", "("
  };

  private final Random structure;
  private final Random contents;
  private final boolean lenientQuotes;
  private final StringBuilder sql;
  private final List<String> canaries = new ArrayList<>();

  /**
   * Writes them.
   *
   * @param structure decides the spelling
   * @param contents decides what they hold
   * @param lenientQuotes whether double quotes may be strings
   * @param sql where to
   */
  JudgedLiterals(Random structure, Random contents, boolean lenientQuotes, StringBuilder sql) {
    this.structure = structure;
    this.contents = contents;
    this.lenientQuotes = lenientQuotes;
    this.sql = sql;
  }

  /** What literals and comments hold, one word of each. */
  List<String> canaries() {
    return canaries;
  }

  void comment() {
    switch (structure.nextInt(8)) {
      case 0 -> add("/* " + word() + inside().replace("*/", "").replace("/*", "") + "*/");
      case 1 -> add(" -- " + word() + inside().replace("\n", " ") + "\n");
      case 2 -> add("/* " + word() + " /* " + word() + " */ " + word() + " */");
      case 3 -> add(" #" + word() + inside().replace("\n", " ") + "\n");
      default -> {}
    }
  }

  void literal() {
    switch (structure.nextInt(18)) {
      case 0 -> add("E'" + word() + "\\'" + word() + "'");
      case 1 -> dollars("$$", "'");
      case 2 -> dollars("$tag$", "$$'");
      case 3 -> add("U&'" + word() + "\\0041'");
      case 4 -> add(pick("N'", "n'") + word() + "'");
      case 5 -> add("'" + word() + "'\n'" + word() + "'");
      case 6 -> add(lenientQuotes ? "\"" + word() + "\"" : "'" + word() + "\\'");
      case 7 -> add("CAST('" + word() + "' AS VARCHAR(40))");
      case 8 -> add("COALESCE(NULL, '" + word() + "')");
      case 9 -> add("E'" + word() + "'\n'" + word() + "\\' " + word() + " '");
      case 10 ->
          add(pick("_utf8mb4", "pg_catalog.varchar", "\"pg_catalog\".text") + "'" + word() + "'");
      case 11 -> add("/*!50000 '" + word() + "' || */'" + word() + "'");
      default -> add("'" + inside() + word() + inside() + "'");
    }
  }

  /** Where they are no quotes, what is between them would be syntax, another one each time. */
  private void dollars(String quote, String between) {
    String text = word() + (lenientQuotes ? "" : between) + word();
    add(lenientQuotes ? "'" + text + "'" : quote + text + quote);
  }

  /** Of a fixed number of digits, so that no number is another word of the language. */
  void number() {
    long digits = 10_000_000L + contents.nextInt(80_000_000);
    String number =
        switch (structure.nextInt(5)) {
          case 0 -> digits + ".5";
          case 1 -> "0x" + digits;
          case 2 -> digits + "e1";
          case 3 -> "- " + digits;
          default -> String.valueOf(digits);
        };
    canaries.add(String.valueOf(digits));
    add(number);
  }

  /** Something that would be syntax elsewhere; single quotes are doubled. */
  private String inside() {
    StringBuilder inside = new StringBuilder();
    for (int i = contents.nextInt(3); i > 0; i--) {
      inside.append(INSIDE[contents.nextInt(INSIDE.length)]);
    }
    // one alone might escape the quote that ends the literal, and make another statement of it
    return lenientQuotes ? inside.toString().replace("\\", "\\\\") : inside.toString();
  }

  String word() {
    String word = "zq" + (10_000_000 + contents.nextInt(80_000_000)) + "x";
    canaries.add(word);
    return word;
  }

  private String pick(String... choices) {
    return choices[structure.nextInt(choices.length)];
  }

  private void add(String text) {
    sql.append(text);
  }
}
