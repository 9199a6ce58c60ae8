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
  ForwardingStatementSettings() {}

  @Override
  abstract Statement wrapped();

  @Override
  public final int getMaxFieldSize() throws SQLException {
    return wrapped().getMaxFieldSize();
  }

  @Override
  public final void setMaxFieldSize(int max) throws SQLException {
    wrapped().setMaxFieldSize(max);
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return wrapped().getMaxRows();
  }

  @Override
  public final void setMaxRows(int max) throws SQLException {
    wrapped().setMaxRows(max);
  }

  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    wrapped().setEscapeProcessing(enable);
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    return wrapped().getQueryTimeout();
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    wrapped().setQueryTimeout(seconds);
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    return wrapped().getWarnings();
  }

  @Override
  public final void clearWarnings() throws SQLException {
    wrapped().clearWarnings();
  }

  @Override
  public final void setCursorName(String name) throws SQLException {
    wrapped().setCursorName(name);
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    wrapped().setFetchDirection(direction);
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    return wrapped().getFetchDirection();
  }

  @Override
  public final void setFetchSize(int rows) throws SQLException {
    wrapped().setFetchSize(rows);
  }

  @Override
  public final int getFetchSize() throws SQLException {
    return wrapped().getFetchSize();
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    return wrapped().getResultSetConcurrency();
  }

  @Override
  public final int getResultSetType() throws SQLException {
    return wrapped().getResultSetType();
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    return wrapped().getResultSetHoldability();
  }

  @Override
  public final boolean isClosed() throws SQLException {
    return wrapped().isClosed();
  }

  @Override
  public final void setPoolable(boolean poolable) throws SQLException {
    wrapped().setPoolable(poolable);
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    return wrapped().isPoolable();
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    wrapped().closeOnCompletion();
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    return wrapped().isCloseOnCompletion();
  }

  @Override
  public final void setLargeMaxRows(long max) throws SQLException {
    wrapped().setLargeMaxRows(max);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    return wrapped().getLargeMaxRows();
  }

  @Override
  public final String enquoteLiteral(String value) throws SQLException {
    return wrapped().enquoteLiteral(value);
  }

  @Override
  public final String enquoteIdentifier(String identifier, boolean alwaysQuote)
      throws SQLException {
    return wrapped().enquoteIdentifier(identifier, alwaysQuote);
  }

  @Override
  public final boolean isSimpleIdentifier(String identifier) throws SQLException {
    return wrapped().isSimpleIdentifier(identifier);
  }

  @Override
  public final String enquoteNCharLiteral(String value) throws SQLException {
    return wrapped().enquoteNCharLiteral(value);
  }
}
