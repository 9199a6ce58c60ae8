package io.routeflow.micronaut.jdbc.delegate;

import io.micronaut.core.annotation.Internal;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to another result set. It exists for one method, {@link #getStatement()}:
 * without it the target's own statement reaches the application, and what runs on that goes unseen.
 *
 * <p>Per row there is nothing but one more call: nothing is timed, counted, checked or allocated,
 * and every method but {@link #getStatement()} is final, so that no subclass can change this.
 * {@link #unwrap(Class)} leads past it to the target and to the driver's own result set.
 *
 * @since 0.1.0
 */
@Internal
public abstract class ForwardingResultSet extends ForwardingWrapper implements ResultSet {
  /** Forwards to what {@link #target()} answers. */
  protected ForwardingResultSet() {}

  @Override
  protected abstract ResultSet target();

  @Override
  public final boolean next() throws SQLException {
    return target().next();
  }

  @Override
  public final void close() throws SQLException {
    target().close();
  }

  @Override
  public final boolean wasNull() throws SQLException {
    return target().wasNull();
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
  public final @Nullable String getCursorName() throws SQLException {
    return target().getCursorName();
  }

  @Override
  public final ResultSetMetaData getMetaData() throws SQLException {
    return target().getMetaData();
  }

  @Override
  public final int findColumn(String columnLabel) throws SQLException {
    return target().findColumn(columnLabel);
  }

  @Override
  public final boolean isBeforeFirst() throws SQLException {
    return target().isBeforeFirst();
  }

  @Override
  public final boolean isAfterLast() throws SQLException {
    return target().isAfterLast();
  }

  @Override
  public final boolean isFirst() throws SQLException {
    return target().isFirst();
  }

  @Override
  public final boolean isLast() throws SQLException {
    return target().isLast();
  }

  @Override
  public final void beforeFirst() throws SQLException {
    target().beforeFirst();
  }

  @Override
  public final void afterLast() throws SQLException {
    target().afterLast();
  }

  @Override
  public final boolean first() throws SQLException {
    return target().first();
  }

  @Override
  public final boolean last() throws SQLException {
    return target().last();
  }

  @Override
  public final int getRow() throws SQLException {
    return target().getRow();
  }

  @Override
  public final boolean absolute(int row) throws SQLException {
    return target().absolute(row);
  }

  @Override
  public final boolean relative(int rows) throws SQLException {
    return target().relative(rows);
  }

  @Override
  public final boolean previous() throws SQLException {
    return target().previous();
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
  public final int getType() throws SQLException {
    return target().getType();
  }

  @Override
  public final int getConcurrency() throws SQLException {
    return target().getConcurrency();
  }

  @Override
  public final boolean rowUpdated() throws SQLException {
    return target().rowUpdated();
  }

  @Override
  public final boolean rowInserted() throws SQLException {
    return target().rowInserted();
  }

  @Override
  public final boolean rowDeleted() throws SQLException {
    return target().rowDeleted();
  }

  @Override
  public final void insertRow() throws SQLException {
    target().insertRow();
  }

  @Override
  public final void deleteRow() throws SQLException {
    target().deleteRow();
  }

  @Override
  public final void refreshRow() throws SQLException {
    target().refreshRow();
  }

  @Override
  public final void cancelRowUpdates() throws SQLException {
    target().cancelRowUpdates();
  }

  @Override
  public final void moveToInsertRow() throws SQLException {
    target().moveToInsertRow();
  }

  @Override
  public final void moveToCurrentRow() throws SQLException {
    target().moveToCurrentRow();
  }

  @Override
  public final int getHoldability() throws SQLException {
    return target().getHoldability();
  }

  @Override
  public final boolean isClosed() throws SQLException {
    return target().isClosed();
  }

  @Override
  public final @Nullable String getString(int columnIndex) throws SQLException {
    return target().getString(columnIndex);
  }

  @Override
  public final boolean getBoolean(int columnIndex) throws SQLException {
    return target().getBoolean(columnIndex);
  }

  @Override
  public final byte getByte(int columnIndex) throws SQLException {
    return target().getByte(columnIndex);
  }

  @Override
  public final short getShort(int columnIndex) throws SQLException {
    return target().getShort(columnIndex);
  }

  @Override
  public final int getInt(int columnIndex) throws SQLException {
    return target().getInt(columnIndex);
  }

  @Override
  public final long getLong(int columnIndex) throws SQLException {
    return target().getLong(columnIndex);
  }

  @Override
  public final float getFloat(int columnIndex) throws SQLException {
    return target().getFloat(columnIndex);
  }

  @Override
  public final double getDouble(int columnIndex) throws SQLException {
    return target().getDouble(columnIndex);
  }

  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
    return target().getBigDecimal(columnIndex, scale);
  }

  @Override
  public final byte @Nullable [] getBytes(int columnIndex) throws SQLException {
    return target().getBytes(columnIndex);
  }

  @Override
  public final @Nullable Date getDate(int columnIndex) throws SQLException {
    return target().getDate(columnIndex);
  }

  @Override
  public final @Nullable Time getTime(int columnIndex) throws SQLException {
    return target().getTime(columnIndex);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
    return target().getTimestamp(columnIndex);
  }

  @Override
  public final @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
    return target().getAsciiStream(columnIndex);
  }

  @Override
  @Deprecated
  public final @Nullable InputStream getUnicodeStream(int columnIndex) throws SQLException {
    return target().getUnicodeStream(columnIndex);
  }

  @Override
  public final @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
    return target().getBinaryStream(columnIndex);
  }

  @Override
  public final @Nullable Object getObject(int columnIndex) throws SQLException {
    return target().getObject(columnIndex);
  }

  @Override
  public final @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
    return target().getCharacterStream(columnIndex);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    return target().getBigDecimal(columnIndex);
  }

  @Override
  public final @Nullable Object getObject(int columnIndex, Map<String, Class<?>> map)
      throws SQLException {
    return target().getObject(columnIndex, map);
  }

  @Override
  public final @Nullable Ref getRef(int columnIndex) throws SQLException {
    return target().getRef(columnIndex);
  }

  @Override
  public final @Nullable Blob getBlob(int columnIndex) throws SQLException {
    return target().getBlob(columnIndex);
  }

  @Override
  public final @Nullable Clob getClob(int columnIndex) throws SQLException {
    return target().getClob(columnIndex);
  }

  @Override
  public final @Nullable Array getArray(int columnIndex) throws SQLException {
    return target().getArray(columnIndex);
  }

  @Override
  public final @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target().getDate(columnIndex, calendar);
  }

  @Override
  public final @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target().getTime(columnIndex, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target().getTimestamp(columnIndex, calendar);
  }

  @Override
  public final @Nullable URL getURL(int columnIndex) throws SQLException {
    return target().getURL(columnIndex);
  }

  @Override
  public final @Nullable RowId getRowId(int columnIndex) throws SQLException {
    return target().getRowId(columnIndex);
  }

  @Override
  public final @Nullable NClob getNClob(int columnIndex) throws SQLException {
    return target().getNClob(columnIndex);
  }

  @Override
  public final @Nullable SQLXML getSQLXML(int columnIndex) throws SQLException {
    return target().getSQLXML(columnIndex);
  }

  @Override
  public final @Nullable String getNString(int columnIndex) throws SQLException {
    return target().getNString(columnIndex);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
    return target().getNCharacterStream(columnIndex);
  }

  @Override
  public final <T> @Nullable T getObject(int columnIndex, Class<T> type) throws SQLException {
    return target().getObject(columnIndex, type);
  }

  @Override
  public final @Nullable String getString(String columnLabel) throws SQLException {
    return target().getString(columnLabel);
  }

  @Override
  public final boolean getBoolean(String columnLabel) throws SQLException {
    return target().getBoolean(columnLabel);
  }

  @Override
  public final byte getByte(String columnLabel) throws SQLException {
    return target().getByte(columnLabel);
  }

  @Override
  public final short getShort(String columnLabel) throws SQLException {
    return target().getShort(columnLabel);
  }

  @Override
  public final int getInt(String columnLabel) throws SQLException {
    return target().getInt(columnLabel);
  }

  @Override
  public final long getLong(String columnLabel) throws SQLException {
    return target().getLong(columnLabel);
  }

  @Override
  public final float getFloat(String columnLabel) throws SQLException {
    return target().getFloat(columnLabel);
  }

  @Override
  public final double getDouble(String columnLabel) throws SQLException {
    return target().getDouble(columnLabel);
  }

  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(String columnLabel, int scale)
      throws SQLException {
    return target().getBigDecimal(columnLabel, scale);
  }

  @Override
  public final byte @Nullable [] getBytes(String columnLabel) throws SQLException {
    return target().getBytes(columnLabel);
  }

  @Override
  public final @Nullable Date getDate(String columnLabel) throws SQLException {
    return target().getDate(columnLabel);
  }

  @Override
  public final @Nullable Time getTime(String columnLabel) throws SQLException {
    return target().getTime(columnLabel);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(String columnLabel) throws SQLException {
    return target().getTimestamp(columnLabel);
  }

  @Override
  public final @Nullable InputStream getAsciiStream(String columnLabel) throws SQLException {
    return target().getAsciiStream(columnLabel);
  }

  @Override
  @Deprecated
  public final @Nullable InputStream getUnicodeStream(String columnLabel) throws SQLException {
    return target().getUnicodeStream(columnLabel);
  }

  @Override
  public final @Nullable InputStream getBinaryStream(String columnLabel) throws SQLException {
    return target().getBinaryStream(columnLabel);
  }

  @Override
  public final @Nullable Object getObject(String columnLabel) throws SQLException {
    return target().getObject(columnLabel);
  }

  @Override
  public final @Nullable Reader getCharacterStream(String columnLabel) throws SQLException {
    return target().getCharacterStream(columnLabel);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(String columnLabel) throws SQLException {
    return target().getBigDecimal(columnLabel);
  }

  @Override
  public final @Nullable Object getObject(String columnLabel, Map<String, Class<?>> map)
      throws SQLException {
    return target().getObject(columnLabel, map);
  }

  @Override
  public final @Nullable Ref getRef(String columnLabel) throws SQLException {
    return target().getRef(columnLabel);
  }

  @Override
  public final @Nullable Blob getBlob(String columnLabel) throws SQLException {
    return target().getBlob(columnLabel);
  }

  @Override
  public final @Nullable Clob getClob(String columnLabel) throws SQLException {
    return target().getClob(columnLabel);
  }

  @Override
  public final @Nullable Array getArray(String columnLabel) throws SQLException {
    return target().getArray(columnLabel);
  }

  @Override
  public final @Nullable Date getDate(String columnLabel, @Nullable Calendar calendar)
      throws SQLException {
    return target().getDate(columnLabel, calendar);
  }

  @Override
  public final @Nullable Time getTime(String columnLabel, @Nullable Calendar calendar)
      throws SQLException {
    return target().getTime(columnLabel, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(String columnLabel, @Nullable Calendar calendar)
      throws SQLException {
    return target().getTimestamp(columnLabel, calendar);
  }

  @Override
  public final @Nullable URL getURL(String columnLabel) throws SQLException {
    return target().getURL(columnLabel);
  }

  @Override
  public final @Nullable RowId getRowId(String columnLabel) throws SQLException {
    return target().getRowId(columnLabel);
  }

  @Override
  public final @Nullable NClob getNClob(String columnLabel) throws SQLException {
    return target().getNClob(columnLabel);
  }

  @Override
  public final @Nullable SQLXML getSQLXML(String columnLabel) throws SQLException {
    return target().getSQLXML(columnLabel);
  }

  @Override
  public final @Nullable String getNString(String columnLabel) throws SQLException {
    return target().getNString(columnLabel);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(String columnLabel) throws SQLException {
    return target().getNCharacterStream(columnLabel);
  }

  @Override
  public final <T> @Nullable T getObject(String columnLabel, Class<T> type) throws SQLException {
    return target().getObject(columnLabel, type);
  }

  @Override
  public final void updateNull(int columnIndex) throws SQLException {
    target().updateNull(columnIndex);
  }

  @Override
  public final void updateBoolean(int columnIndex, boolean value) throws SQLException {
    target().updateBoolean(columnIndex, value);
  }

  @Override
  public final void updateByte(int columnIndex, byte value) throws SQLException {
    target().updateByte(columnIndex, value);
  }

  @Override
  public final void updateShort(int columnIndex, short value) throws SQLException {
    target().updateShort(columnIndex, value);
  }

  @Override
  public final void updateInt(int columnIndex, int value) throws SQLException {
    target().updateInt(columnIndex, value);
  }

  @Override
  public final void updateLong(int columnIndex, long value) throws SQLException {
    target().updateLong(columnIndex, value);
  }

  @Override
  public final void updateFloat(int columnIndex, float value) throws SQLException {
    target().updateFloat(columnIndex, value);
  }

  @Override
  public final void updateDouble(int columnIndex, double value) throws SQLException {
    target().updateDouble(columnIndex, value);
  }

  @Override
  public final void updateBigDecimal(int columnIndex, @Nullable BigDecimal value)
      throws SQLException {
    target().updateBigDecimal(columnIndex, value);
  }

  @Override
  public final void updateString(int columnIndex, @Nullable String value) throws SQLException {
    target().updateString(columnIndex, value);
  }

  @Override
  public final void updateBytes(int columnIndex, byte @Nullable [] value) throws SQLException {
    target().updateBytes(columnIndex, value);
  }

  @Override
  public final void updateDate(int columnIndex, @Nullable Date value) throws SQLException {
    target().updateDate(columnIndex, value);
  }

  @Override
  public final void updateTime(int columnIndex, @Nullable Time value) throws SQLException {
    target().updateTime(columnIndex, value);
  }

  @Override
  public final void updateTimestamp(int columnIndex, @Nullable Timestamp value)
      throws SQLException {
    target().updateTimestamp(columnIndex, value);
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream value, int length)
      throws SQLException {
    target().updateAsciiStream(columnIndex, value, length);
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream value, int length)
      throws SQLException {
    target().updateBinaryStream(columnIndex, value, length);
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader value, int length)
      throws SQLException {
    target().updateCharacterStream(columnIndex, value, length);
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    target().updateObject(columnIndex, value, scaleOrLength);
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value) throws SQLException {
    target().updateObject(columnIndex, value);
  }

  @Override
  public final void updateRef(int columnIndex, @Nullable Ref value) throws SQLException {
    target().updateRef(columnIndex, value);
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable Blob value) throws SQLException {
    target().updateBlob(columnIndex, value);
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Clob value) throws SQLException {
    target().updateClob(columnIndex, value);
  }

  @Override
  public final void updateArray(int columnIndex, @Nullable Array value) throws SQLException {
    target().updateArray(columnIndex, value);
  }

  @Override
  public final void updateRowId(int columnIndex, @Nullable RowId value) throws SQLException {
    target().updateRowId(columnIndex, value);
  }

  @Override
  public final void updateNString(int columnIndex, @Nullable String value) throws SQLException {
    target().updateNString(columnIndex, value);
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable NClob value) throws SQLException {
    target().updateNClob(columnIndex, value);
  }

  @Override
  public final void updateSQLXML(int columnIndex, @Nullable SQLXML value) throws SQLException {
    target().updateSQLXML(columnIndex, value);
  }

  @Override
  public final void updateNCharacterStream(int columnIndex, @Nullable Reader value, long length)
      throws SQLException {
    target().updateNCharacterStream(columnIndex, value, length);
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream value, long length)
      throws SQLException {
    target().updateAsciiStream(columnIndex, value, length);
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream value, long length)
      throws SQLException {
    target().updateBinaryStream(columnIndex, value, length);
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader value, long length)
      throws SQLException {
    target().updateCharacterStream(columnIndex, value, length);
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable InputStream inputStream, long length)
      throws SQLException {
    target().updateBlob(columnIndex, inputStream, length);
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    target().updateClob(columnIndex, reader, length);
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    target().updateNClob(columnIndex, reader, length);
  }

  @Override
  public final void updateNCharacterStream(int columnIndex, @Nullable Reader value)
      throws SQLException {
    target().updateNCharacterStream(columnIndex, value);
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream value)
      throws SQLException {
    target().updateAsciiStream(columnIndex, value);
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream value)
      throws SQLException {
    target().updateBinaryStream(columnIndex, value);
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader value)
      throws SQLException {
    target().updateCharacterStream(columnIndex, value);
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable InputStream inputStream)
      throws SQLException {
    target().updateBlob(columnIndex, inputStream);
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Reader reader) throws SQLException {
    target().updateClob(columnIndex, reader);
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable Reader reader) throws SQLException {
    target().updateNClob(columnIndex, reader);
  }

  @Override
  public final void updateObject(
      int columnIndex, @Nullable Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    target().updateObject(columnIndex, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value, SQLType targetSqlType)
      throws SQLException {
    target().updateObject(columnIndex, value, targetSqlType);
  }

  @Override
  public final void updateNull(String columnLabel) throws SQLException {
    target().updateNull(columnLabel);
  }

  @Override
  public final void updateBoolean(String columnLabel, boolean value) throws SQLException {
    target().updateBoolean(columnLabel, value);
  }

  @Override
  public final void updateByte(String columnLabel, byte value) throws SQLException {
    target().updateByte(columnLabel, value);
  }

  @Override
  public final void updateShort(String columnLabel, short value) throws SQLException {
    target().updateShort(columnLabel, value);
  }

  @Override
  public final void updateInt(String columnLabel, int value) throws SQLException {
    target().updateInt(columnLabel, value);
  }

  @Override
  public final void updateLong(String columnLabel, long value) throws SQLException {
    target().updateLong(columnLabel, value);
  }

  @Override
  public final void updateFloat(String columnLabel, float value) throws SQLException {
    target().updateFloat(columnLabel, value);
  }

  @Override
  public final void updateDouble(String columnLabel, double value) throws SQLException {
    target().updateDouble(columnLabel, value);
  }

  @Override
  public final void updateBigDecimal(String columnLabel, @Nullable BigDecimal value)
      throws SQLException {
    target().updateBigDecimal(columnLabel, value);
  }

  @Override
  public final void updateString(String columnLabel, @Nullable String value) throws SQLException {
    target().updateString(columnLabel, value);
  }

  @Override
  public final void updateBytes(String columnLabel, byte @Nullable [] value) throws SQLException {
    target().updateBytes(columnLabel, value);
  }

  @Override
  public final void updateDate(String columnLabel, @Nullable Date value) throws SQLException {
    target().updateDate(columnLabel, value);
  }

  @Override
  public final void updateTime(String columnLabel, @Nullable Time value) throws SQLException {
    target().updateTime(columnLabel, value);
  }

  @Override
  public final void updateTimestamp(String columnLabel, @Nullable Timestamp value)
      throws SQLException {
    target().updateTimestamp(columnLabel, value);
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream value, int length)
      throws SQLException {
    target().updateAsciiStream(columnLabel, value, length);
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream value, int length)
      throws SQLException {
    target().updateBinaryStream(columnLabel, value, length);
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader, int length)
      throws SQLException {
    target().updateCharacterStream(columnLabel, reader, length);
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    target().updateObject(columnLabel, value, scaleOrLength);
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value) throws SQLException {
    target().updateObject(columnLabel, value);
  }

  @Override
  public final void updateRow() throws SQLException {
    target().updateRow();
  }

  @Override
  public final void updateRef(String columnLabel, @Nullable Ref value) throws SQLException {
    target().updateRef(columnLabel, value);
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable Blob value) throws SQLException {
    target().updateBlob(columnLabel, value);
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Clob value) throws SQLException {
    target().updateClob(columnLabel, value);
  }

  @Override
  public final void updateArray(String columnLabel, @Nullable Array value) throws SQLException {
    target().updateArray(columnLabel, value);
  }

  @Override
  public final void updateRowId(String columnLabel, @Nullable RowId value) throws SQLException {
    target().updateRowId(columnLabel, value);
  }

  @Override
  public final void updateNString(String columnLabel, @Nullable String value) throws SQLException {
    target().updateNString(columnLabel, value);
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable NClob value) throws SQLException {
    target().updateNClob(columnLabel, value);
  }

  @Override
  public final void updateSQLXML(String columnLabel, @Nullable SQLXML value) throws SQLException {
    target().updateSQLXML(columnLabel, value);
  }

  @Override
  public final void updateNCharacterStream(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    target().updateNCharacterStream(columnLabel, reader, length);
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream value, long length)
      throws SQLException {
    target().updateAsciiStream(columnLabel, value, length);
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream value, long length)
      throws SQLException {
    target().updateBinaryStream(columnLabel, value, length);
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    target().updateCharacterStream(columnLabel, reader, length);
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable InputStream inputStream, long length)
      throws SQLException {
    target().updateBlob(columnLabel, inputStream, length);
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    target().updateClob(columnLabel, reader, length);
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    target().updateNClob(columnLabel, reader, length);
  }

  @Override
  public final void updateNCharacterStream(String columnLabel, @Nullable Reader reader)
      throws SQLException {
    target().updateNCharacterStream(columnLabel, reader);
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream value)
      throws SQLException {
    target().updateAsciiStream(columnLabel, value);
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream value)
      throws SQLException {
    target().updateBinaryStream(columnLabel, value);
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader)
      throws SQLException {
    target().updateCharacterStream(columnLabel, reader);
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable InputStream inputStream)
      throws SQLException {
    target().updateBlob(columnLabel, inputStream);
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Reader reader) throws SQLException {
    target().updateClob(columnLabel, reader);
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable Reader reader) throws SQLException {
    target().updateNClob(columnLabel, reader);
  }

  @Override
  public final void updateObject(
      String columnLabel, @Nullable Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    target().updateObject(columnLabel, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value, SQLType targetSqlType)
      throws SQLException {
    target().updateObject(columnLabel, value, targetSqlType);
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    return target().getStatement();
  }
}
