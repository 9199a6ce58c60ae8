package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.util.Locale;
import java.util.Set;

/**
 * Which statements are an N+1 where a request repeats them: those that read or write rows. Not what
 * drivers and frameworks run on their own account for each row or connection, which cannot be
 * folded into one: keys from sequences, the settings of a session, transactions. What the lexer did
 * not understand is left out too, and where it hides the name of a table, since different
 * statements then look the same.
 */
final class NPlusOneRule {

  /** Some databases want a table in every query. */
  private static final Set<String> NO_REAL_TABLES =
      Set.of(
          "DUAL",
          "SYS.DUAL",
          "SYSDUMMY1",
          "SYSIBM.SYSDUMMY1",
          "RDB$DATABASE",
          "SYS.DUMMY",
          "SYSTEM.ONEROW");

  private NPlusOneRule() {}

  /** Whether the rule applies to a statement that is repeated. */
  static boolean applies(NormalizedSql sql) {
    if (sql.statement().equals(sql.operation()) || sql.nameHidden()) {
      return false;
    }
    if (!sql.isWhole()) {
      // What drivers run on their own account is short.
      return isOfRows(sql.operation());
    }
    return switch (sql.operation()) {
      case "INSERT", "DELETE", "MERGE", "REPLACE", "UPSERT" -> true;
      case "UPDATE" -> !Housekeeping.isKeyUpdate(sql.statement());
      case "SELECT", "WITH", "VALUES", "TABLE" ->
          namesTable(sql) ? !Housekeeping.isKeyQuery(sql.statement()) : callsFunction(sql);
      case "CALL", "EXEC", "EXECUTE" -> !Housekeeping.namesKeyOrSession(sql.statement());
      default -> isBlock(sql.operation()) && namesTable(sql);
    };
  }

  /** Whether the advice is that for statements that change rows, as most blocks do. */
  static boolean isWrite(String operation) {
    return switch (operation) {
      case "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "UPSERT" -> true;
      default -> isBlock(operation);
    };
  }

  /** What holds statements. BEGIN alone, or a block that names no table, is of the session. */
  private static boolean isBlock(String operation) {
    return switch (operation) {
      case "BEGIN", "DECLARE", "IF", "WHILE" -> true;
      default -> false;
    };
  }

  private static boolean isOfRows(String operation) {
    return switch (operation) {
      case "SELECT", "WITH", "VALUES", "TABLE", "CALL", "EXEC", "EXECUTE" -> true;
      default -> isWrite(operation);
    };
  }

  private static boolean namesTable(NormalizedSql sql) {
    return sql.tables().stream()
        .anyMatch(table -> !NO_REAL_TABLES.contains(table.toUpperCase(Locale.ROOT)));
  }

  /** Without a table and without a call there is but a constant, the time or the like. */
  private static boolean callsFunction(NormalizedSql sql) {
    return sql.statement().indexOf('(') >= 0 && !Housekeeping.namesKeyOrSession(sql.statement());
  }
}
