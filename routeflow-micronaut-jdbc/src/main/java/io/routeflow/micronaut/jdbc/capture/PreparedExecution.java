package io.routeflow.micronaut.jdbc.capture;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Runs prepared statements. The driver's exceptions pass as they are. Written out for each method,
 * because nearly all SQL runs here, and nothing may be allocated for it.
 */
final class PreparedExecution {

  private PreparedExecution() {}

  static ResultSet query(
      SqlRecorder recorder, SqlContext context, PreparedStatement target, SqlText sql)
      throws SQLException {
    long start = recorder.startTimer(context);
    ResultSet result;
    try {
      result = target.executeQuery();
    } catch (Throwable e) {
      recorder.failed(context, sql, start, e);
      throw e;
    }
    recorder.executed(context, sql, start, SqlRecorder.NONE, SqlRecorder.NONE);
    return result;
  }

  static int update(SqlRecorder recorder, SqlContext context, PreparedStatement target, SqlText sql)
      throws SQLException {
    long start = recorder.startTimer(context);
    int rows;
    try {
      rows = target.executeUpdate();
    } catch (Throwable e) {
      recorder.failed(context, sql, start, e);
      throw e;
    }
    recorder.executed(context, sql, start, rows, SqlRecorder.NONE);
    return rows;
  }

  static long largeUpdate(
      SqlRecorder recorder, SqlContext context, PreparedStatement target, SqlText sql)
      throws SQLException {
    long start = recorder.startTimer(context);
    long rows;
    try {
      rows = target.executeLargeUpdate();
    } catch (Throwable e) {
      recorder.failed(context, sql, start, e);
      throw e;
    }
    recorder.executed(context, sql, start, rows, SqlRecorder.NONE);
    return rows;
  }

  static boolean run(
      SqlRecorder recorder, SqlContext context, PreparedStatement target, SqlText sql)
      throws SQLException {
    long start = recorder.startTimer(context);
    boolean hasResult;
    try {
      hasResult = target.execute();
    } catch (Throwable e) {
      recorder.failed(context, sql, start, e);
      throw e;
    }
    recorder.executed(context, sql, start, SqlRecorder.NONE, SqlRecorder.NONE);
    return hasResult;
  }
}
