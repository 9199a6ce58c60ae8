package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs batches: one execution each, with their size. The driver's exceptions pass as they are. */
final class BatchRuns {

  private BatchRuns() {}

  static int[] run(CapturingConnection connection, Statement target, NormalizedSql sql, int size)
      throws SQLException {
    if (size == 0) {
      return target.executeBatch();
    }
    Place place = connection.place();
    long start = SqlSource.start(place);
    int[] counts;
    try {
      counts = target.executeBatch();
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, size, e);
      throw e;
    }
    connection.source().ran(place, sql, start, rows(counts), size);
    return counts;
  }

  static long[] runLarge(
      CapturingConnection connection, Statement target, NormalizedSql sql, int size)
      throws SQLException {
    if (size == 0) {
      return target.executeLargeBatch();
    }
    Place place = connection.place();
    long start = SqlSource.start(place);
    long[] counts;
    try {
      counts = target.executeLargeBatch();
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, size, e);
      throw e;
    }
    connection.source().ran(place, sql, start, rows(counts), size);
    return counts;
  }

  /** Rows that were told; a driver may know of success without knowing of rows. */
  private static long rows(int[] counts) {
    long rows = SqlSource.NONE;
    if (counts == null) {
      return rows;
    }
    for (int count : counts) {
      if (count >= 0) {
        rows = Math.max(rows, 0) + count;
      }
    }
    return rows;
  }

  private static long rows(long[] counts) {
    long rows = SqlSource.NONE;
    if (counts == null) {
      return rows;
    }
    for (long count : counts) {
      if (count >= 0) {
        rows = Math.max(rows, 0) + count;
      }
    }
    return rows;
  }
}
