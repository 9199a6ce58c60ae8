package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs batches: one execution each, with their size. The driver's exceptions pass as they are. */
final class BatchRuns {

  private BatchRuns() {}

  static int[] run(SqlSource source, Statement target, NormalizedSql sql, int size)
      throws SQLException {
    if (size == 0) {
      return target.executeBatch();
    }
    SqlGroups groups = source.groups();
    long start = SqlSource.start(groups);
    int[] counts;
    try {
      counts = target.executeBatch();
    } catch (Throwable e) {
      source.failed(groups, sql, start, size, e);
      throw e;
    }
    source.ran(groups, sql, start, rows(counts), size);
    return counts;
  }

  static long[] runLarge(SqlSource source, Statement target, NormalizedSql sql, int size)
      throws SQLException {
    if (size == 0) {
      return target.executeLargeBatch();
    }
    SqlGroups groups = source.groups();
    long start = SqlSource.start(groups);
    long[] counts;
    try {
      counts = target.executeLargeBatch();
    } catch (Throwable e) {
      source.failed(groups, sql, start, size, e);
      throw e;
    }
    source.ran(groups, sql, start, rows(counts), size);
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
