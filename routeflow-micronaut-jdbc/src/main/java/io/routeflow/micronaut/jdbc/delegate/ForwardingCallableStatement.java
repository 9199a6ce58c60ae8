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
 * Forwards every call to another callable statement; this last layer has the out parameters by
 * name.
 *
 * <p>A subclass overrides what {@link ForwardingStatement} and {@link ForwardingPreparedStatement}
 * name. The {@code getObject} family is open too, because a cursor that a procedure returns is a
 * result set, which hands out its statement.
 *
 * @since 0.1.0
 */
public abstract class ForwardingCallableStatement extends ForwardingOutValuesByIndex {
  /**
   * Forwards to the given target.
   *
   * @param target the pool's or the driver's own object
   */
  protected ForwardingCallableStatement(CallableStatement target) {
    super(target);
  }

  @Override
  public final @Nullable String getString(String parameterName) throws SQLException {
    return callableTarget.getString(parameterName);
  }

  @Override
  public final boolean getBoolean(String parameterName) throws SQLException {
    return callableTarget.getBoolean(parameterName);
  }

  @Override
  public final byte getByte(String parameterName) throws SQLException {
    return callableTarget.getByte(parameterName);
  }

  @Override
  public final short getShort(String parameterName) throws SQLException {
    return callableTarget.getShort(parameterName);
  }

  @Override
  public final int getInt(String parameterName) throws SQLException {
    return callableTarget.getInt(parameterName);
  }

  @Override
  public final long getLong(String parameterName) throws SQLException {
    return callableTarget.getLong(parameterName);
  }

  @Override
  public final float getFloat(String parameterName) throws SQLException {
    return callableTarget.getFloat(parameterName);
  }

  @Override
  public final double getDouble(String parameterName) throws SQLException {
    return callableTarget.getDouble(parameterName);
  }

  @Override
  public final byte @Nullable [] getBytes(String parameterName) throws SQLException {
    return callableTarget.getBytes(parameterName);
  }

  @Override
  public final @Nullable Date getDate(String parameterName) throws SQLException {
    return callableTarget.getDate(parameterName);
  }

  @Override
  public final @Nullable Time getTime(String parameterName) throws SQLException {
    return callableTarget.getTime(parameterName);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(String parameterName) throws SQLException {
    return callableTarget.getTimestamp(parameterName);
  }

  @Override
  public @Nullable Object getObject(String parameterName) throws SQLException {
    return callableTarget.getObject(parameterName);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(String parameterName) throws SQLException {
    return callableTarget.getBigDecimal(parameterName);
  }

  @Override
  public @Nullable Object getObject(String parameterName, Map<String, Class<?>> map)
      throws SQLException {
    return callableTarget.getObject(parameterName, map);
  }

  @Override
  public final @Nullable Ref getRef(String parameterName) throws SQLException {
    return callableTarget.getRef(parameterName);
  }

  @Override
  public final @Nullable Blob getBlob(String parameterName) throws SQLException {
    return callableTarget.getBlob(parameterName);
  }

  @Override
  public final @Nullable Clob getClob(String parameterName) throws SQLException {
    return callableTarget.getClob(parameterName);
  }

  @Override
  public final @Nullable Array getArray(String parameterName) throws SQLException {
    return callableTarget.getArray(parameterName);
  }

  @Override
  public final @Nullable Date getDate(String parameterName, @Nullable Calendar calendar)
      throws SQLException {
    return callableTarget.getDate(parameterName, calendar);
  }

  @Override
  public final @Nullable Time getTime(String parameterName, @Nullable Calendar calendar)
      throws SQLException {
    return callableTarget.getTime(parameterName, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(String parameterName, @Nullable Calendar calendar)
      throws SQLException {
    return callableTarget.getTimestamp(parameterName, calendar);
  }

  @Override
  public final @Nullable URL getURL(String parameterName) throws SQLException {
    return callableTarget.getURL(parameterName);
  }

  @Override
  public final @Nullable RowId getRowId(String parameterName) throws SQLException {
    return callableTarget.getRowId(parameterName);
  }

  @Override
  public final @Nullable NClob getNClob(String parameterName) throws SQLException {
    return callableTarget.getNClob(parameterName);
  }

  @Override
  public final @Nullable SQLXML getSQLXML(String parameterName) throws SQLException {
    return callableTarget.getSQLXML(parameterName);
  }

  @Override
  public final @Nullable String getNString(String parameterName) throws SQLException {
    return callableTarget.getNString(parameterName);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(String parameterName) throws SQLException {
    return callableTarget.getNCharacterStream(parameterName);
  }

  @Override
  public final @Nullable Reader getCharacterStream(String parameterName) throws SQLException {
    return callableTarget.getCharacterStream(parameterName);
  }

  @Override
  public <T> @Nullable T getObject(String parameterName, Class<T> type) throws SQLException {
    return callableTarget.getObject(parameterName, type);
  }
}
