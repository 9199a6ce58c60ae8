package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.propagation.PropagatedContext;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection whose statements are captured, and whose commits and rollbacks are counted. */
final class CapturingConnection extends RecordedConnection {

  private final Connection target;

  /** The one for unknown databases, until the first statement is made. */
  private SqlRecorder recorder;

  /** The one it was used in last: nearly always it is used there again. */
  private SqlContext context;

  CapturingConnection(Connection target, SqlRecorder recorder, SqlContext context) {
    this.target = target;
    this.recorder = recorder;
    this.context = context;
  }

  @Override
  protected Connection target() {
    return target;
  }

  @Override
  SqlRecorder recorder() {
    return recorder;
  }

  @Override
  SqlContext context() {
    PropagatedContext propagated = recorder.propagated();
    return SqlContext.canBeIn(propagated) ? contextIn(propagated) : SqlContext.NONE;
  }

  private SqlContext contextIn(PropagatedContext propagated) {
    SqlContext now = recorder.context(propagated, context);
    context = now;
    return now;
  }

  /** What it holds for the next statement; {@link SqlContext#NONE} where it holds nothing. */
  SqlContext lastContext() {
    return context;
  }

  @Override
  Statement record(Statement statement) {
    try {
      return isRecorded() ? new CapturingStatement(statement, this) : statement;
    } catch (Throwable e) {
      recorder.report(e);
      return statement;
    }
  }

  /**
   * Whether this is what records the connection. Asked when a statement has been made: then there
   * is a connection to the database, and the first time nothing is open on it.
   */
  private boolean isRecorded() {
    if (recorder.isResolved()) {
      return true;
    }
    SqlRecorder before = recorder;
    SqlRecorder resolved = before.resolve(target);
    if (resolved != before) {
      recorder = resolved;
      if (resolved.isPassThrough() && before.isCountedBehind()) {
        forgetOneOfTwo();
      }
    }
    return !resolved.isPassThrough();
  }

  /** The data source behind has counted the connection as well. */
  private void forgetOneOfTwo() {
    RequestSql groups = context.groups();
    if (groups != null) {
      groups.connectedTwice();
    }
  }

  /**
   * A pool does this when a connection is given back: what it held for the request is let go. Where
   * the application does it, the next statement looks for its request anew.
   */
  @Override
  public void clearWarnings() throws SQLException {
    context = SqlContext.NONE;
    target.clearWarnings();
  }

  @Override
  public void commit() throws SQLException {
    target.commit();
    try {
      RequestSql groups = context().groups();
      if (groups != null && !recorder.isPassThrough()) {
        groups.committed();
      }
    } catch (Throwable e) {
      recorder.report(e);
    }
  }

  @Override
  public void rollback() throws SQLException {
    target.rollback();
    try {
      RequestSql groups = context().groups();
      if (groups != null && !recorder.isPassThrough()) {
        groups.rolledBack();
      }
    } catch (Throwable e) {
      recorder.report(e);
    }
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    return new CapturingMetaData(target.getMetaData(), this);
  }

  @Override
  public Statement createStatement() throws SQLException {
    return record(target.createStatement());
  }

  @Override
  public Statement createStatement(int resultSetType, int resultSetConcurrency)
      throws SQLException {
    return record(target.createStatement(resultSetType, resultSetConcurrency));
  }

  @Override
  public Statement createStatement(
      int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
    return record(
        target.createStatement(resultSetType, resultSetConcurrency, resultSetHoldability));
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return prepared(target.prepareStatement(sql), now, sql, start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int resultSetType, int resultSetConcurrency)
      throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return prepared(
          target.prepareStatement(sql, resultSetType, resultSetConcurrency), now, sql, start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  @Override
  public PreparedStatement prepareStatement(
      String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability)
      throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return prepared(
          target.prepareStatement(sql, resultSetType, resultSetConcurrency, resultSetHoldability),
          now,
          sql,
          start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return prepared(target.prepareStatement(sql, autoGeneratedKeys), now, sql, start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return prepared(target.prepareStatement(sql, columnIndexes), now, sql, start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return prepared(target.prepareStatement(sql, columnNames), now, sql, start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return callable(target.prepareCall(sql), now, sql, start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  @Override
  public CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency)
      throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return callable(
          target.prepareCall(sql, resultSetType, resultSetConcurrency), now, sql, start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  @Override
  public CallableStatement prepareCall(
      String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability)
      throws SQLException {
    SqlContext now = context();
    long start = recorder.startTimer(now);
    try {
      return callable(
          target.prepareCall(sql, resultSetType, resultSetConcurrency, resultSetHoldability),
          now,
          sql,
          start);
    } catch (Throwable e) {
      rejected(now, sql, start, e);
      throw e;
    }
  }

  /** A statement that the database rejected before it could be executed. */
  private void rejected(SqlContext context, String sql, long start, Throwable failure) {
    try {
      SqlRecorder probable = recorder.resolveUnasked(target);
      if (!probable.isPassThrough()) {
        probable.failed(context, new GivenText(probable, sql), start, failure);
      }
    } catch (Throwable e) {
      recorder.report(e);
    }
  }

  private PreparedStatement prepared(
      PreparedStatement statement, SqlContext context, String sql, long start) {
    try {
      Object text = recorder.textOf(context, sql, start);
      return isRecorded() ? new CapturingPreparedStatement(statement, this, text) : statement;
    } catch (Throwable e) {
      recorder.report(e);
      return statement;
    }
  }

  private CallableStatement callable(
      CallableStatement statement, SqlContext context, String sql, long start) {
    try {
      Object text = recorder.textOf(context, sql, start);
      return isRecorded() ? new CapturingCallableStatement(statement, this, text) : statement;
    } catch (Throwable e) {
      recorder.report(e);
      return statement;
    }
  }
}
