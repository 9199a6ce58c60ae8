package io.routeflow.micronaut.jdbc.delegate;

import io.micronaut.core.annotation.Internal;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to another callable statement.
 *
 * <p>A subclass overrides what {@link ForwardingStatement} and {@link ForwardingPreparedStatement}
 * name. The {@code getObject} family is open too, because a cursor that a procedure returns is a
 * result set, which hands out its statement. All other parameters are final, in and out.
 *
 * @since 0.1.0
 */
@Internal
public abstract class ForwardingCallableStatement extends ForwardingPreparedStatement
    implements CallableStatement {
  /** Forwards to what {@link #target()} answers. */
  protected ForwardingCallableStatement() {}

  @Override
  protected abstract CallableStatement target();

  @Override
  public final void registerOutParameter(int parameterIndex, int sqlType) throws SQLException {
    target().registerOutParameter(parameterIndex, sqlType);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, int sqlType, int scale)
      throws SQLException {
    target().registerOutParameter(parameterIndex, sqlType, scale);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, int sqlType, String typeName)
      throws SQLException {
    target().registerOutParameter(parameterIndex, sqlType, typeName);
  }

  @Override
  public final void registerOutParameter(String parameterName, int sqlType) throws SQLException {
    target().registerOutParameter(parameterName, sqlType);
  }

  @Override
  public final void registerOutParameter(String parameterName, int sqlType, int scale)
      throws SQLException {
    target().registerOutParameter(parameterName, sqlType, scale);
  }

  @Override
  public final void registerOutParameter(String parameterName, int sqlType, String typeName)
      throws SQLException {
    target().registerOutParameter(parameterName, sqlType, typeName);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, SQLType sqlType) throws SQLException {
    target().registerOutParameter(parameterIndex, sqlType);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, SQLType sqlType, int scale)
      throws SQLException {
    target().registerOutParameter(parameterIndex, sqlType, scale);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, SQLType sqlType, String typeName)
      throws SQLException {
    target().registerOutParameter(parameterIndex, sqlType, typeName);
  }

  @Override
  public final void registerOutParameter(String parameterName, SQLType sqlType)
      throws SQLException {
    target().registerOutParameter(parameterName, sqlType);
  }

  @Override
  public final void registerOutParameter(String parameterName, SQLType sqlType, int scale)
      throws SQLException {
    target().registerOutParameter(parameterName, sqlType, scale);
  }

  @Override
  public final void registerOutParameter(String parameterName, SQLType sqlType, String typeName)
      throws SQLException {
    target().registerOutParameter(parameterName, sqlType, typeName);
  }

  @Override
  public final void setURL(String parameterName, @Nullable URL value) throws SQLException {
    target().setURL(parameterName, value);
  }

  @Override
  public final void setNull(String parameterName, int sqlType) throws SQLException {
    target().setNull(parameterName, sqlType);
  }

  @Override
  public final void setBoolean(String parameterName, boolean value) throws SQLException {
    target().setBoolean(parameterName, value);
  }

  @Override
  public final void setByte(String parameterName, byte value) throws SQLException {
    target().setByte(parameterName, value);
  }

  @Override
  public final void setShort(String parameterName, short value) throws SQLException {
    target().setShort(parameterName, value);
  }

  @Override
  public final void setInt(String parameterName, int value) throws SQLException {
    target().setInt(parameterName, value);
  }

  @Override
  public final void setLong(String parameterName, long value) throws SQLException {
    target().setLong(parameterName, value);
  }

  @Override
  public final void setFloat(String parameterName, float value) throws SQLException {
    target().setFloat(parameterName, value);
  }

  @Override
  public final void setDouble(String parameterName, double value) throws SQLException {
    target().setDouble(parameterName, value);
  }

  @Override
  public final void setBigDecimal(String parameterName, @Nullable BigDecimal value)
      throws SQLException {
    target().setBigDecimal(parameterName, value);
  }

  @Override
  public final void setString(String parameterName, @Nullable String value) throws SQLException {
    target().setString(parameterName, value);
  }

  @Override
  public final void setBytes(String parameterName, byte @Nullable [] value) throws SQLException {
    target().setBytes(parameterName, value);
  }

  @Override
  public final void setDate(String parameterName, @Nullable Date value) throws SQLException {
    target().setDate(parameterName, value);
  }

  @Override
  public final void setTime(String parameterName, @Nullable Time value) throws SQLException {
    target().setTime(parameterName, value);
  }

  @Override
  public final void setTimestamp(String parameterName, @Nullable Timestamp value)
      throws SQLException {
    target().setTimestamp(parameterName, value);
  }

  @Override
  public final void setAsciiStream(String parameterName, @Nullable InputStream value, int length)
      throws SQLException {
    target().setAsciiStream(parameterName, value, length);
  }

  @Override
  public final void setBinaryStream(String parameterName, @Nullable InputStream value, int length)
      throws SQLException {
    target().setBinaryStream(parameterName, value, length);
  }

  @Override
  public final void setObject(
      String parameterName, @Nullable Object value, int targetSqlType, int scale)
      throws SQLException {
    target().setObject(parameterName, value, targetSqlType, scale);
  }

  @Override
  public final void setObject(String parameterName, @Nullable Object value, int targetSqlType)
      throws SQLException {
    target().setObject(parameterName, value, targetSqlType);
  }

  @Override
  public final void setObject(String parameterName, @Nullable Object value) throws SQLException {
    target().setObject(parameterName, value);
  }

  @Override
  public final void setCharacterStream(String parameterName, @Nullable Reader reader, int length)
      throws SQLException {
    target().setCharacterStream(parameterName, reader, length);
  }

  @Override
  public final void setDate(String parameterName, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    target().setDate(parameterName, value, calendar);
  }

  @Override
  public final void setTime(String parameterName, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    target().setTime(parameterName, value, calendar);
  }

  @Override
  public final void setTimestamp(
      String parameterName, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    target().setTimestamp(parameterName, value, calendar);
  }

  @Override
  public final void setNull(String parameterName, int sqlType, String typeName)
      throws SQLException {
    target().setNull(parameterName, sqlType, typeName);
  }

  @Override
  public final void setRowId(String parameterName, @Nullable RowId value) throws SQLException {
    target().setRowId(parameterName, value);
  }

  @Override
  public final void setNString(String parameterName, @Nullable String value) throws SQLException {
    target().setNString(parameterName, value);
  }

  @Override
  public final void setNCharacterStream(String parameterName, @Nullable Reader value, long length)
      throws SQLException {
    target().setNCharacterStream(parameterName, value, length);
  }

  @Override
  public final void setNClob(String parameterName, @Nullable NClob value) throws SQLException {
    target().setNClob(parameterName, value);
  }

  @Override
  public final void setClob(String parameterName, @Nullable Reader reader, long length)
      throws SQLException {
    target().setClob(parameterName, reader, length);
  }

  @Override
  public final void setBlob(String parameterName, @Nullable InputStream inputStream, long length)
      throws SQLException {
    target().setBlob(parameterName, inputStream, length);
  }

  @Override
  public final void setNClob(String parameterName, @Nullable Reader reader, long length)
      throws SQLException {
    target().setNClob(parameterName, reader, length);
  }

  @Override
  public final void setSQLXML(String parameterName, @Nullable SQLXML value) throws SQLException {
    target().setSQLXML(parameterName, value);
  }

  @Override
  public final void setBlob(String parameterName, @Nullable Blob value) throws SQLException {
    target().setBlob(parameterName, value);
  }

  @Override
  public final void setClob(String parameterName, @Nullable Clob value) throws SQLException {
    target().setClob(parameterName, value);
  }

  @Override
  public final void setAsciiStream(String parameterName, @Nullable InputStream value, long length)
      throws SQLException {
    target().setAsciiStream(parameterName, value, length);
  }

  @Override
  public final void setBinaryStream(String parameterName, @Nullable InputStream value, long length)
      throws SQLException {
    target().setBinaryStream(parameterName, value, length);
  }

  @Override
  public final void setCharacterStream(String parameterName, @Nullable Reader reader, long length)
      throws SQLException {
    target().setCharacterStream(parameterName, reader, length);
  }

  @Override
  public final void setAsciiStream(String parameterName, @Nullable InputStream value)
      throws SQLException {
    target().setAsciiStream(parameterName, value);
  }

  @Override
  public final void setBinaryStream(String parameterName, @Nullable InputStream value)
      throws SQLException {
    target().setBinaryStream(parameterName, value);
  }

  @Override
  public final void setCharacterStream(String parameterName, @Nullable Reader reader)
      throws SQLException {
    target().setCharacterStream(parameterName, reader);
  }

  @Override
  public final void setNCharacterStream(String parameterName, @Nullable Reader value)
      throws SQLException {
    target().setNCharacterStream(parameterName, value);
  }

  @Override
  public final void setClob(String parameterName, @Nullable Reader reader) throws SQLException {
    target().setClob(parameterName, reader);
  }

  @Override
  public final void setBlob(String parameterName, @Nullable InputStream inputStream)
      throws SQLException {
    target().setBlob(parameterName, inputStream);
  }

  @Override
  public final void setNClob(String parameterName, @Nullable Reader reader) throws SQLException {
    target().setNClob(parameterName, reader);
  }

  @Override
  public final void setObject(
      String parameterName, @Nullable Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    target().setObject(parameterName, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void setObject(String parameterName, @Nullable Object value, SQLType targetSqlType)
      throws SQLException {
    target().setObject(parameterName, value, targetSqlType);
  }

  @Override
  public final boolean wasNull() throws SQLException {
    return target().wasNull();
  }

  @Override
  public final @Nullable String getString(int parameterIndex) throws SQLException {
    return target().getString(parameterIndex);
  }

  @Override
  public final boolean getBoolean(int parameterIndex) throws SQLException {
    return target().getBoolean(parameterIndex);
  }

  @Override
  public final byte getByte(int parameterIndex) throws SQLException {
    return target().getByte(parameterIndex);
  }

  @Override
  public final short getShort(int parameterIndex) throws SQLException {
    return target().getShort(parameterIndex);
  }

  @Override
  public final int getInt(int parameterIndex) throws SQLException {
    return target().getInt(parameterIndex);
  }

  @Override
  public final long getLong(int parameterIndex) throws SQLException {
    return target().getLong(parameterIndex);
  }

  @Override
  public final float getFloat(int parameterIndex) throws SQLException {
    return target().getFloat(parameterIndex);
  }

  @Override
  public final double getDouble(int parameterIndex) throws SQLException {
    return target().getDouble(parameterIndex);
  }

  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(int parameterIndex, int scale)
      throws SQLException {
    return target().getBigDecimal(parameterIndex, scale);
  }

  @Override
  public final byte @Nullable [] getBytes(int parameterIndex) throws SQLException {
    return target().getBytes(parameterIndex);
  }

  @Override
  public final @Nullable Date getDate(int parameterIndex) throws SQLException {
    return target().getDate(parameterIndex);
  }

  @Override
  public final @Nullable Time getTime(int parameterIndex) throws SQLException {
    return target().getTime(parameterIndex);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int parameterIndex) throws SQLException {
    return target().getTimestamp(parameterIndex);
  }

  @Override
  public @Nullable Object getObject(int parameterIndex) throws SQLException {
    return target().getObject(parameterIndex);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(int parameterIndex) throws SQLException {
    return target().getBigDecimal(parameterIndex);
  }

  @Override
  public @Nullable Object getObject(int parameterIndex, Map<String, Class<?>> map)
      throws SQLException {
    return target().getObject(parameterIndex, map);
  }

  @Override
  public final @Nullable Ref getRef(int parameterIndex) throws SQLException {
    return target().getRef(parameterIndex);
  }

  @Override
  public final @Nullable Blob getBlob(int parameterIndex) throws SQLException {
    return target().getBlob(parameterIndex);
  }

  @Override
  public final @Nullable Clob getClob(int parameterIndex) throws SQLException {
    return target().getClob(parameterIndex);
  }

  @Override
  public final @Nullable Array getArray(int parameterIndex) throws SQLException {
    return target().getArray(parameterIndex);
  }

  @Override
  public final @Nullable Date getDate(int parameterIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target().getDate(parameterIndex, calendar);
  }

  @Override
  public final @Nullable Time getTime(int parameterIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target().getTime(parameterIndex, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int parameterIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target().getTimestamp(parameterIndex, calendar);
  }

  @Override
  public final @Nullable URL getURL(int parameterIndex) throws SQLException {
    return target().getURL(parameterIndex);
  }

  @Override
  public final @Nullable RowId getRowId(int parameterIndex) throws SQLException {
    return target().getRowId(parameterIndex);
  }

  @Override
  public final @Nullable NClob getNClob(int parameterIndex) throws SQLException {
    return target().getNClob(parameterIndex);
  }

  @Override
  public final @Nullable SQLXML getSQLXML(int parameterIndex) throws SQLException {
    return target().getSQLXML(parameterIndex);
  }

  @Override
  public final @Nullable String getNString(int parameterIndex) throws SQLException {
    return target().getNString(parameterIndex);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(int parameterIndex) throws SQLException {
    return target().getNCharacterStream(parameterIndex);
  }

  @Override
  public final @Nullable Reader getCharacterStream(int parameterIndex) throws SQLException {
    return target().getCharacterStream(parameterIndex);
  }

  @Override
  public <T> @Nullable T getObject(int parameterIndex, Class<T> type) throws SQLException {
    return target().getObject(parameterIndex, type);
  }

  @Override
  public final @Nullable String getString(String parameterName) throws SQLException {
    return target().getString(parameterName);
  }

  @Override
  public final boolean getBoolean(String parameterName) throws SQLException {
    return target().getBoolean(parameterName);
  }

  @Override
  public final byte getByte(String parameterName) throws SQLException {
    return target().getByte(parameterName);
  }

  @Override
  public final short getShort(String parameterName) throws SQLException {
    return target().getShort(parameterName);
  }

  @Override
  public final int getInt(String parameterName) throws SQLException {
    return target().getInt(parameterName);
  }

  @Override
  public final long getLong(String parameterName) throws SQLException {
    return target().getLong(parameterName);
  }

  @Override
  public final float getFloat(String parameterName) throws SQLException {
    return target().getFloat(parameterName);
  }

  @Override
  public final double getDouble(String parameterName) throws SQLException {
    return target().getDouble(parameterName);
  }

  @Override
  public final byte @Nullable [] getBytes(String parameterName) throws SQLException {
    return target().getBytes(parameterName);
  }

  @Override
  public final @Nullable Date getDate(String parameterName) throws SQLException {
    return target().getDate(parameterName);
  }

  @Override
  public final @Nullable Time getTime(String parameterName) throws SQLException {
    return target().getTime(parameterName);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(String parameterName) throws SQLException {
    return target().getTimestamp(parameterName);
  }

  @Override
  public @Nullable Object getObject(String parameterName) throws SQLException {
    return target().getObject(parameterName);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(String parameterName) throws SQLException {
    return target().getBigDecimal(parameterName);
  }

  @Override
  public @Nullable Object getObject(String parameterName, Map<String, Class<?>> map)
      throws SQLException {
    return target().getObject(parameterName, map);
  }

  @Override
  public final @Nullable Ref getRef(String parameterName) throws SQLException {
    return target().getRef(parameterName);
  }

  @Override
  public final @Nullable Blob getBlob(String parameterName) throws SQLException {
    return target().getBlob(parameterName);
  }

  @Override
  public final @Nullable Clob getClob(String parameterName) throws SQLException {
    return target().getClob(parameterName);
  }

  @Override
  public final @Nullable Array getArray(String parameterName) throws SQLException {
    return target().getArray(parameterName);
  }

  @Override
  public final @Nullable Date getDate(String parameterName, @Nullable Calendar calendar)
      throws SQLException {
    return target().getDate(parameterName, calendar);
  }

  @Override
  public final @Nullable Time getTime(String parameterName, @Nullable Calendar calendar)
      throws SQLException {
    return target().getTime(parameterName, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(String parameterName, @Nullable Calendar calendar)
      throws SQLException {
    return target().getTimestamp(parameterName, calendar);
  }

  @Override
  public final @Nullable URL getURL(String parameterName) throws SQLException {
    return target().getURL(parameterName);
  }

  @Override
  public final @Nullable RowId getRowId(String parameterName) throws SQLException {
    return target().getRowId(parameterName);
  }

  @Override
  public final @Nullable NClob getNClob(String parameterName) throws SQLException {
    return target().getNClob(parameterName);
  }

  @Override
  public final @Nullable SQLXML getSQLXML(String parameterName) throws SQLException {
    return target().getSQLXML(parameterName);
  }

  @Override
  public final @Nullable String getNString(String parameterName) throws SQLException {
    return target().getNString(parameterName);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(String parameterName) throws SQLException {
    return target().getNCharacterStream(parameterName);
  }

  @Override
  public final @Nullable Reader getCharacterStream(String parameterName) throws SQLException {
    return target().getCharacterStream(parameterName);
  }

  @Override
  public <T> @Nullable T getObject(String parameterName, Class<T> type) throws SQLException {
    return target().getObject(parameterName, type);
  }
}
