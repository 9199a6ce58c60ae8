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
 * Forwards updating columns by index; final, as in {@link ForwardingCursor}.
 *
 * <p>A layer, cut for size; extend {@link ForwardingResultSet}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingUpdatesByIndex extends ForwardingColumnsByLabel {
  ForwardingUpdatesByIndex(ResultSet target) {
    super(target);
  }

  @Override
  public final void updateNull(int columnIndex) throws SQLException {
    target.updateNull(columnIndex);
  }

  @Override
  public final void updateBoolean(int columnIndex, boolean value) throws SQLException {
    target.updateBoolean(columnIndex, value);
  }

  @Override
  public final void updateByte(int columnIndex, byte value) throws SQLException {
    target.updateByte(columnIndex, value);
  }

  @Override
  public final void updateShort(int columnIndex, short value) throws SQLException {
    target.updateShort(columnIndex, value);
  }

  @Override
  public final void updateInt(int columnIndex, int value) throws SQLException {
    target.updateInt(columnIndex, value);
  }

  @Override
  public final void updateLong(int columnIndex, long value) throws SQLException {
    target.updateLong(columnIndex, value);
  }

  @Override
  public final void updateFloat(int columnIndex, float value) throws SQLException {
    target.updateFloat(columnIndex, value);
  }

  @Override
  public final void updateDouble(int columnIndex, double value) throws SQLException {
    target.updateDouble(columnIndex, value);
  }

  @Override
  public final void updateBigDecimal(int columnIndex, @Nullable BigDecimal value)
      throws SQLException {
    target.updateBigDecimal(columnIndex, value);
  }

  @Override
  public final void updateString(int columnIndex, @Nullable String value) throws SQLException {
    target.updateString(columnIndex, value);
  }

  @Override
  public final void updateBytes(int columnIndex, byte @Nullable [] value) throws SQLException {
    target.updateBytes(columnIndex, value);
  }

  @Override
  public final void updateDate(int columnIndex, @Nullable Date value) throws SQLException {
    target.updateDate(columnIndex, value);
  }

  @Override
  public final void updateTime(int columnIndex, @Nullable Time value) throws SQLException {
    target.updateTime(columnIndex, value);
  }

  @Override
  public final void updateTimestamp(int columnIndex, @Nullable Timestamp value)
      throws SQLException {
    target.updateTimestamp(columnIndex, value);
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream value, int length)
      throws SQLException {
    target.updateAsciiStream(columnIndex, value, length);
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream value, int length)
      throws SQLException {
    target.updateBinaryStream(columnIndex, value, length);
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader value, int length)
      throws SQLException {
    target.updateCharacterStream(columnIndex, value, length);
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    target.updateObject(columnIndex, value, scaleOrLength);
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value) throws SQLException {
    target.updateObject(columnIndex, value);
  }

  @Override
  public final void updateRef(int columnIndex, @Nullable Ref value) throws SQLException {
    target.updateRef(columnIndex, value);
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable Blob value) throws SQLException {
    target.updateBlob(columnIndex, value);
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Clob value) throws SQLException {
    target.updateClob(columnIndex, value);
  }

  @Override
  public final void updateArray(int columnIndex, @Nullable Array value) throws SQLException {
    target.updateArray(columnIndex, value);
  }

  @Override
  public final void updateRowId(int columnIndex, @Nullable RowId value) throws SQLException {
    target.updateRowId(columnIndex, value);
  }

  @Override
  public final void updateNString(int columnIndex, @Nullable String value) throws SQLException {
    target.updateNString(columnIndex, value);
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable NClob value) throws SQLException {
    target.updateNClob(columnIndex, value);
  }

  @Override
  public final void updateSQLXML(int columnIndex, @Nullable SQLXML value) throws SQLException {
    target.updateSQLXML(columnIndex, value);
  }

  @Override
  public final void updateNCharacterStream(int columnIndex, @Nullable Reader value, long length)
      throws SQLException {
    target.updateNCharacterStream(columnIndex, value, length);
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream value, long length)
      throws SQLException {
    target.updateAsciiStream(columnIndex, value, length);
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream value, long length)
      throws SQLException {
    target.updateBinaryStream(columnIndex, value, length);
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader value, long length)
      throws SQLException {
    target.updateCharacterStream(columnIndex, value, length);
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable InputStream inputStream, long length)
      throws SQLException {
    target.updateBlob(columnIndex, inputStream, length);
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    target.updateClob(columnIndex, reader, length);
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    target.updateNClob(columnIndex, reader, length);
  }

  @Override
  public final void updateNCharacterStream(int columnIndex, @Nullable Reader value)
      throws SQLException {
    target.updateNCharacterStream(columnIndex, value);
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream value)
      throws SQLException {
    target.updateAsciiStream(columnIndex, value);
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream value)
      throws SQLException {
    target.updateBinaryStream(columnIndex, value);
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader value)
      throws SQLException {
    target.updateCharacterStream(columnIndex, value);
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable InputStream inputStream)
      throws SQLException {
    target.updateBlob(columnIndex, inputStream);
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Reader reader) throws SQLException {
    target.updateClob(columnIndex, reader);
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable Reader reader) throws SQLException {
    target.updateNClob(columnIndex, reader);
  }

  @Override
  public final void updateObject(
      int columnIndex, @Nullable Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    target.updateObject(columnIndex, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value, SQLType targetSqlType)
      throws SQLException {
    target.updateObject(columnIndex, value, targetSqlType);
  }
}
