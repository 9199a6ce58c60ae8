package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Runs prepared statements. The driver's exceptions pass as they are. Written out for each method,
 * because this is the way of nearly all SQL, and nothing may be allocated on it.
 */
final class PreparedRuns {

  private PreparedRuns() {}

  static ResultSet query(SqlSource source, PreparedStatement target, NormalizedSql sql)
      throws SQLException {
    SqlGroups groups = source.groups();
    long start = SqlSource.start(groups);
    ResultSet result;
    try {
      result = target.executeQuery();
    } catch (Throwable e) {
      source.failed(groups, sql, start, SqlSource.NONE, e);
      throw e;
    }
    source.ran(groups, sql, start, SqlSource.NONE, SqlSource.NONE);
    return result;
  }

  static int update(SqlSource source, PreparedStatement target, NormalizedSql sql)
      throws SQLException {
    SqlGroups groups = source.groups();
    long start = SqlSource.start(groups);
    int rows;
    try {
      rows = target.executeUpdate();
    } catch (Throwable e) {
      source.failed(groups, sql, start, SqlSource.NONE, e);
      throw e;
    }
    source.ran(groups, sql, start, rows, SqlSource.NONE);
    return rows;
  }

  static long largeUpdate(SqlSource source, PreparedStatement target, NormalizedSql sql)
      throws SQLException {
    SqlGroups groups = source.groups();
    long start = SqlSource.start(groups);
    long rows;
    try {
      rows = target.executeLargeUpdate();
    } catch (Throwable e) {
      source.failed(groups, sql, start, SqlSource.NONE, e);
      throw e;
    }
    source.ran(groups, sql, start, rows, SqlSource.NONE);
    return rows;
  }

  static boolean run(SqlSource source, PreparedStatement target, NormalizedSql sql)
      throws SQLException {
    SqlGroups groups = source.groups();
    long start = SqlSource.start(groups);
    boolean hasResult;
    try {
      hasResult = target.execute();
    } catch (Throwable e) {
      source.failed(groups, sql, start, SqlSource.NONE, e);
      throw e;
    }
    source.ran(groups, sql, start, SqlSource.NONE, SqlSource.NONE);
    return hasResult;
  }
}
