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
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to another prepared statement.
 *
 * <p>A subclass overrides what runs the statement, beside what {@link ForwardingStatement} names.
 * The parameters are final: no subclass can look at a bind value.
 *
 * @since 0.1.0
 */
@Internal
public abstract class ForwardingPreparedStatement extends ForwardingStatement
    implements PreparedStatement {
  /** Forwards to what {@link #target()} answers. */
  protected ForwardingPreparedStatement() {}

  @Override
  protected abstract PreparedStatement target();

  @Override
  public final void setNull(int parameterIndex, int sqlType) throws SQLException {
    target().setNull(parameterIndex, sqlType);
  }

  @Override
  public final void setBoolean(int parameterIndex, boolean value) throws SQLException {
    target().setBoolean(parameterIndex, value);
  }

  @Override
  public final void setByte(int parameterIndex, byte value) throws SQLException {
    target().setByte(parameterIndex, value);
  }

  @Override
  public final void setShort(int parameterIndex, short value) throws SQLException {
    target().setShort(parameterIndex, value);
  }

  @Override
  public final void setInt(int parameterIndex, int value) throws SQLException {
    target().setInt(parameterIndex, value);
  }

  @Override
  public final void setLong(int parameterIndex, long value) throws SQLException {
    target().setLong(parameterIndex, value);
  }

  @Override
  public final void setFloat(int parameterIndex, float value) throws SQLException {
    target().setFloat(parameterIndex, value);
  }

  @Override
  public final void setDouble(int parameterIndex, double value) throws SQLException {
    target().setDouble(parameterIndex, value);
  }

  @Override
  public final void setBigDecimal(int parameterIndex, @Nullable BigDecimal value)
      throws SQLException {
    target().setBigDecimal(parameterIndex, value);
  }

  @Override
  public final void setString(int parameterIndex, @Nullable String value) throws SQLException {
    target().setString(parameterIndex, value);
  }

  @Override
  public final void setBytes(int parameterIndex, byte @Nullable [] value) throws SQLException {
    target().setBytes(parameterIndex, value);
  }

  @Override
  public final void setDate(int parameterIndex, @Nullable Date value) throws SQLException {
    target().setDate(parameterIndex, value);
  }

  @Override
  public final void setTime(int parameterIndex, @Nullable Time value) throws SQLException {
    target().setTime(parameterIndex, value);
  }

  @Override
  public final void setTimestamp(int parameterIndex, @Nullable Timestamp value)
      throws SQLException {
    target().setTimestamp(parameterIndex, value);
  }

  @Override
  public final void setAsciiStream(int parameterIndex, @Nullable InputStream value, int length)
      throws SQLException {
    target().setAsciiStream(parameterIndex, value, length);
  }

  @Override
  @Deprecated
  public final void setUnicodeStream(int parameterIndex, @Nullable InputStream value, int length)
      throws SQLException {
    target().setUnicodeStream(parameterIndex, value, length);
  }

  @Override
  public final void setBinaryStream(int parameterIndex, @Nullable InputStream value, int length)
      throws SQLException {
    target().setBinaryStream(parameterIndex, value, length);
  }

  @Override
  public final void clearParameters() throws SQLException {
    target().clearParameters();
  }

  @Override
  public final void setObject(int parameterIndex, @Nullable Object value, int targetSqlType)
      throws SQLException {
    target().setObject(parameterIndex, value, targetSqlType);
  }

  @Override
  public final void setObject(int parameterIndex, @Nullable Object value) throws SQLException {
    target().setObject(parameterIndex, value);
  }

  @Override
  public final void setCharacterStream(int parameterIndex, @Nullable Reader reader, int length)
      throws SQLException {
    target().setCharacterStream(parameterIndex, reader, length);
  }

  @Override
  public final void setRef(int parameterIndex, @Nullable Ref value) throws SQLException {
    target().setRef(parameterIndex, value);
  }

  @Override
  public final void setBlob(int parameterIndex, @Nullable Blob value) throws SQLException {
    target().setBlob(parameterIndex, value);
  }

  @Override
  public final void setClob(int parameterIndex, @Nullable Clob value) throws SQLException {
    target().setClob(parameterIndex, value);
  }

  @Override
  public final void setArray(int parameterIndex, @Nullable Array value) throws SQLException {
    target().setArray(parameterIndex, value);
  }

  @Override
  public final void setDate(int parameterIndex, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    target().setDate(parameterIndex, value, calendar);
  }

  @Override
  public final void setTime(int parameterIndex, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    target().setTime(parameterIndex, value, calendar);
  }

  @Override
  public final void setTimestamp(
      int parameterIndex, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    target().setTimestamp(parameterIndex, value, calendar);
  }

  @Override
  public final void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
    target().setNull(parameterIndex, sqlType, typeName);
  }

  @Override
  public final void setURL(int parameterIndex, @Nullable URL value) throws SQLException {
    target().setURL(parameterIndex, value);
  }

  @Override
  public final void setRowId(int parameterIndex, @Nullable RowId value) throws SQLException {
    target().setRowId(parameterIndex, value);
  }

  @Override
  public final void setNString(int parameterIndex, @Nullable String value) throws SQLException {
    target().setNString(parameterIndex, value);
  }

  @Override
  public final void setNCharacterStream(int parameterIndex, @Nullable Reader value, long length)
      throws SQLException {
    target().setNCharacterStream(parameterIndex, value, length);
  }

  @Override
  public final void setNClob(int parameterIndex, @Nullable NClob value) throws SQLException {
    target().setNClob(parameterIndex, value);
  }

  @Override
  public final void setClob(int parameterIndex, @Nullable Reader reader, long length)
      throws SQLException {
    target().setClob(parameterIndex, reader, length);
  }

  @Override
  public final void setBlob(int parameterIndex, @Nullable InputStream inputStream, long length)
      throws SQLException {
    target().setBlob(parameterIndex, inputStream, length);
  }

  @Override
  public final void setNClob(int parameterIndex, @Nullable Reader reader, long length)
      throws SQLException {
    target().setNClob(parameterIndex, reader, length);
  }

  @Override
  public final void setSQLXML(int parameterIndex, @Nullable SQLXML value) throws SQLException {
    target().setSQLXML(parameterIndex, value);
  }

  @Override
  public final void setObject(
      int parameterIndex, @Nullable Object value, int targetSqlType, int scaleOrLength)
      throws SQLException {
    target().setObject(parameterIndex, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void setAsciiStream(int parameterIndex, @Nullable InputStream value, long length)
      throws SQLException {
    target().setAsciiStream(parameterIndex, value, length);
  }

  @Override
  public final void setBinaryStream(int parameterIndex, @Nullable InputStream value, long length)
      throws SQLException {
    target().setBinaryStream(parameterIndex, value, length);
  }

  @Override
  public final void setCharacterStream(int parameterIndex, @Nullable Reader reader, long length)
      throws SQLException {
    target().setCharacterStream(parameterIndex, reader, length);
  }

  @Override
  public final void setAsciiStream(int parameterIndex, @Nullable InputStream value)
      throws SQLException {
    target().setAsciiStream(parameterIndex, value);
  }

  @Override
  public final void setBinaryStream(int parameterIndex, @Nullable InputStream value)
      throws SQLException {
    target().setBinaryStream(parameterIndex, value);
  }

  @Override
  public final void setCharacterStream(int parameterIndex, @Nullable Reader reader)
      throws SQLException {
    target().setCharacterStream(parameterIndex, reader);
  }

  @Override
  public final void setNCharacterStream(int parameterIndex, @Nullable Reader value)
      throws SQLException {
    target().setNCharacterStream(parameterIndex, value);
  }

  @Override
  public final void setClob(int parameterIndex, @Nullable Reader reader) throws SQLException {
    target().setClob(parameterIndex, reader);
  }

  @Override
  public final void setBlob(int parameterIndex, @Nullable InputStream inputStream)
      throws SQLException {
    target().setBlob(parameterIndex, inputStream);
  }

  @Override
  public final void setNClob(int parameterIndex, @Nullable Reader reader) throws SQLException {
    target().setNClob(parameterIndex, reader);
  }

  @Override
  public final void setObject(
      int parameterIndex, @Nullable Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    target().setObject(parameterIndex, value, targetSqlType, scaleOrLength);
  }

  @Override
  public final void setObject(int parameterIndex, @Nullable Object value, SQLType targetSqlType)
      throws SQLException {
    target().setObject(parameterIndex, value, targetSqlType);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return handOut(target().executeQuery());
  }

  @Override
  public int executeUpdate() throws SQLException {
    return target().executeUpdate();
  }

  @Override
  public boolean execute() throws SQLException {
    return target().execute();
  }

  @Override
  public void addBatch() throws SQLException {
    target().addBatch();
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    return target().getMetaData();
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    return target().getParameterMetaData();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return target().executeLargeUpdate();
  }
}
