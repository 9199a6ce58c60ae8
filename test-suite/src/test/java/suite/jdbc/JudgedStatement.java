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

  /** Names that begin as a number does. */
  static final List<String> DIGIT_TABLES = List.of("0xyz_logs", "0b1_a", "1e", "2fa", "0xfftable");

  /** A column of {@code orders} and {@code items} where names may stand in brackets. */
  static final String BRACKET_COLUMN = "[it ' s]";

  private static final int MAX_LIST = 4;
  private static final String[] KEYWORDS = {
    "from", "into", "update", "table", "using", "select", "with", "join", "delete", "values"
  };

  private final Random structure;
  private final Spelling spelling;
  private final JudgedLiterals literals;
  private final StringBuilder sql = new StringBuilder();
  private final Set<String> tables = new TreeSet<>();
  private final List<String> undo = new ArrayList<>();

  private JudgedStatement(long structureSeed, long contentsSeed, Spelling spelling) {
    this.structure = new Random(structureSeed);
    this.spelling = spelling;
    this.literals =
        new JudgedLiterals(structure, new Random(contentsSeed), spelling.lenientQuotes(), sql);
  }

  /**
   * What else a database has.
   *
   * @param lenientQuotes whether double quotes may be strings
   * @param brackets whether brackets hold names
   * @param digits whether a name may begin with a digit
   */
  record Spelling(boolean lenientQuotes, boolean brackets, boolean digits) {}

  /** The statement of these seeds. */
  static JudgedStatement of(long structureSeed, long contentsSeed, Spelling spelling) {
    JudgedStatement statement = new JudgedStatement(structureSeed, contentsSeed, spelling);
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
    return literals.canaries();
  }

  /** Statements of which one takes back what it has defined, in some database. */
  List<String> undo() {
    return undo;
  }

  private void make() {
    switch (structure.nextInt(13)) {
      case 0 -> insert();
      case 1 -> update();
      case 2 -> delete();
      case 3 -> withClause();
      case 4 -> {
        select();
        add(" UNION ALL ");
        select();
      }
      case 5 -> definition();
      case 6 -> changeBehindWithClause();
      case 7 -> deleteOfSeveral();
      case 8 -> keywordsAsAliases();
      case 9 -> named();
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
    literals.literal();
    add(")");
  }

  private void update() {
    add("UPDATE ");
    table("notes");
    add(" SET body = ");
    literals.literal();
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

  private void definition() {
    switch (structure.nextInt(5)) {
      case 0 -> {
        add("CREATE INDEX made ON ");
        table("notes");
        add(pick(" (body)", "(lower(body), body)"));
        where();
        undo.addAll(List.of("DROP INDEX made", "DROP INDEX made ON notes"));
      }
      case 1 -> {
        add("CREATE INDEX made ON ");
        table("notes");
        String quoted = "\"" + literals.word() + "\"";
        add(pick(" (" + quoted + ")", "(body, " + quoted + " COLLATE NOCASE)"));
        undo.addAll(List.of("DROP INDEX made", "DROP INDEX made ON notes"));
      }
      case 2 -> {
        add("CREATE TABLE ");
        table("made");
        add(" (a VARCHAR(400) DEFAULT ");
        literals.literal();
        add(pick(")", ", b INT CHECK (b <> 5))", ", UNIQUE (a))"));
        undo.add("DROP TABLE made");
      }
      case 3 -> {
        add("CREATE TABLE ");
        table("made");
        add(" AS ");
        select();
        undo.add("DROP TABLE made");
      }
      default -> {
        add("CREATE VIEW made AS ");
        select();
        undo.add("DROP VIEW made");
      }
    }
  }

  /** The clause may have the name of what is written to. */
  private void changeBehindWithClause() {
    String name = pick("c", "notes");
    add("WITH " + name + " AS (SELECT ");
    literals.literal();
    add(" AS a FROM ");
    table(structure.nextBoolean() ? "orders" : "items");
    add(") ");
    switch (structure.nextInt(3)) {
      case 0 -> {
        add("INSERT INTO ");
        table("notes");
        add(" SELECT a FROM " + name);
      }
      case 1 -> {
        add("UPDATE ");
        table("notes");
        add(" SET body = ");
        literals.literal();
        add(" WHERE body IN (SELECT a FROM " + name + ")");
      }
      default -> {
        add("DELETE FROM ");
        table("notes");
        where();
      }
    }
  }

  private void deleteOfSeveral() {
    add(
        pick(
            "DELETE FROM o, i USING ",
            "DELETE FROM o.*, i.* USING ",
            "DELETE o, i FROM ",
            "DELETE i FROM "));
    table("orders");
    add(pick(" o, ", " o JOIN ", " AS o CROSS JOIN "));
    table("items");
    add(" i");
    where();
  }

  private void keywordsAsAliases() {
    add("SELECT ");
    literals.literal();
    add(" AS " + pick(KEYWORDS) + ", body AS b, body AS " + pick(KEYWORDS) + " FROM ");
    table("orders");
    where();
  }

  /** Names that only some databases have, or a plain query. */
  private void named() {
    if (spelling.digits()) {
      String name = DIGIT_TABLES.get(structure.nextInt(DIGIT_TABLES.size()));
      add(pick("SELECT body FROM ", "DELETE FROM ", "SELECT 1 FROM orders o JOIN "));
      if (sql.indexOf("orders") > 0) {
        tables.add("orders");
      }
      tables.add(name);
      add(name);
      where();
    } else if (spelling.brackets()) {
      add("SELECT " + BRACKET_COLUMN + ", ");
      literals.literal();
      add(", " + BRACKET_COLUMN + " FROM ");
      table("orders");
      add(pick("", " WHERE " + BRACKET_COLUMN + " = 'x' OR "));
      if (sql.indexOf("WHERE") > 0) {
        condition();
      }
    } else {
      select();
    }
  }

  private void select() {
    add(pick("SELECT ", "select ", "SELECT DISTINCT "));
    literals.literal();
    add(pick(" AS a", " a", ""));
    if (structure.nextBoolean()) {
      literals.comment();
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
    literals.comment();
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
          literals.literal();
          add(pick(",", ", "));
        }
        literals.literal();
        add(")");
      }
      case 1 -> {
        add("'x' LIKE ");
        literals.literal();
      }
      case 2 -> {
        add("CASE WHEN 'x'=");
        literals.literal();
        add(" THEN ");
        literals.literal();
        add(" ELSE ");
        literals.literal();
        add(" END IS NULL ");
      }
      case 3 -> {
        add("1 = ");
        literals.number();
        add(" ");
      }
      default -> {
        literals.literal();
        add(pick("=", " = ", "<>", " || 'y' = "));
        literals.literal();
        add(pick("", " "));
      }
    }
  }

  private void table(String name) {
    tables.add(name);
    String other = spelling.brackets() ? "[" + name + "]" : name;
    add(pick(name, other, name.toUpperCase(Locale.ROOT)));
  }

  /** In the case that only some databases keep names in. */
  private void quotedTable(String name) {
    tables.add(name);
    add("\"" + name + "\"");
  }

  private String pick(String... choices) {
    return choices[structure.nextInt(choices.length)];
  }

  private void add(String text) {
    sql.append(text);
  }
}
