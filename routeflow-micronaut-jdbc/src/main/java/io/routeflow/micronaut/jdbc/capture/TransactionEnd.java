package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.util.Locale;

/** Whether and how a statement ends the transaction that it runs in. */
enum TransactionEnd {
  NONE,
  COMMIT,
  ROLLBACK;

  /** One of a transaction that was prepared before, on whatever connection. */
  private static final String TWO_PHASE = " PREPARED";

  /** That goes back within the transaction. */
  private static final String TO_SAVEPOINT = " TO ";

  static TransactionEnd of(NormalizedSql sql) {
    return switch (sql.operation()) {
      case "COMMIT" -> contains(sql, TWO_PHASE) ? NONE : COMMIT;
      case "ROLLBACK" -> contains(sql, TWO_PHASE) || contains(sql, TO_SAVEPOINT) ? NONE : ROLLBACK;
      default -> NONE;
    };
  }

  private static boolean contains(NormalizedSql sql, String words) {
    return sql.statement().toUpperCase(Locale.ROOT).contains(words);
  }
}
