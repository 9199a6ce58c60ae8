package io.routeflow.micronaut.jdbc.delegate;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the parameters that are set by name. All of it is final: no subclass can look at a bind
 * value.
 *
 * <p>A layer, cut for size; extend {@link ForwardingCallableStatement}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingNamedParameters extends ForwardingOutParameters {
  ForwardingNamedParameters(CallableStatement target) {
    super(target);
  }

  @Override
  public final void setURL(String parameterName, @Nullable URL value) throws SQLException {
    callableTarget.setURL(parameterName, value);
  }

  @Override
  public final void setNull(String parameterName, int sqlType) throws SQLException {
    callableTarget.setNull(parameterName, sqlType);
  }

  @Override
  public final void setBoolean(String parameterName, boolean value) throws SQLException {
    callableTarget.setBoolean(parameterName, value);
  }

  @Override
  public final void setByte(String parameterName, byte value) throws SQLException {
    callableTarget.setByte(parameterName, value);
  }

  @Override
  public final void setShort(String parameterName, short value) throws SQLException {
    callableTarget.setShort(parameterName, value);
  }

  @Override
  public final void setInt(String parameterName, int value) throws SQLException {
    callableTarget.setInt(parameterName, value);
  }

  @Override
  public final void setLong(String parameterName, long value) throws SQLException {
    callableTarget.setLong(parameterName, value);
  }

  @Override
  public final void setFloat(String parameterName, float value) throws SQLException {
    callableTarget.setFloat(parameterName, value);
  }

  @Override
  public final void setDouble(String parameterName, double value) throws SQLException {
    callableTarget.setDouble(parameterName, value);
  }

  @Override
  public final void setBigDecimal(String parameterName, @Nullable BigDecimal value)
      throws SQLException {
    callableTarget.setBigDecimal(parameterName, value);
  }

  @Override
  public final void setString(String parameterName, @Nullable String value) throws SQLException {
    callableTarget.setString(parameterName, value);
  }

  @Override
  public final void setBytes(String parameterName, byte @Nullable [] value) throws SQLException {
    callableTarget.setBytes(parameterName, value);
  }

  @Override
  public final void setDate(String parameterName, @Nullable Date value) throws SQLException {
    callableTarget.setDate(parameterName, value);
  }

  @Override
  public final void setTime(String parameterName, @Nullable Time value) throws SQLException {
    callableTarget.setTime(parameterName, value);
  }

  @Override
  public final void setTimestamp(String parameterName, @Nullable Timestamp value)
      throws SQLException {
    callableTarget.setTimestamp(parameterName, value);
  }

  @Override
  public final void setAsciiStream(String parameterName, @Nullable InputStream value, int length)
      throws SQLException {
    callableTarget.setAsciiStream(parameterName, value, length);
  }

  @Override
  public final void setBinaryStream(String parameterName, @Nullable InputStream value, int length)
      throws SQLException {
    callableTarget.setBinaryStream(parameterName, value, length);
  }

  @Override
  public final void setObject(
      String parameterName, @Nullable Object value, int targetSqlType, int scale)
      throws SQLException {
    callableTarget.setObject(parameterName, value, targetSqlType, scale);
  }

  @Override
  public final void setObject(String parameterName, @Nullable Object value, int targetSqlType)
      throws SQLException {
    callableTarget.setObject(parameterName, value, targetSqlType);
  }

  @Override
  public final void setObject(String parameterName, @Nullable Object value) throws SQLException {
    callableTarget.setObject(parameterName, value);
  }

  @Override
  public final void setCharacterStream(String parameterName, @Nullable Reader reader, int length)
      throws SQLException {
    callableTarget.setCharacterStream(parameterName, reader, length);
  }

  @Override
  public final void setDate(String parameterName, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    callableTarget.setDate(parameterName, value, calendar);
  }

  @Override
  public final void setTime(String parameterName, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    callableTarget.setTime(parameterName, value, calendar);
  }

  @Override
  public final void setTimestamp(
      String parameterName, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    callableTarget.setTimestamp(parameterName, value, calendar);
  }

  @Override
  public final void setNull(String parameterName, int sqlType, String typeName)
      throws SQLException {
    callableTarget.setNull(parameterName, sqlType, typeName);
  }

  @Override
  public final void setRowId(String parameterName, @Nullable RowId value) throws SQLException {
    callableTarget.setRowId(parameterName, value);
  }

  @Override
  public final void setNString(String parameterName, @Nullable String value) throws SQLException {
    callableTarget.setNString(parameterName, value);
  }

  @Override
  public final void setNCharacterStream(String parameterName, @Nullable Reader value, long length)
      throws SQLException {
    callableTarget.setNCharacterStream(parameterName, value, length);
  }

  @Override
  public final void setNClob(String parameterName, @Nullable NClob value) throws SQLException {
    callableTarget.setNClob(parameterName, value);
  }

  @Override
  public final void setClob(String parameterName, @Nullable Reader reader, long length)
      throws SQLException {
    callableTarget.setClob(parameterName, reader, length);
  }

  @Override
  public final void setBlob(String parameterName, @Nullable InputStream inputStream, long length)
      throws SQLException {
    callableTarget.setBlob(parameterName, inputStream, length);
  }

  @Override
  public final void setNClob(String parameterName, @Nullable Reader reader, long length)
      throws SQLException {
    callableTarget.setNClob(parameterName, reader, length);
  }

  @Override
  public final void setSQLXML(String parameterName, @Nullable SQLXML value) throws SQLException {
    callableTarget.setSQLXML(parameterName, value);
  }

  @Override
  public final void setBlob(String parameterName, @Nullable Blob value) throws SQLException {
    callableTarget.setBlob(parameterName, value);
  }

  @Override
  public final void setClob(String parameterName, @Nullable Clob value) throws SQLException {
    callableTarget.setClob(parameterName, value);
  }

  @Override
  public final void setAsciiStream(String parameterName, @Nullable InputStream value, long length)
      throws SQLException {
    callableTarget.setAsciiStream(parameterName, value, length);
  }

  @Override
  public final void setBinaryStream(String parameterName, @Nullable InputStream value, long length)
      throws SQLException {
    callableTarget.setBinaryStream(parameterName, value, length);
  }

  @Override
  public final void setCharacterStream(String parameterName, @Nullable Reader reader, long length)
      throws SQLException {
    callableTarget.setCharacterStream(parameterName, reader, length);
  }

  @Override
  public final void setAsciiStream(String parameterName, @Nullable InputStream value)
      throws SQLException {
    callableTarget.setAsciiStream(parameterName, value);
  }

  @Override
  public final void setBinaryStream(String parameterName, @Nullable InputStream value)
      throws SQLException {
    callableTarget.setBinaryStream(parameterName, value);
  }

  @Override
  public final void setCharacterStream(String parameterName, @Nullable Reader reader)
      throws SQLException {
    callableTarget.setCharacterStream(parameterName, reader);
  }

  @Override
  public final void setNCharacterStream(String parameterName, @Nullable Reader value)
      throws SQLException {
    callableTarget.setNCharacterStream(parameterName, value);
  }

  @Override
  public final void setClob(String parameterName, @Nullable Reader reader) throws SQLException {
    callableTarget.setClob(parameterName, reader);
  }

  @Override
  public final void setBlob(String parameterName, @Nullable InputStream inputStream)
      throws SQLException {
    callableTarget.setBlob(parameterName, inputStream);
  }

  @Override
  public final void setNClob(String parameterName, @Nullable Reader reader) throws SQLException {
    callableTarget.setNClob(parameterName, reader);
  }

  @Override
  public final void setObject(
      String parameterName, @Nullable Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    callableTarget.setObject(parameterName, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void setObject(String parameterName, @Nullable Object value, SQLType targetSqlType)
      throws SQLException {
    callableTarget.setObject(parameterName, value, targetSqlType);
  }
}
