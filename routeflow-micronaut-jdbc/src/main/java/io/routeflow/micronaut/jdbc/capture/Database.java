package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the database behind a data source.
 *
 * @param dialect how it reads SQL
 * @param system the contract's {@code db_system}
 * @param captured whether its connections already are captured by another data source, which this
 *     one stands in front of; then that one counts
 */
record Database(SqlDialect dialect, String system, boolean captured) {

  /** Asks a connection; what it does not tell stays unknown. */
  static Database of(Connection connection, SqlCapture capture) {
    String product = null;
    boolean captured = false;
    try {
      captured = connection.isWrapperFor(CapturingConnection.class);
      product = connection.getMetaData().getDatabaseProductName();
    } catch (Throwable e) {
      capture.report(e);
    }
    return of(product, captured);
  }

  private static Database of(@Nullable String product, boolean captured) {
    return new Database(SqlDialect.of(product), SqlDialect.dbSystemOf(product), captured);
  }
}
