package io.routeflow.micronaut.jdbc.delegate;

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
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forwards reading the out parameters by index. Only the {@code getObject} family, which may hand
 * out a cursor, can be overridden.
 *
 * <p>A layer, cut for size; extend {@link ForwardingCallableStatement}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingOutValuesByIndex extends ForwardingNamedParameters {
  ForwardingOutValuesByIndex(CallableStatement target) {
    super(target);
  }

  @Override
  public final boolean wasNull() throws SQLException {
    return callableTarget.wasNull();
  }

  @Override
  public final @Nullable String getString(int parameterIndex) throws SQLException {
    return callableTarget.getString(parameterIndex);
  }

  @Override
  public final boolean getBoolean(int parameterIndex) throws SQLException {
    return callableTarget.getBoolean(parameterIndex);
  }

  @Override
  public final byte getByte(int parameterIndex) throws SQLException {
    return callableTarget.getByte(parameterIndex);
  }

  @Override
  public final short getShort(int parameterIndex) throws SQLException {
    return callableTarget.getShort(parameterIndex);
  }

  @Override
  public final int getInt(int parameterIndex) throws SQLException {
    return callableTarget.getInt(parameterIndex);
  }

  @Override
  public final long getLong(int parameterIndex) throws SQLException {
    return callableTarget.getLong(parameterIndex);
  }

  @Override
  public final float getFloat(int parameterIndex) throws SQLException {
    return callableTarget.getFloat(parameterIndex);
  }

  @Override
  public final double getDouble(int parameterIndex) throws SQLException {
    return callableTarget.getDouble(parameterIndex);
  }

  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(int parameterIndex, int scale)
      throws SQLException {
    return callableTarget.getBigDecimal(parameterIndex, scale);
  }

  @Override
  public final byte @Nullable [] getBytes(int parameterIndex) throws SQLException {
    return callableTarget.getBytes(parameterIndex);
  }

  @Override
  public final @Nullable Date getDate(int parameterIndex) throws SQLException {
    return callableTarget.getDate(parameterIndex);
  }

  @Override
  public final @Nullable Time getTime(int parameterIndex) throws SQLException {
    return callableTarget.getTime(parameterIndex);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int parameterIndex) throws SQLException {
    return callableTarget.getTimestamp(parameterIndex);
  }

  @Override
  public @Nullable Object getObject(int parameterIndex) throws SQLException {
    return callableTarget.getObject(parameterIndex);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(int parameterIndex) throws SQLException {
    return callableTarget.getBigDecimal(parameterIndex);
  }

  @Override
  public @Nullable Object getObject(int parameterIndex, Map<String, Class<?>> map)
      throws SQLException {
    return callableTarget.getObject(parameterIndex, map);
  }

  @Override
  public final @Nullable Ref getRef(int parameterIndex) throws SQLException {
    return callableTarget.getRef(parameterIndex);
  }

  @Override
  public final @Nullable Blob getBlob(int parameterIndex) throws SQLException {
    return callableTarget.getBlob(parameterIndex);
  }

  @Override
  public final @Nullable Clob getClob(int parameterIndex) throws SQLException {
    return callableTarget.getClob(parameterIndex);
  }

  @Override
  public final @Nullable Array getArray(int parameterIndex) throws SQLException {
    return callableTarget.getArray(parameterIndex);
  }

  @Override
  public final @Nullable Date getDate(int parameterIndex, @Nullable Calendar calendar)
      throws SQLException {
    return callableTarget.getDate(parameterIndex, calendar);
  }

  @Override
  public final @Nullable Time getTime(int parameterIndex, @Nullable Calendar calendar)
      throws SQLException {
    return callableTarget.getTime(parameterIndex, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int parameterIndex, @Nullable Calendar calendar)
      throws SQLException {
    return callableTarget.getTimestamp(parameterIndex, calendar);
  }

  @Override
  public final @Nullable URL getURL(int parameterIndex) throws SQLException {
    return callableTarget.getURL(parameterIndex);
  }

  @Override
  public final @Nullable RowId getRowId(int parameterIndex) throws SQLException {
    return callableTarget.getRowId(parameterIndex);
  }

  @Override
  public final @Nullable NClob getNClob(int parameterIndex) throws SQLException {
    return callableTarget.getNClob(parameterIndex);
  }

  @Override
  public final @Nullable SQLXML getSQLXML(int parameterIndex) throws SQLException {
    return callableTarget.getSQLXML(parameterIndex);
  }

  @Override
  public final @Nullable String getNString(int parameterIndex) throws SQLException {
    return callableTarget.getNString(parameterIndex);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(int parameterIndex) throws SQLException {
    return callableTarget.getNCharacterStream(parameterIndex);
  }

  @Override
  public final @Nullable Reader getCharacterStream(int parameterIndex) throws SQLException {
    return callableTarget.getCharacterStream(parameterIndex);
  }

  @Override
  public <T> @Nullable T getObject(int parameterIndex, Class<T> type) throws SQLException {
    return callableTarget.getObject(parameterIndex, type);
  }
}
