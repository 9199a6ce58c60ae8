package io.routeflow.micronaut.jdbc.sql;

import java.util.List;
import java.util.random.RandomGenerator;

/** Writes random statements of a dialect with a canary in every place where a value can stand. */
final class CanaryStatements {
  private static final List<String> NAMES = List.of("a", "t.b", "name", "s.orders", "Total");
  private static final List<String> OPERATORS =
      List.of("=", "<>", "<", ">=", " = ", " LIKE ", " + ", "||", " - ", "*");

  private final SqlDialect dialect;
  private final RandomGenerator random;
  private final CanaryLiterals literals;

  CanaryStatements(SqlDialect dialect, RandomGenerator random) {
    this.dialect = dialect;
    this.random = random;
    this.literals = new CanaryLiterals(dialect, random);
  }

  /** A statement that its database would understand. */
  String statement() {
    String text =
        switch (random.nextInt(9)) {
          case 0 -> "INSERT INTO orders (a, b) VALUES " + rows() + suffix();
          case 1 -> "UPDATE orders SET a = " + value() + ", b = " + value() + where();
          case 2 -> "DELETE FROM orders" + where();
          case 3 -> "WITH c AS (" + select() + ") " + select();
          case 4 -> "(" + select() + ") UNION ALL (" + select() + ")";
          case 5 -> "{call proc(" + value() + ", " + value() + ")}";
          case 6 -> select() + "; " + select();
          default -> select();
        };
    return gap() + text + gap();
  }

  /** A statement in which a bare name is the secret. */
  String secret() {
    String canary = CanaryLiterals.CANARY;
    return switch (random.nextInt(10)) {
      case 0 -> "CREATE USER bob IDENTIFIED BY " + canary;
      case 1 -> "ALTER USER bob IDENTIFIED" + gap() + " BY \"" + canary + "\" REPLACE " + canary;
      case 2 -> "GRANT CONNECT TO bob IDENTIFIED BY " + canary;
      case 3 -> "CREATE DATABASE LINK l CONNECT TO u IDENTIFIED BY " + canary + " USING 'x'";
      case 4 -> "SET ROLE r IDENTIFIED BY " + canary;
      case 5 -> "SET app.secret = " + canary;
      case 6 -> "PRAGMA key = " + canary;
      case 7 -> select() + "; CREATE USER bob IDENTIFIED BY " + canary;
      case 8 -> "ALTER ROLE bob PASSWORD " + canary;
      default -> "CONNECT scott/" + canary;
    };
  }

  private String select() {
    String items =
        switch (random.nextInt(4)) {
          case 0 -> expression() + " AS x," + gap() + expression();
          case 1 -> value() + ", " + value();
          default -> "*";
        };
    String join = random.nextInt(3) == 0 ? " JOIN lines l ON l.id = " + value() : "";
    return "SELECT " + items + gap() + " FROM orders o" + join + where();
  }

  private String where() {
    StringBuilder where = new StringBuilder(gap()).append(" WHERE ").append(condition());
    for (int i = random.nextInt(3); i > 0; i--) {
      where.append(random.nextBoolean() ? " AND " : "\n OR ").append(gap()).append(condition());
    }
    return where.toString();
  }

  private String condition() {
    return switch (random.nextInt(6)) {
      case 0 -> name() + " IN (" + value() + ", " + value() + "," + value() + ")";
      case 1 -> name() + " BETWEEN " + value() + " AND " + value();
      case 2 -> "(" + condition() + ")";
      case 3 -> name() + " IN (SELECT id FROM lines WHERE x = " + value() + ")";
      case 4 -> "CASE WHEN a = " + value() + " THEN " + value() + " ELSE " + value() + " END = b";
      default -> expression();
    };
  }

  private String expression() {
    String operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    return random.nextInt(4) == 0
        ? value() + operator + " " + name()
        : name() + operator + " " + value();
  }

  private String rows() {
    StringBuilder rows = new StringBuilder("(" + value() + ", " + value() + ")");
    for (int i = random.nextInt(4); i > 0; i--) {
      rows.append(", (").append(value()).append(',').append(value()).append(')');
    }
    return rows.toString();
  }

  private String suffix() {
    return dialect == SqlDialect.POSTGRESQL ? " RETURNING a" : "";
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private String value() {
    return gap() + literals.value() + gap();
  }

  /** What may stand between two tokens. */
  private String gap() {
    return random.nextInt(8) == 0 ? " " + literals.comment() + " " : "";
  }
}
