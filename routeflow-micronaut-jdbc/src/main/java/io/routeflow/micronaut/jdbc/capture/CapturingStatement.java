package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement whose executions are captured. */
final class CapturingStatement extends ForwardingStatement {

  private final Statement target;
  private final RecordedConnection connection;
  private @Nullable BatchText batch;

  /** What may be kept of the text that ran last in a request; while rows are pending, these. */
  private @Nullable Object text;

  CapturingStatement(Statement target, RecordedConnection connection) {
    this.target = target;
    this.connection = connection;
  }

  @Override
  protected Statement target() {
    return target;
  }

  @Override
  protected <T extends @Nullable Object> T runText(String sql, TextCall<T> call)
      throws SQLException {
    SqlRecorder recorder = connection.recorder();
    SqlContext context = connection.context();
    GivenText given = new GivenText(recorder, sql);
    text = null;
    T answer = TextExecution.run(recorder, context, target, given, call);
    text = PendingRows.after(recorder, context, given.recorded(), !Boolean.FALSE.equals(answer));
    return answer;
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    target.addBatch(sql);
    try {
      BatchText texts = batch;
      if (texts == null) {
        texts = new BatchText(connection.recorder());
        batch = texts;
      }
      texts.add(sql);
    } catch (Throwable e) {
      connection.recorder().report(e);
    }
  }

  @Override
  public void clearBatch() throws SQLException {
    target.clearBatch();
    batch = null;
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return BatchExecution.run(connection.recorder(), connection.context(), target, takeBatch());
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    BatchText taken = takeBatch();
    try {
      return BatchExecution.runLarge(connection.recorder(), connection.context(), target, taken);
    } catch (Throwable e) {
      if (SqlFailure.isMissingMethod(e)) {
        // the batch is still to be executed
        batch = taken;
      }
      throw e;
    }
  }

  private BatchText takeBatch() {
    BatchText taken = batch;
    batch = null;
    text = null;
    return taken == null ? new BatchText(connection.recorder()) : taken;
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
