package io.routeflow.micronaut.jdbc.capture;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs batches: one execution each. Their size is what the driver tells of, one count for each
 * entry; an empty batch is nothing. The driver's exceptions pass as they are.
 */
final class BatchRuns {

  private BatchRuns() {}

  static int[] run(CapturingConnection connection, Statement target, SqlText sql)
      throws SQLException {
    Place place = connection.place();
    long start = SqlSource.start(place);
    int[] counts;
    try {
      counts = target.executeBatch();
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    if (counts == null) {
      connection.source().ran(place, sql, start, SqlSource.NONE, SqlSource.NONE);
    } else if (counts.length > 0) {
      connection.source().ran(place, sql, start, rows(counts), counts.length);
    }
    return counts;
  }

  static long[] runLarge(CapturingConnection connection, Statement target, SqlText sql)
      throws SQLException {
    Place place = connection.place();
    long start = SqlSource.start(place);
    long[] counts;
    try {
      counts = target.executeLargeBatch();
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    if (counts == null) {
      connection.source().ran(place, sql, start, SqlSource.NONE, SqlSource.NONE);
    } else if (counts.length > 0) {
      connection.source().ran(place, sql, start, rows(counts), counts.length);
    }
    return counts;
  }

  /** Rows that were told; a driver may know of success without knowing of rows. */
  private static long rows(int[] counts) {
    long rows = SqlSource.NONE;
    for (int count : counts) {
      if (count >= 0) {
        rows = Math.max(rows, 0) + count;
      }
    }
    return rows;
  }

  private static long rows(long[] counts) {
    long rows = SqlSource.NONE;
    for (long count : counts) {
      if (count >= 0) {
        rows = Math.max(rows, 0) + count;
      }
    }
    return rows;
  }
}
