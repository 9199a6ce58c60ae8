package io.routeflow.micronaut.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes literals and comments in every form of a dialect, each with a canary in it: a text canary
 * or digits, of which the statements around them have none.
 */
final class CanaryLiterals {
  static final String CANARY = "cnry";

  private static final List<String> NOISE =
      List.of(
          " ",
          "''",
          "--",
          "/*",
          "*/",
          ";",
          "(",
          ")",
          ",",
          "?",
          ":x",
          "@y",
          "[",
          "]",
          "{",
          "}",
          "#",
          "//",
          "$",
          "é",
          "😀",
          "\n",
          "\t",
          "7",
          "-5",
          "SELECT ",
          " FROM ",
          " IN (",
          "VALUES (",
          " AS ",
          "N",
          "E",
          "q",
          "%",
          "_",
          "=",
          "||",
          "\u00a0",
          "“");

  private interface Form {
    String write(CanaryLiterals literals);
  }

  private final SqlDialect dialect;
  private final RandomGenerator random;
  private final List<Form> values = new ArrayList<>();
  private final List<Form> comments = new ArrayList<>();

  CanaryLiterals(SqlDialect dialect, RandomGenerator random) {
    this.dialect = dialect;
    this.random = random;
    addCommonForms();
    addOwnForms();
  }

  /** One literal that holds a canary. */
  String value() {
    return values.get(random.nextInt(values.size())).write(this);
  }

  /** One comment that holds a canary. */
  String comment() {
    return comments.get(random.nextInt(comments.size())).write(this);
  }

  private void addCommonForms() {
    values.add(l -> l.plain());
    values.add(l -> "N" + l.plain());
    values.add(l -> "x'" + l.digits() + "'");
    values.add(l -> "B'" + l.digits() + "'");
    values.add(l -> l.digits());
    values.add(l -> "-" + l.digits());
    values.add(l -> l.digits() + "." + l.digits());
    values.add(l -> "." + l.digits());
    values.add(l -> l.digits() + "e-" + l.digits());
    values.add(l -> l.digits() + "E+" + l.digits());
    values.add(l -> "0x" + l.digits() + "abcdef");
    values.add(l -> "0b" + l.digits());
    values.add(l -> l.digits() + "_" + l.digits());
    values.add(l -> l.digits() + CANARY);
    values.add(l -> "DATE " + l.plain());
    values.add(l -> "TIMESTAMP" + l.plain());
    values.add(l -> "TIME '" + l.digits() + ":" + l.digits() + "'");
    values.add(l -> "INTERVAL " + l.plain() + " DAY");
    values.add(l -> "{d " + l.plain() + "}");
    values.add(l -> "{ts " + l.plain() + "}");
    values.add(l -> "CAST(" + l.plain() + " AS CHAR(" + l.digits() + "))");
    values.add(l -> "lower(" + l.plain() + ")");
    values.add(l -> ":" + CANARY);
    comments.add(l -> "/* " + l.noise("*/", "/*") + " */");
    comments.add(l -> "/*+ " + l.noise("*/", "/*") + " */");
    comments.add(l -> "-- " + l.noise("\n", "\r") + "\n");
  }

  private void addOwnForms() {
    switch (dialect) {
      case POSTGRESQL -> addPostgres();
      case MYSQL -> addMySql();
      case ORACLE -> addOracle();
      case SQL_SERVER -> addSqlServer();
      case H2 -> addH2();
      case SQLITE -> values.add(l -> l.doubled('"'));
      case STANDARD, DB2 -> values.add(l -> "U&" + l.plain());
      case UNKNOWN -> values.add(l -> l.doubled('"'));
    }
  }

  private void addPostgres() {
    values.add(l -> "E" + l.escaped('\''));
    values.add(l -> "U&" + l.plain());
    values.add(l -> "$$" + l.noise("$") + "$$");
    values.add(l -> "$tag$" + l.noise("$tag$") + " $$ $other$ $tag$");
    values.add(l -> l.plain() + "::jsonb");
    values.add(l -> "'{\"k\": \"" + CANARY + "\", \"n\": " + l.digits() + "}'::json");
    values.add(l -> "ARRAY[" + l.plain() + ", " + l.digits() + "]");
    values.add(l -> "'C:\\" + CANARY + "\\'");
    comments.add(l -> "/* a /* " + l.noise("*/", "/*") + " */ " + CANARY + " */");
    comments.add(l -> "--" + CANARY + "\n");
  }

  private void addMySql() {
    values.add(l -> l.escaped('\''));
    values.add(l -> l.escaped('"'));
    values.add(l -> l.doubled('"'));
    values.add(l -> "_binary" + l.escaped('\''));
    comments.add(l -> "#" + l.noise("\n", "\r") + "\n");
    comments.add(l -> "/*!50000 " + CANARY + " + " + l.digits() + " */");
  }

  private void addOracle() {
    values.add(l -> "q'[" + l.noise("]'") + " it's ]'");
    values.add(l -> "Q'{" + l.noise("}'") + "}'");
    values.add(l -> "nq'!" + l.noise("!'") + "!'");
    values.add(l -> l.digits() + "d");
    comments.add(l -> "/* /* " + l.noise("*/", "/*") + " */");
  }

  private void addSqlServer() {
    values.add(l -> "$" + l.digits() + "." + l.digits());
    values.add(l -> "'C:\\" + CANARY + "\\'");
    values.add(l -> "@" + CANARY);
    comments.add(l -> "/* a /* " + l.noise("*/", "/*") + " */ " + CANARY + " */");
  }

  private void addH2() {
    values.add(l -> "U&" + l.plain());
    values.add(l -> "$$" + l.noise("$") + "$$");
    values.add(l -> "JSON " + l.plain());
    values.add(l -> "ARRAY[" + l.plain() + ", " + l.digits() + "]");
    comments.add(l -> "//" + l.noise("\n", "\r") + "\n");
  }

  private String digits() {
    return Integer.toString(100 + random.nextInt(1_000_000));
  }

  private String plain() {
    return doubled('\'');
  }

  /** A string whose own quote is doubled; backslashes only where they are plain characters. */
  private String doubled(char quote) {
    String text = noise().replace(String.valueOf(quote), "" + quote + quote);
    return quote + text + quote;
  }

  private String escaped(char quote) {
    String text = noise().replace("\\", "\\\\").replace(String.valueOf(quote), "\\" + quote);
    return quote + text + "\\\\" + quote;
  }

  /** Canaries in the middle of what confuses a scanner, without what would end the literal. */
  private String noise(String... ends) {
    StringBuilder text = new StringBuilder(CANARY);
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append(NOISE.get(random.nextInt(NOISE.size())));
      text.append(random.nextBoolean() ? CANARY : digits());
      text.append(random.nextInt(4) == 0 ? "'" : "").append(random.nextInt(4) == 0 ? "\"" : "");
    }
    String result = text.append(' ').append(CANARY).toString();
    for (String end : ends) {
      result = result.replace(end, "");
    }
    return result;
  }
}
