package io.routeflow.micronaut.jdbc.capture;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs batches: one execution each. Their size is what the driver reports, one count for each
 * entry; an empty batch is not recorded. The driver's exceptions pass as they are.
 */
final class BatchExecution {

  private BatchExecution() {}

  static int[] run(SqlRecorder recorder, SqlContext context, Statement target, SqlText sql)
      throws SQLException {
    long start = recorder.startTimer(context);
    int[] counts;
    try {
      counts = target.executeBatch();
    } catch (Throwable e) {
      recorder.failed(context, sql, start, e);
      throw e;
    }
    if (counts == null) {
      recorder.executed(context, sql, start, SqlRecorder.NONE, SqlRecorder.NONE);
    } else if (counts.length > 0) {
      recorder.executed(context, sql, start, rows(counts), counts.length);
    }
    return counts;
  }

  static long[] runLarge(SqlRecorder recorder, SqlContext context, Statement target, SqlText sql)
      throws SQLException {
    long start = recorder.startTimer(context);
    long[] counts;
    try {
      counts = target.executeLargeBatch();
    } catch (Throwable e) {
      recorder.failed(context, sql, start, e);
      throw e;
    }
    if (counts == null) {
      recorder.executed(context, sql, start, SqlRecorder.NONE, SqlRecorder.NONE);
    } else if (counts.length > 0) {
      recorder.executed(context, sql, start, rows(counts), counts.length);
    }
    return counts;
  }

  /** The reported rows; a driver may know of success without knowing of rows. */
  private static long rows(int[] counts) {
    long rows = SqlRecorder.NONE;
    for (int count : counts) {
      if (count >= 0) {
        rows = Math.max(rows, 0) + count;
      }
    }
    return rows;
  }

  private static long rows(long[] counts) {
    long rows = SqlRecorder.NONE;
    for (long count : counts) {
      if (count >= 0) {
        rows = Math.max(rows, 0) + count;
      }
    }
    return rows;
  }
}
