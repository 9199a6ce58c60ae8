package io.routeflow.micronaut.jdbc.capture;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Runs prepared statements. The driver's exceptions pass as they are. Written out for each method,
 * because this is the way of nearly all SQL, and nothing may be allocated on it.
 */
final class PreparedRuns {

  private PreparedRuns() {}

  static ResultSet query(CapturingConnection connection, PreparedStatement target, SqlText sql)
      throws SQLException {
    Place place = connection.place();
    long start = SqlSource.start(place);
    ResultSet result;
    try {
      result = target.executeQuery();
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    connection.source().ran(place, sql, start, SqlSource.NONE, SqlSource.NONE);
    return result;
  }

  static int update(CapturingConnection connection, PreparedStatement target, SqlText sql)
      throws SQLException {
    Place place = connection.place();
    long start = SqlSource.start(place);
    int rows;
    try {
      rows = target.executeUpdate();
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    connection.source().ran(place, sql, start, rows, SqlSource.NONE);
    return rows;
  }

  static long largeUpdate(CapturingConnection connection, PreparedStatement target, SqlText sql)
      throws SQLException {
    Place place = connection.place();
    long start = SqlSource.start(place);
    long rows;
    try {
      rows = target.executeLargeUpdate();
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    connection.source().ran(place, sql, start, rows, SqlSource.NONE);
    return rows;
  }

  static boolean run(CapturingConnection connection, PreparedStatement target, SqlText sql)
      throws SQLException {
    Place place = connection.place();
    long start = SqlSource.start(place);
    boolean hasResult;
    try {
      hasResult = target.execute();
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    connection.source().ran(place, sql, start, SqlSource.NONE, SqlSource.NONE);
    return hasResult;
  }
}
