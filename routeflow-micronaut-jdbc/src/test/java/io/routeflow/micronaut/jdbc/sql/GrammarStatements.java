package io.routeflow.micronaut.jdbc.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes statements of a dialect's grammar. A shape is made once, with places for its literals, and
 * can be written any number of times with others.
 */
final class GrammarStatements {
  static final String CANARY = "cnry";

  private static final List<String> COLUMNS = List.of("a", "b", "o.total", "name", "o.a");
  private static final List<String> TABLES =
      List.of("orders", "lines", "shop.orders", "customers", "shop.items");
  private static final List<String> NOISE =
      List.of(" ", "--", "/*", ";", ")", "?", ":x", "#", "7", " FROM x ", "é", "😀", ",", "\t");

  private final DialectGrammar grammar;
  private final SplittableRandom shape;
  private final Set<String> tables = new LinkedHashSet<>();

  private GrammarStatements(DialectGrammar grammar, SplittableRandom shape) {
    this.grammar = grammar;
    this.shape = shape;
  }

  /**
   * A statement without its literals.
   *
   * @param tables those that it names, in their order; {@code null} where that is not said
   */
  record Shape(String template, List<String> tables, boolean administrative) {

    /** The statement with some literals. */
    String write(long seed) {
      return fill(template, new SplittableRandom(seed));
    }
  }

  static Shape next(DialectGrammar grammar, SplittableRandom random) {
    GrammarStatements made = new GrammarStatements(grammar, random);
    boolean administrative = random.nextInt(4) == 0;
    String template =
        administrative
            ? made.pick(grammar.statements()).replace("‹t›", "orders")
            : made.gap() + made.statement() + made.gap();
    return new Shape(template, new ArrayList<>(made.tables), administrative);
  }

  private String statement() {
    return switch (shape.nextInt(10)) {
      case 0 -> "INSERT INTO " + table() + " (a, b) VALUES " + rows() + clause();
      case 1 -> "INSERT INTO " + table() + " (a, b) " + select();
      case 2 -> "UPDATE " + table() + " SET a = " + value() + ", b =" + value() + where();
      case 3 -> "DELETE FROM " + table() + where();
      case 4 ->
          "WITH c AS (" + select() + ") SELECT * FROM c JOIN " + table() + " o ON c.a =" + value();
      case 5 -> select() + " UNION ALL " + select();
      case 6 -> merge();
      default -> select() + (shape.nextInt(3) == 0 ? grammar.limit() : "");
    };
  }

  private String merge() {
    return "MERGE INTO "
        + table()
        + " o USING "
        + table()
        + " s ON (o.a = s.a AND s.b = "
        + value()
        + ") WHEN MATCHED THEN UPDATE SET b = "
        + value()
        + " WHEN NOT MATCHED THEN INSERT (a, b) VALUES ("
        + value()
        + ", "
        + value()
        + ")";
  }

  private String select() {
    String items = shape.nextInt(2) == 0 ? "*" : value() + " AS x," + gap() + " o.total";
    String from = " FROM " + table() + " o";
    String join = shape.nextInt(3) == 0 ? " LEFT JOIN " + table() + " l ON l.a =" + value() : "";
    return "SELECT " + items + gap() + from + join + where();
  }

  private String where() {
    StringBuilder where = new StringBuilder(gap()).append(" WHERE ").append(condition());
    for (int i = shape.nextInt(3); i > 0; i--) {
      where.append(shape.nextInt(2) == 0 ? " AND " : "\nOR ").append(condition());
    }
    return where.toString();
  }

  private String condition() {
    String column = pick(COLUMNS);
    return switch (shape.nextInt(7)) {
      case 0 -> column + " IN (" + value() + ", " + value() + ")";
      case 1 -> column + " BETWEEN " + value() + " AND " + value();
      case 2 -> "EXISTS (SELECT a FROM " + table() + " WHERE b =" + value() + ")";
      case 3 -> "NOT (" + condition() + ")";
      case 4 -> value() + " <> " + column;
      case 5 -> column + " LIKE " + value();
      default -> column + " = " + value();
    };
  }

  private String rows() {
    return "(" + value() + ", " + value() + ")";
  }

  private String clause() {
    return grammar.clauses().isEmpty() ? "" : pick(grammar.clauses());
  }

  private String table() {
    String name = pick(TABLES);
    tables.add(name);
    if (shape.nextInt(3) > 0) {
      return name;
    }
    char open = grammar.quotes().charAt(0);
    char close = grammar.quotes().charAt(1);
    return open + name.replace(".", close + "." + open) + close;
  }

  private String value() {
    return gap() + " " + grammar.value(shape.nextInt()) + " " + gap();
  }

  private String gap() {
    return shape.nextInt(10) == 0 ? " " + grammar.comment(shape.nextInt()) + " " : "";
  }

  private String pick(List<String> from) {
    return from.get(shape.nextInt(from.size()));
  }

  private static String fill(String template, SplittableRandom content) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      if (template.charAt(i) != '‹') {
        text.append(template.charAt(i));
        continue;
      }
      text.append(literal(template.charAt(i + 1), content));
      i += 2;
    }
    return text.toString();
  }

  private static String literal(char kind, SplittableRandom content) {
    return switch (kind) {
      case 's' -> "'" + text("''", "\"", content) + "'";
      case 'e' -> "'" + text("\\'", "\\\\", content) + "\\n'";
      case 'q' -> '"' + text("\"\"", "'", content) + '"';
      case 'r' -> text(" ", " ", content).replace("*", "").replace("/", "");
      case 'w' -> CANARY + (char) ('a' + content.nextInt(26)) + CANARY;
      default -> Integer.toString(100 + content.nextInt(100_000));
    };
  }

  private static String text(String quote, String other, SplittableRandom content) {
    StringBuilder text = new StringBuilder(CANARY);
    for (int i = content.nextInt(4); i > 0; i--) {
      text.append(
          switch (content.nextInt(4)) {
            case 0 -> quote;
            case 1 -> other;
            default -> NOISE.get(content.nextInt(NOISE.size()));
          });
      text.append(CANARY);
    }
    return text.toString();
  }
}
