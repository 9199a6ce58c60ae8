package io.routeflow.micronaut.jdbc.delegate;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/**
 * Forwards moving the cursor, warnings, fetching and the description of a result set. All of it is
 * final: no subclass can put work into a row's way.
 *
 * <p>A layer, cut for size; extend {@link ForwardingResultSet}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingCursor extends ForwardingWrapper implements ResultSet {
  /** What every call goes to: the pool's or the driver's own object. Set once. */
  protected ResultSet target;

  ForwardingCursor(ResultSet target) {
    this.target = target;
  }

  @Override
  final ResultSet wrapped() {
    return target;
  }

  @Override
  public final boolean next() throws SQLException {
    return target.next();
  }

  @Override
  public final void close() throws SQLException {
    target.close();
  }

  @Override
  public final boolean wasNull() throws SQLException {
    return target.wasNull();
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
  public final @Nullable String getCursorName() throws SQLException {
    return target.getCursorName();
  }

  @Override
  public final ResultSetMetaData getMetaData() throws SQLException {
    return target.getMetaData();
  }

  @Override
  public final int findColumn(String columnLabel) throws SQLException {
    return target.findColumn(columnLabel);
  }

  @Override
  public final boolean isBeforeFirst() throws SQLException {
    return target.isBeforeFirst();
  }

  @Override
  public final boolean isAfterLast() throws SQLException {
    return target.isAfterLast();
  }

  @Override
  public final boolean isFirst() throws SQLException {
    return target.isFirst();
  }

  @Override
  public final boolean isLast() throws SQLException {
    return target.isLast();
  }

  @Override
  public final void beforeFirst() throws SQLException {
    target.beforeFirst();
  }

  @Override
  public final void afterLast() throws SQLException {
    target.afterLast();
  }

  @Override
  public final boolean first() throws SQLException {
    return target.first();
  }

  @Override
  public final boolean last() throws SQLException {
    return target.last();
  }

  @Override
  public final int getRow() throws SQLException {
    return target.getRow();
  }

  @Override
  public final boolean absolute(int row) throws SQLException {
    return target.absolute(row);
  }

  @Override
  public final boolean relative(int rows) throws SQLException {
    return target.relative(rows);
  }

  @Override
  public final boolean previous() throws SQLException {
    return target.previous();
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
  public final int getType() throws SQLException {
    return target.getType();
  }

  @Override
  public final int getConcurrency() throws SQLException {
    return target.getConcurrency();
  }

  @Override
  public final boolean rowUpdated() throws SQLException {
    return target.rowUpdated();
  }

  @Override
  public final boolean rowInserted() throws SQLException {
    return target.rowInserted();
  }

  @Override
  public final boolean rowDeleted() throws SQLException {
    return target.rowDeleted();
  }

  @Override
  public final void insertRow() throws SQLException {
    target.insertRow();
  }

  @Override
  public final void deleteRow() throws SQLException {
    target.deleteRow();
  }

  @Override
  public final void refreshRow() throws SQLException {
    target.refreshRow();
  }

  @Override
  public final void cancelRowUpdates() throws SQLException {
    target.cancelRowUpdates();
  }

  @Override
  public final void moveToInsertRow() throws SQLException {
    target.moveToInsertRow();
  }

  @Override
  public final void moveToCurrentRow() throws SQLException {
    target.moveToCurrentRow();
  }

  @Override
  public final int getHoldability() throws SQLException {
    return target.getHoldability();
  }

  @Override
  public final boolean isClosed() throws SQLException {
    return target.isClosed();
  }
}
