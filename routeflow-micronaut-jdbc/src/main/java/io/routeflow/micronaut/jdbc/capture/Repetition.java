package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which statements are an N+1 where a request repeats them: those that read or write rows. Not what
 * drivers and frameworks run on their own account for each row or connection, which nobody could
 * fold into one: keys from sequences, the settings of a session, transactions. What the lexer did
 * not understand is left out too, since different statements then look the same.
 */
final class Repetition {

  /** Some databases want a table in every query. */
  private static final Set<String> NO_REAL_TABLES =
      Set.of("DUAL", "SYSDUMMY1", "SYSIBM.SYSDUMMY1", "RDB$DATABASE");

  /** What gives keys, or keeps the state of a session. */
  private static final List<String> HOUSEKEEPING =
      List.of(
          "NEXTVAL",
          "CURRVAL",
          "LASTVAL",
          "SETVAL",
          "VALUE FOR",
          "GEN_ID",
          "IDENTITY",
          "LAST_INSERT_",
          "SET_CONFIG",
          "CURRENT_SETTING",
          "SP_SET_SESSION_CONTEXT");

  /** The column of the table in which Hibernate counts where there are no sequences. */
  private static final String KEY_TABLE_COLUMN = "NEXT_VAL";

  private Repetition() {}

  /** Whether to repeat the statement often is worth a word. */
  static boolean isTold(NormalizedSql sql) {
    if (sql.statement().equals(sql.operation())) {
      return false;
    }
    return switch (sql.operation()) {
      case "INSERT", "DELETE", "MERGE", "REPLACE", "UPSERT" -> true;
      case "UPDATE" -> !isOfKeyTable(sql);
      case "SELECT", "WITH", "VALUES", "TABLE" ->
          namesTable(sql) ? !isOfKeyTable(sql) : callsFunction(sql);
      case "CALL", "EXEC", "EXECUTE" -> !isHousekeeping(sql);
      default -> false;
    };
  }

  /** Whether the advice is that for statements that change rows. */
  static boolean isWrite(String operation) {
    return switch (operation) {
      case "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "UPSERT" -> true;
      default -> false;
    };
  }

  private static boolean namesTable(NormalizedSql sql) {
    return sql.tables().stream()
        .anyMatch(table -> !NO_REAL_TABLES.contains(table.toUpperCase(Locale.ROOT)));
  }

  private static boolean isOfKeyTable(NormalizedSql sql) {
    return sql.statement().toUpperCase(Locale.ROOT).contains(KEY_TABLE_COLUMN);
  }

  /** Without a table and without a call there is but a constant, the time or the like. */
  private static boolean callsFunction(NormalizedSql sql) {
    return sql.statement().indexOf('(') >= 0 && !isHousekeeping(sql);
  }

  private static boolean isHousekeeping(NormalizedSql sql) {
    String text = sql.statement().toUpperCase(Locale.ROOT);
    return HOUSEKEEPING.stream().anyMatch(text::contains);
  }
}
