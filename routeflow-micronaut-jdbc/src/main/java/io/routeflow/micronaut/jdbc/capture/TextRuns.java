package io.routeflow.micronaut.jdbc.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs SQL that comes as text. The driver's exceptions pass as they are. */
final class TextRuns {

  /** For the methods that take nothing beside the text. */
  static final String NO_KEYS = "";

  private TextRuns() {}

  /**
   * One of the methods that change data.
   *
   * @param <A> what it takes beside the text: which generated keys are wanted
   */
  interface Update<A> {
    long apply(Statement statement, String sql, A keys) throws SQLException;
  }

  /**
   * One of the methods that run anything.
   *
   * @param <A> what it takes beside the text: which generated keys are wanted
   */
  interface Run<A> {
    boolean apply(Statement statement, String sql, A keys) throws SQLException;
  }

  static ResultSet query(CapturingConnection connection, Statement target, String text)
      throws SQLException {
    SqlText sql = new GivenText(connection.source(), text);
    Place place = connection.place();
    long start = SqlSource.start(place);
    ResultSet result;
    try {
      result = target.executeQuery(text);
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    connection.source().ran(place, sql, start, SqlSource.NONE, SqlSource.NONE);
    return result;
  }

  static <A> long update(
      CapturingConnection connection, Statement target, String text, A keys, Update<A> method)
      throws SQLException {
    SqlText sql = new GivenText(connection.source(), text);
    Place place = connection.place();
    long start = SqlSource.start(place);
    long rows;
    try {
      rows = method.apply(target, text, keys);
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    connection.source().ran(place, sql, start, rows, SqlSource.NONE);
    return rows;
  }

  static <A> boolean run(
      CapturingConnection connection, Statement target, String text, A keys, Run<A> method)
      throws SQLException {
    SqlText sql = new GivenText(connection.source(), text);
    Place place = connection.place();
    long start = SqlSource.start(place);
    boolean hasResult;
    try {
      hasResult = method.apply(target, text, keys);
    } catch (Throwable e) {
      connection.source().failed(place, sql, start, e);
      throw e;
    }
    connection.source().ran(place, sql, start, SqlSource.NONE, SqlSource.NONE);
    return hasResult;
  }
}
