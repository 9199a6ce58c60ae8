package io.routeflow.micronaut.jdbc.delegate;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Forwards updating columns by label, and the row as a whole; final, as in {@link
 * ForwardingCursor}.
 *
 * <p>A layer, cut for size; extend {@link ForwardingResultSet}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingUpdatesByLabel extends ForwardingUpdatesByIndex {
  ForwardingUpdatesByLabel(ResultSet target) {
    super(target);
  }

  @Override
  public final void updateNull(String columnLabel) throws SQLException {
    target.updateNull(columnLabel);
  }

  @Override
  public final void updateBoolean(String columnLabel, boolean value) throws SQLException {
    target.updateBoolean(columnLabel, value);
  }

  @Override
  public final void updateByte(String columnLabel, byte value) throws SQLException {
    target.updateByte(columnLabel, value);
  }

  @Override
  public final void updateShort(String columnLabel, short value) throws SQLException {
    target.updateShort(columnLabel, value);
  }

  @Override
  public final void updateInt(String columnLabel, int value) throws SQLException {
    target.updateInt(columnLabel, value);
  }

  @Override
  public final void updateLong(String columnLabel, long value) throws SQLException {
    target.updateLong(columnLabel, value);
  }

  @Override
  public final void updateFloat(String columnLabel, float value) throws SQLException {
    target.updateFloat(columnLabel, value);
  }

  @Override
  public final void updateDouble(String columnLabel, double value) throws SQLException {
    target.updateDouble(columnLabel, value);
  }

  @Override
  public final void updateBigDecimal(String columnLabel, @Nullable BigDecimal value)
      throws SQLException {
    target.updateBigDecimal(columnLabel, value);
  }

  @Override
  public final void updateString(String columnLabel, @Nullable String value) throws SQLException {
    target.updateString(columnLabel, value);
  }

  @Override
  public final void updateBytes(String columnLabel, byte @Nullable [] value) throws SQLException {
    target.updateBytes(columnLabel, value);
  }

  @Override
  public final void updateDate(String columnLabel, @Nullable Date value) throws SQLException {
    target.updateDate(columnLabel, value);
  }

  @Override
  public final void updateTime(String columnLabel, @Nullable Time value) throws SQLException {
    target.updateTime(columnLabel, value);
  }

  @Override
  public final void updateTimestamp(String columnLabel, @Nullable Timestamp value)
      throws SQLException {
    target.updateTimestamp(columnLabel, value);
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream value, int length)
      throws SQLException {
    target.updateAsciiStream(columnLabel, value, length);
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream value, int length)
      throws SQLException {
    target.updateBinaryStream(columnLabel, value, length);
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader, int length)
      throws SQLException {
    target.updateCharacterStream(columnLabel, reader, length);
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    target.updateObject(columnLabel, value, scaleOrLength);
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value) throws SQLException {
    target.updateObject(columnLabel, value);
  }

  @Override
  public final void updateRow() throws SQLException {
    target.updateRow();
  }

  @Override
  public final void updateRef(String columnLabel, @Nullable Ref value) throws SQLException {
    target.updateRef(columnLabel, value);
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable Blob value) throws SQLException {
    target.updateBlob(columnLabel, value);
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Clob value) throws SQLException {
    target.updateClob(columnLabel, value);
  }

  @Override
  public final void updateArray(String columnLabel, @Nullable Array value) throws SQLException {
    target.updateArray(columnLabel, value);
  }

  @Override
  public final void updateRowId(String columnLabel, @Nullable RowId value) throws SQLException {
    target.updateRowId(columnLabel, value);
  }

  @Override
  public final void updateNString(String columnLabel, @Nullable String value) throws SQLException {
    target.updateNString(columnLabel, value);
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable NClob value) throws SQLException {
    target.updateNClob(columnLabel, value);
  }

  @Override
  public final void updateSQLXML(String columnLabel, @Nullable SQLXML value) throws SQLException {
    target.updateSQLXML(columnLabel, value);
  }

  @Override
  public final void updateNCharacterStream(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    target.updateNCharacterStream(columnLabel, reader, length);
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream value, long length)
      throws SQLException {
    target.updateAsciiStream(columnLabel, value, length);
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream value, long length)
      throws SQLException {
    target.updateBinaryStream(columnLabel, value, length);
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    target.updateCharacterStream(columnLabel, reader, length);
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable InputStream inputStream, long length)
      throws SQLException {
    target.updateBlob(columnLabel, inputStream, length);
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    target.updateClob(columnLabel, reader, length);
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    target.updateNClob(columnLabel, reader, length);
  }

  @Override
  public final void updateNCharacterStream(String columnLabel, @Nullable Reader reader)
      throws SQLException {
    target.updateNCharacterStream(columnLabel, reader);
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream value)
      throws SQLException {
    target.updateAsciiStream(columnLabel, value);
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream value)
      throws SQLException {
    target.updateBinaryStream(columnLabel, value);
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader)
      throws SQLException {
    target.updateCharacterStream(columnLabel, reader);
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable InputStream inputStream)
      throws SQLException {
    target.updateBlob(columnLabel, inputStream);
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Reader reader) throws SQLException {
    target.updateClob(columnLabel, reader);
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable Reader reader) throws SQLException {
    target.updateNClob(columnLabel, reader);
  }

  @Override
  public final void updateObject(
      String columnLabel, @Nullable Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    target.updateObject(columnLabel, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value, SQLType targetSqlType)
      throws SQLException {
    target.updateObject(columnLabel, value, targetSqlType);
  }
}
