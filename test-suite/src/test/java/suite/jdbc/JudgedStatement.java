package suite.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A statement with literals in every spelling that some database has. Its structure comes from one
 * seed, the contents of its literals from another, so that two statements may differ in these
 * alone.
 */
final class JudgedStatement {

  static final List<String> TABLES = List.of("orders", "items", "notes");

  private static final String[] INSIDE = {
    "\\", "\"", "`", "--", "/*", "*/", "$$", ";", "?", ":x", "\n", "[", "]", "#", "''", " AND ", "("
  };
  private static final int MAX_LIST = 4;

  private final Random structure;
  private final Random contents;
  private final boolean lenientQuotes;
  private final StringBuilder sql = new StringBuilder();
  private final Set<String> tables = new TreeSet<>();
  private final List<String> canaries = new ArrayList<>();

  private JudgedStatement(long structureSeed, long contentsSeed, boolean lenientQuotes) {
    this.structure = new Random(structureSeed);
    this.contents = new Random(contentsSeed);
    this.lenientQuotes = lenientQuotes;
  }

  /**
   * The statement of these seeds.
   *
   * @param lenientQuotes whether double quotes may be strings
   */
  static JudgedStatement of(long structureSeed, long contentsSeed, boolean lenientQuotes) {
    JudgedStatement statement = new JudgedStatement(structureSeed, contentsSeed, lenientQuotes);
    statement.make();
    return statement;
  }

  String sql() {
    return sql.toString();
  }

  /** The tables that it names, in their order. */
  Set<String> tables() {
    return tables;
  }

  /** What its literals and comments hold, one word of each. */
  List<String> canaries() {
    return canaries;
  }

  private void make() {
    switch (structure.nextInt(7)) {
      case 0 -> insert();
      case 1 -> update();
      case 2 -> delete();
      case 3 -> withClause();
      case 4 -> {
        select();
        add(" UNION ALL ");
        select();
      }
      default -> select();
    }
    add(pick("", "", "", ";", "\n"));
  }

  private void insert() {
    add(pick("INSERT INTO ", "insert  into "));
    table("notes");
    add(pick(" (body) ", "(body)", " "));
    add("VALUES ");
    add("(");
    literal();
    add(")");
  }

  private void update() {
    add("UPDATE ");
    table("notes");
    add(" SET body = ");
    literal();
    where();
  }

  private void delete() {
    add("DELETE FROM ");
    table("notes");
    where();
  }

  private void withClause() {
    add("WITH c AS (");
    select();
    add(") SELECT 1 FROM c, ");
    table("items");
    add(" i");
    where();
  }

  private void select() {
    add(pick("SELECT ", "select ", "SELECT DISTINCT "));
    literal();
    add(pick(" AS a", " a", ""));
    if (structure.nextBoolean()) {
      comment();
    }
    add(" FROM ");
    table(structure.nextBoolean() ? "orders" : "items");
    if (structure.nextInt(6) == 0) {
      add(pick(", ", " o, ", ","));
      quotedTable("notes");
    }
    where();
  }

  private void where() {
    comment();
    add(" WHERE ");
    for (int i = structure.nextInt(3); i > 0; i--) {
      condition();
      add(pick("AND ", " AND ", " OR ", " or "));
    }
    condition();
  }

  private void condition() {
    switch (structure.nextInt(5)) {
      case 0 -> {
        add("'x' IN (");
        for (int i = structure.nextInt(MAX_LIST); i > 0; i--) {
          literal();
          add(pick(",", ", "));
        }
        literal();
        add(")");
      }
      case 1 -> {
        add("'x' LIKE ");
        literal();
      }
      case 2 -> {
        add("CASE WHEN 'x'=");
        literal();
        add(" THEN ");
        literal();
        add(" ELSE ");
        literal();
        add(" END IS NULL ");
      }
      case 3 -> {
        add("1 = ");
        number();
        add(" ");
      }
      default -> {
        literal();
        add(pick("=", " = ", "<>", " || 'y' = "));
        literal();
        add(pick("", " "));
      }
    }
  }

  private void table(String name) {
    tables.add(name);
    add(pick(name, name, name.toUpperCase(Locale.ROOT)));
  }

  /** In the case that only some databases keep names in. */
  private void quotedTable(String name) {
    tables.add(name);
    add("\"" + name + "\"");
  }

  private void comment() {
    switch (structure.nextInt(8)) {
      case 0 -> add("/* " + word() + inside().replace("*/", "").replace("/*", "") + "*/");
      case 1 -> add(" -- " + word() + inside().replace("\n", " ") + "\n");
      case 2 -> add("/* " + word() + " /* " + word() + " */ " + word() + " */");
      case 3 -> add(" #" + word() + inside().replace("\n", " ") + "\n");
      default -> {}
    }
  }

  private void literal() {
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
  private void number() {
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

  private String word() {
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
