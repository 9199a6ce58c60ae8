package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether and how a statement ends the transaction that it runs in. */
enum TransactionEnd {
  NONE,
  COMMIT,
  ROLLBACK;

  /** One of a transaction that was prepared before, on whatever connection. */
  private static final String TWO_PHASE = " PREPARED";

  /** That goes back within the transaction. */
  private static final String TO_SAVEPOINT = " TO ";

  /** ROLLBACK TRANSACTION s of SQL Server, which may go back to a savepoint as well. */
  private static final Pattern OF_NAME =
      Pattern.compile(
          "ROLLBACK TRAN(SACTION)?+ *+[^;].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static TransactionEnd of(NormalizedSql sql, SqlDialect dialect) {
    return switch (sql.operation()) {
      case "COMMIT" -> contains(sql, TWO_PHASE) ? NONE : COMMIT;
      case "ROLLBACK" -> isWhole(sql, dialect) ? ROLLBACK : NONE;
      default -> NONE;
    };
  }

  private static boolean isWhole(NormalizedSql sql, SqlDialect dialect) {
    boolean named = dialect == SqlDialect.SQL_SERVER && OF_NAME.matcher(sql.statement()).matches();
    return !named && !contains(sql, TWO_PHASE) && !contains(sql, TO_SAVEPOINT);
  }

  private static boolean contains(NormalizedSql sql, String words) {
    return sql.statement().toUpperCase(Locale.ROOT).contains(words);
  }
}
