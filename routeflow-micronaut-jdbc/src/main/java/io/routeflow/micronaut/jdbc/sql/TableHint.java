package io.routeflow.micronaut.jdbc.sql;

import java.util.Set;

/** Knows SQL Server's hints that stand right behind a table: {@code FROM orders (NOLOCK)}. */
final class TableHint {
  private static final Set<String> WORDS =
      Set.of(
          "FASTFIRSTROW",
          "FORCESCAN",
          "FORCESEEK",
          "HOLDLOCK",
          "INDEX",
          "NOEXPAND",
          "NOLOCK",
          "NOWAIT",
          "PAGLOCK",
          "READCOMMITTED",
          "READCOMMITTEDLOCK",
          "READPAST",
          "READUNCOMMITTED",
          "REPEATABLEREAD",
          "ROWLOCK",
          "SERIALIZABLE",
          "SNAPSHOT",
          "TABLOCK",
          "TABLOCKX",
          "UPDLOCK",
          "XLOCK");

  private TableHint() {}

  /** Whether the parenthesis opens a list of hints, and not the arguments of a function. */
  static boolean isOpenedBy(SqlLexer parenthesis) {
    if (parenthesis.dialect() != SqlDialect.SQL_SERVER
        || !WORDS.contains(Lookahead.word(parenthesis))) {
      return false;
    }
    char after = Lookahead.behindWord(parenthesis);
    return after == ')' || after == ',' || after == '(' || after == '=';
  }
}
