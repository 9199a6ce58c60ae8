package io.routeflow.micronaut.jdbc.capture;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * What may leave the process of a failed execution: never its message.
 *
 * @param exception the name of the class
 * @param state the SQLSTATE, if there is one that is formed as the standard says
 * @param batchSize entries of the batch that the driver reported; a driver that stops at the first
 *     failure reports none behind it
 * @param vendorCode the number that the database has for it, 0 where there is none
 */
record SqlFailure(String exception, @Nullable String state, long batchSize, int vendorCode) {

  /** The size where it was no batch, or the driver reports none. */
  static final long NO_BATCH = -1;

  private static final int STATE_LENGTH = 5;

  static SqlFailure of(Throwable failure) {
    SQLException answered = failure instanceof SQLException sql ? sql : null;
    String state = answered == null ? null : answered.getSQLState();
    int[] counts = failure instanceof BatchUpdateException batch ? batch.getUpdateCounts() : null;
    return new SqlFailure(
        failure.getClass().getName(),
        state != null && isWellFormed(state) ? state : null,
        counts == null ? NO_BATCH : counts.length,
        answered == null ? 0 : answered.getErrorCode());
  }

  /**
   * Whether the driver has no such method, so that nothing was executed and the application goes on
   * with another one. What the database does not support has the database's code.
   */
  static boolean isMissingMethod(Throwable failure) {
    return failure instanceof UnsupportedOperationException
        || (failure instanceof SQLFeatureNotSupportedException missing
            && missing.getErrorCode() == 0);
  }

  private static boolean isWellFormed(String state) {
    return state.length() == STATE_LENGTH
        && state.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
  }
}
