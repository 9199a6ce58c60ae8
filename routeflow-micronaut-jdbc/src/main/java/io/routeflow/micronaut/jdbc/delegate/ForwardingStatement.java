package io.routeflow.micronaut.jdbc.delegate;

import io.micronaut.core.annotation.Internal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to another statement.
 *
 * <p>A subclass overrides what runs SQL: {@link #runText(String, TextCall)}, once for all methods
 * that take SQL as text, and batches; and what hands out an object: {@link #getConnection()} and,
 * once for all results, {@link #handOut(ResultSet)}. Settings are final: they run nothing.
 * Exceptions of the target pass untouched. As thread-safe as the target.
 *
 * @since 0.1.0
 */
@Internal
public abstract class ForwardingStatement extends ForwardingWrapper implements Statement {
  /** Forwards to what {@link #target()} answers. */
  protected ForwardingStatement() {}

  @Override
  protected abstract Statement target();

  /**
   * One of the methods that run SQL given as text.
   *
   * @param <T> what it answers
   */
  @FunctionalInterface
  public interface TextCall<T extends @Nullable Object> {
    /**
     * Makes the call, with the arguments of the caller.
     *
     * @param statement the statement that runs the SQL
     * @return its answer
     * @throws SQLException as that statement throws it
     */
    T on(Statement statement) throws SQLException;
  }

  /**
   * Runs SQL that is given as text: here on the target. All methods that take SQL and run it at
   * once come through here.
   *
   * @param sql the SQL
   * @param call the method, with its further arguments
   * @param <T> what the method answers
   * @return the answer of the target
   * @throws SQLException as the target throws it
   */
  protected <T extends @Nullable Object> T runText(String sql, TextCall<T> call)
      throws SQLException {
    return call.on(target());
  }

  /**
   * The result set that the caller gets: here the target's own. It is for subclasses that wrap
   * result sets, because the statement behind one is the target.
   *
   * @param result what the target answered
   * @return what the caller gets
   */
  protected ResultSet handOut(ResultSet result) {
    return result;
  }

  @Override
  public final int getMaxFieldSize() throws SQLException {
    return target().getMaxFieldSize();
  }

  @Override
  public final void setMaxFieldSize(int max) throws SQLException {
    target().setMaxFieldSize(max);
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return target().getMaxRows();
  }

  @Override
  public final void setMaxRows(int max) throws SQLException {
    target().setMaxRows(max);
  }

  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    target().setEscapeProcessing(enable);
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    return target().getQueryTimeout();
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    target().setQueryTimeout(seconds);
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    return target().getWarnings();
  }

  @Override
  public final void clearWarnings() throws SQLException {
    target().clearWarnings();
  }

  @Override
  public final void setCursorName(String name) throws SQLException {
    target().setCursorName(name);
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    target().setFetchDirection(direction);
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    return target().getFetchDirection();
  }

  @Override
  public final void setFetchSize(int rows) throws SQLException {
    target().setFetchSize(rows);
  }

  @Override
  public final int getFetchSize() throws SQLException {
    return target().getFetchSize();
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    return target().getResultSetConcurrency();
  }

  @Override
  public final int getResultSetType() throws SQLException {
    return target().getResultSetType();
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    return target().getResultSetHoldability();
  }

  @Override
  public final boolean isClosed() throws SQLException {
    return target().isClosed();
  }

  @Override
  public final void setPoolable(boolean poolable) throws SQLException {
    target().setPoolable(poolable);
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    return target().isPoolable();
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    target().closeOnCompletion();
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    return target().isCloseOnCompletion();
  }

  @Override
  public final void setLargeMaxRows(long max) throws SQLException {
    target().setLargeMaxRows(max);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    return target().getLargeMaxRows();
  }

  @Override
  public final String enquoteLiteral(String value) throws SQLException {
    return target().enquoteLiteral(value);
  }

  @Override
  public final String enquoteIdentifier(String identifier, boolean alwaysQuote)
      throws SQLException {
    return target().enquoteIdentifier(identifier, alwaysQuote);
  }

  @Override
  public final boolean isSimpleIdentifier(String identifier) throws SQLException {
    return target().isSimpleIdentifier(identifier);
  }

  @Override
  public final String enquoteNCharLiteral(String value) throws SQLException {
    return target().enquoteNCharLiteral(value);
  }

  @Override
  public final ResultSet executeQuery(String sql) throws SQLException {
    return handOut(runText(sql, statement -> statement.executeQuery(sql)));
  }

  @Override
  public final int executeUpdate(String sql) throws SQLException {
    return runText(sql, statement -> statement.executeUpdate(sql));
  }

  @Override
  public void close() throws SQLException {
    target().close();
  }

  @Override
  public void cancel() throws SQLException {
    target().cancel();
  }

  @Override
  public final boolean execute(String sql) throws SQLException {
    return runText(sql, statement -> statement.execute(sql));
  }

  @Override
  public final @Nullable ResultSet getResultSet() throws SQLException {
    ResultSet result = target().getResultSet();
    return result == null ? null : handOut(result);
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return target().getUpdateCount();
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return target().getMoreResults();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    target().addBatch(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    target().clearBatch();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return target().executeBatch();
  }

  @Override
  public Connection getConnection() throws SQLException {
    return target().getConnection();
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    return target().getMoreResults(current);
  }

  @Override
  public final ResultSet getGeneratedKeys() throws SQLException {
    return handOut(target().getGeneratedKeys());
  }

  @Override
  public final int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return runText(sql, statement -> statement.executeUpdate(sql, autoGeneratedKeys));
  }

  @Override
  public final int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return runText(sql, statement -> statement.executeUpdate(sql, columnIndexes));
  }

  @Override
  public final int executeUpdate(String sql, String[] columnNames) throws SQLException {
    return runText(sql, statement -> statement.executeUpdate(sql, columnNames));
  }

  @Override
  public final boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
    return runText(sql, statement -> statement.execute(sql, autoGeneratedKeys));
  }

  @Override
  public final boolean execute(String sql, int[] columnIndexes) throws SQLException {
    return runText(sql, statement -> statement.execute(sql, columnIndexes));
  }

  @Override
  public final boolean execute(String sql, String[] columnNames) throws SQLException {
    return runText(sql, statement -> statement.execute(sql, columnNames));
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return target().getLargeUpdateCount();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return target().executeLargeBatch();
  }

  @Override
  public final long executeLargeUpdate(String sql) throws SQLException {
    return runText(sql, statement -> statement.executeLargeUpdate(sql));
  }

  @Override
  public final long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return runText(sql, statement -> statement.executeLargeUpdate(sql, autoGeneratedKeys));
  }

  @Override
  public final long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return runText(sql, statement -> statement.executeLargeUpdate(sql, columnIndexes));
  }

  @Override
  public final long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
    return runText(sql, statement -> statement.executeLargeUpdate(sql, columnNames));
  }
}
