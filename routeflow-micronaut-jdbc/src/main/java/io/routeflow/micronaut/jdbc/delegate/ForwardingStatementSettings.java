package io.routeflow.micronaut.jdbc.delegate;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the settings of a statement: limits, fetching, cursor, warnings, pooling, quoting.
 * Nothing here runs SQL or hands out an object, hence all of it is final.
 *
 * <p>A layer, cut for size; extend {@link ForwardingStatement}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingStatementSettings extends ForwardingWrapper implements Statement {
  /** What every call goes to: the pool's or the driver's own object. */
  protected final Statement target;

  ForwardingStatementSettings(Statement target) {
    this.target = target;
  }

  @Override
  final Statement wrapped() {
    return target;
  }

  @Override
  public final int getMaxFieldSize() throws SQLException {
    return target.getMaxFieldSize();
  }

  @Override
  public final void setMaxFieldSize(int max) throws SQLException {
    target.setMaxFieldSize(max);
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return target.getMaxRows();
  }

  @Override
  public final void setMaxRows(int max) throws SQLException {
    target.setMaxRows(max);
  }

  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    target.setEscapeProcessing(enable);
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    return target.getQueryTimeout();
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    target.setQueryTimeout(seconds);
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    return target.getWarnings();
  }

  @Override
  public final void clearWarnings() throws SQLException {
    target.clearWarnings();
  }

  @Override
  public final void setCursorName(String name) throws SQLException {
    target.setCursorName(name);
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    target.setFetchDirection(direction);
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    return target.getFetchDirection();
  }

  @Override
  public final void setFetchSize(int rows) throws SQLException {
    target.setFetchSize(rows);
  }

  @Override
  public final int getFetchSize() throws SQLException {
    return target.getFetchSize();
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    return target.getResultSetConcurrency();
  }

  @Override
  public final int getResultSetType() throws SQLException {
    return target.getResultSetType();
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    return target.getResultSetHoldability();
  }

  @Override
  public final boolean isClosed() throws SQLException {
    return target.isClosed();
  }

  @Override
  public final void setPoolable(boolean poolable) throws SQLException {
    target.setPoolable(poolable);
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    return target.isPoolable();
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    target.closeOnCompletion();
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    return target.isCloseOnCompletion();
  }

  @Override
  public final void setLargeMaxRows(long max) throws SQLException {
    target.setLargeMaxRows(max);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    return target.getLargeMaxRows();
  }

  @Override
  public final String enquoteLiteral(String value) throws SQLException {
    return target.enquoteLiteral(value);
  }

  @Override
  public final String enquoteIdentifier(String identifier, boolean alwaysQuote)
      throws SQLException {
    return target.enquoteIdentifier(identifier, alwaysQuote);
  }

  @Override
  public final boolean isSimpleIdentifier(String identifier) throws SQLException {
    return target.isSimpleIdentifier(identifier);
  }

  @Override
  public final String enquoteNCharLiteral(String value) throws SQLException {
    return target.enquoteNCharLiteral(value);
  }
}
