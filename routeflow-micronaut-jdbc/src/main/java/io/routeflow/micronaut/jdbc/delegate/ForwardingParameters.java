package io.routeflow.micronaut.jdbc.delegate;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the parameters of a prepared statement. All of it is final: no subclass can look at a
 * bind value.
 *
 * <p>A layer, cut for size; extend {@link ForwardingPreparedStatement}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingParameters extends ForwardingStatement
    implements PreparedStatement {
  /** What every call goes to: the pool's or the driver's own object. */
  protected final PreparedStatement preparedTarget;

  ForwardingParameters(PreparedStatement target) {
    super(target);
    this.preparedTarget = target;
  }

  @Override
  public final void setNull(int parameterIndex, int sqlType) throws SQLException {
    preparedTarget.setNull(parameterIndex, sqlType);
  }

  @Override
  public final void setBoolean(int parameterIndex, boolean value) throws SQLException {
    preparedTarget.setBoolean(parameterIndex, value);
  }

  @Override
  public final void setByte(int parameterIndex, byte value) throws SQLException {
    preparedTarget.setByte(parameterIndex, value);
  }

  @Override
  public final void setShort(int parameterIndex, short value) throws SQLException {
    preparedTarget.setShort(parameterIndex, value);
  }

  @Override
  public final void setInt(int parameterIndex, int value) throws SQLException {
    preparedTarget.setInt(parameterIndex, value);
  }

  @Override
  public final void setLong(int parameterIndex, long value) throws SQLException {
    preparedTarget.setLong(parameterIndex, value);
  }

  @Override
  public final void setFloat(int parameterIndex, float value) throws SQLException {
    preparedTarget.setFloat(parameterIndex, value);
  }

  @Override
  public final void setDouble(int parameterIndex, double value) throws SQLException {
    preparedTarget.setDouble(parameterIndex, value);
  }

  @Override
  public final void setBigDecimal(int parameterIndex, @Nullable BigDecimal value)
      throws SQLException {
    preparedTarget.setBigDecimal(parameterIndex, value);
  }

  @Override
  public final void setString(int parameterIndex, @Nullable String value) throws SQLException {
    preparedTarget.setString(parameterIndex, value);
  }

  @Override
  public final void setBytes(int parameterIndex, byte @Nullable [] value) throws SQLException {
    preparedTarget.setBytes(parameterIndex, value);
  }

  @Override
  public final void setDate(int parameterIndex, @Nullable Date value) throws SQLException {
    preparedTarget.setDate(parameterIndex, value);
  }

  @Override
  public final void setTime(int parameterIndex, @Nullable Time value) throws SQLException {
    preparedTarget.setTime(parameterIndex, value);
  }

  @Override
  public final void setTimestamp(int parameterIndex, @Nullable Timestamp value)
      throws SQLException {
    preparedTarget.setTimestamp(parameterIndex, value);
  }

  @Override
  public final void setAsciiStream(int parameterIndex, @Nullable InputStream value, int length)
      throws SQLException {
    preparedTarget.setAsciiStream(parameterIndex, value, length);
  }

  @Override
  @Deprecated
  public final void setUnicodeStream(int parameterIndex, @Nullable InputStream value, int length)
      throws SQLException {
    preparedTarget.setUnicodeStream(parameterIndex, value, length);
  }

  @Override
  public final void setBinaryStream(int parameterIndex, @Nullable InputStream value, int length)
      throws SQLException {
    preparedTarget.setBinaryStream(parameterIndex, value, length);
  }

  @Override
  public final void clearParameters() throws SQLException {
    preparedTarget.clearParameters();
  }

  @Override
  public final void setObject(int parameterIndex, @Nullable Object value, int targetSqlType)
      throws SQLException {
    preparedTarget.setObject(parameterIndex, value, targetSqlType);
  }

  @Override
  public final void setObject(int parameterIndex, @Nullable Object value) throws SQLException {
    preparedTarget.setObject(parameterIndex, value);
  }

  @Override
  public final void setCharacterStream(int parameterIndex, @Nullable Reader reader, int length)
      throws SQLException {
    preparedTarget.setCharacterStream(parameterIndex, reader, length);
  }

  @Override
  public final void setRef(int parameterIndex, @Nullable Ref value) throws SQLException {
    preparedTarget.setRef(parameterIndex, value);
  }

  @Override
  public final void setBlob(int parameterIndex, @Nullable Blob value) throws SQLException {
    preparedTarget.setBlob(parameterIndex, value);
  }

  @Override
  public final void setClob(int parameterIndex, @Nullable Clob value) throws SQLException {
    preparedTarget.setClob(parameterIndex, value);
  }

  @Override
  public final void setArray(int parameterIndex, @Nullable Array value) throws SQLException {
    preparedTarget.setArray(parameterIndex, value);
  }

  @Override
  public final void setDate(int parameterIndex, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    preparedTarget.setDate(parameterIndex, value, calendar);
  }

  @Override
  public final void setTime(int parameterIndex, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    preparedTarget.setTime(parameterIndex, value, calendar);
  }

  @Override
  public final void setTimestamp(
      int parameterIndex, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    preparedTarget.setTimestamp(parameterIndex, value, calendar);
  }

  @Override
  public final void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
    preparedTarget.setNull(parameterIndex, sqlType, typeName);
  }

  @Override
  public final void setURL(int parameterIndex, @Nullable URL value) throws SQLException {
    preparedTarget.setURL(parameterIndex, value);
  }

  @Override
  public final void setRowId(int parameterIndex, @Nullable RowId value) throws SQLException {
    preparedTarget.setRowId(parameterIndex, value);
  }

  @Override
  public final void setNString(int parameterIndex, @Nullable String value) throws SQLException {
    preparedTarget.setNString(parameterIndex, value);
  }

  @Override
  public final void setNCharacterStream(int parameterIndex, @Nullable Reader value, long length)
      throws SQLException {
    preparedTarget.setNCharacterStream(parameterIndex, value, length);
  }

  @Override
  public final void setNClob(int parameterIndex, @Nullable NClob value) throws SQLException {
    preparedTarget.setNClob(parameterIndex, value);
  }

  @Override
  public final void setClob(int parameterIndex, @Nullable Reader reader, long length)
      throws SQLException {
    preparedTarget.setClob(parameterIndex, reader, length);
  }

  @Override
  public final void setBlob(int parameterIndex, @Nullable InputStream inputStream, long length)
      throws SQLException {
    preparedTarget.setBlob(parameterIndex, inputStream, length);
  }

  @Override
  public final void setNClob(int parameterIndex, @Nullable Reader reader, long length)
      throws SQLException {
    preparedTarget.setNClob(parameterIndex, reader, length);
  }

  @Override
  public final void setSQLXML(int parameterIndex, @Nullable SQLXML value) throws SQLException {
    preparedTarget.setSQLXML(parameterIndex, value);
  }

  @Override
  public final void setObject(
      int parameterIndex, @Nullable Object value, int targetSqlType, int scaleOrLength)
      throws SQLException {
    preparedTarget.setObject(parameterIndex, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void setAsciiStream(int parameterIndex, @Nullable InputStream value, long length)
      throws SQLException {
    preparedTarget.setAsciiStream(parameterIndex, value, length);
  }

  @Override
  public final void setBinaryStream(int parameterIndex, @Nullable InputStream value, long length)
      throws SQLException {
    preparedTarget.setBinaryStream(parameterIndex, value, length);
  }

  @Override
  public final void setCharacterStream(int parameterIndex, @Nullable Reader reader, long length)
      throws SQLException {
    preparedTarget.setCharacterStream(parameterIndex, reader, length);
  }

  @Override
  public final void setAsciiStream(int parameterIndex, @Nullable InputStream value)
      throws SQLException {
    preparedTarget.setAsciiStream(parameterIndex, value);
  }

  @Override
  public final void setBinaryStream(int parameterIndex, @Nullable InputStream value)
      throws SQLException {
    preparedTarget.setBinaryStream(parameterIndex, value);
  }

  @Override
  public final void setCharacterStream(int parameterIndex, @Nullable Reader reader)
      throws SQLException {
    preparedTarget.setCharacterStream(parameterIndex, reader);
  }

  @Override
  public final void setNCharacterStream(int parameterIndex, @Nullable Reader value)
      throws SQLException {
    preparedTarget.setNCharacterStream(parameterIndex, value);
  }

  @Override
  public final void setClob(int parameterIndex, @Nullable Reader reader) throws SQLException {
    preparedTarget.setClob(parameterIndex, reader);
  }

  @Override
  public final void setBlob(int parameterIndex, @Nullable InputStream inputStream)
      throws SQLException {
    preparedTarget.setBlob(parameterIndex, inputStream);
  }

  @Override
  public final void setNClob(int parameterIndex, @Nullable Reader reader) throws SQLException {
    preparedTarget.setNClob(parameterIndex, reader);
  }

  @Override
  public final void setObject(
      int parameterIndex, @Nullable Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    preparedTarget.setObject(parameterIndex, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void setObject(int parameterIndex, @Nullable Object value, SQLType targetSqlType)
      throws SQLException {
    preparedTarget.setObject(parameterIndex, value, targetSqlType);
  }
}
