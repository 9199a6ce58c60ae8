package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingPreparedStatement;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A prepared statement whose executions are captured. Its values are not looked at. */
final class CapturingPreparedStatement extends ForwardingPreparedStatement implements SqlText {

  private final PreparedStatement target;
  private final RecordedConnection connection;

  /**
   * As it was given, perhaps with the time for which it was prepared; once it ran in a request,
   * what may be kept of it; and while rows are pending, these with it. One field, because each
   * statement that is made has it.
   */
  private @Nullable Object text;

  CapturingPreparedStatement(
      PreparedStatement target, RecordedConnection connection, @Nullable Object text) {
    this.target = target;
    this.connection = connection;
    this.text = text;
  }

  @Override
  protected PreparedStatement target() {
    return target;
  }

  @Override
  public NormalizedSql sql() {
    Object known = text;
    NormalizedSql normalized =
        known instanceof PendingRows rows ? rows.sql() : connection.recorder().normalized(known);
    text = normalized;
    return normalized;
  }

  @Override
  public long preparedIn(RequestSql groups) {
    return SlowlyPrepared.nanos(text, groups);
  }

  @Override
  protected <T extends @Nullable Object> T runText(String sql, TextCall<T> call)
      throws SQLException {
    SqlRecorder recorder = connection.recorder();
    SqlText given = new GivenText(recorder, sql);
    return TextExecution.run(recorder, connection.context(), target, given, call);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return handOut(
        PreparedExecution.query(connection.recorder(), connection.context(), target, this));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return PreparedExecution.update(connection.recorder(), connection.context(), target, this);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return PreparedExecution.largeUpdate(connection.recorder(), connection.context(), target, this);
  }

  @Override
  public boolean execute() throws SQLException {
    SqlContext context = connection.context();
    boolean hasResult = PreparedExecution.run(connection.recorder(), context, target, this);
    text = PendingRows.after(connection.recorder(), context, text, hasResult);
    return hasResult;
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return BatchExecution.run(connection.recorder(), connection.context(), target, this);
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return BatchExecution.runLarge(connection.recorder(), connection.context(), target, this);
  }

  @Override
  public int getUpdateCount() throws SQLException {
    int count = target.getUpdateCount();
    PendingRows.counted(text, count);
    return count;
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    long count = target.getLargeUpdateCount();
    PendingRows.counted(text, count);
    return count;
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    try {
      return next(target.getMoreResults());
    } catch (Throwable e) {
      PendingRows.failed(connection, text, e);
      throw e;
    }
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    try {
      return next(target.getMoreResults(current));
    } catch (Throwable e) {
      PendingRows.failed(connection, text, e);
      throw e;
    }
  }

  private boolean next(boolean hasResult) {
    text = PendingRows.after(connection.recorder(), connection.context(), text, hasResult);
    return hasResult;
  }

  /** The captured connection, once the driver has had its chance to object. */
  @Override
  public Connection getConnection() throws SQLException {
    target.getConnection();
    return connection;
  }

  @Override
  protected ResultSet handOut(ResultSet result) {
    return CapturingResultSet.of(result, this);
  }
}
