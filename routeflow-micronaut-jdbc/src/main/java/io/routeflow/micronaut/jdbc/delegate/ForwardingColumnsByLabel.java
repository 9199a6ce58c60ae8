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
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forwards reading columns by label; final, as in {@link ForwardingCursor}.
 *
 * <p>A layer, cut for size; extend {@link ForwardingResultSet}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingColumnsByLabel extends ForwardingColumnsByIndex {
  ForwardingColumnsByLabel(ResultSet target) {
    super(target);
  }

  @Override
  public final @Nullable String getString(String columnLabel) throws SQLException {
    return target.getString(columnLabel);
  }

  @Override
  public final boolean getBoolean(String columnLabel) throws SQLException {
    return target.getBoolean(columnLabel);
  }

  @Override
  public final byte getByte(String columnLabel) throws SQLException {
    return target.getByte(columnLabel);
  }

  @Override
  public final short getShort(String columnLabel) throws SQLException {
    return target.getShort(columnLabel);
  }

  @Override
  public final int getInt(String columnLabel) throws SQLException {
    return target.getInt(columnLabel);
  }

  @Override
  public final long getLong(String columnLabel) throws SQLException {
    return target.getLong(columnLabel);
  }

  @Override
  public final float getFloat(String columnLabel) throws SQLException {
    return target.getFloat(columnLabel);
  }

  @Override
  public final double getDouble(String columnLabel) throws SQLException {
    return target.getDouble(columnLabel);
  }

  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(String columnLabel, int scale)
      throws SQLException {
    return target.getBigDecimal(columnLabel, scale);
  }

  @Override
  public final byte @Nullable [] getBytes(String columnLabel) throws SQLException {
    return target.getBytes(columnLabel);
  }

  @Override
  public final @Nullable Date getDate(String columnLabel) throws SQLException {
    return target.getDate(columnLabel);
  }

  @Override
  public final @Nullable Time getTime(String columnLabel) throws SQLException {
    return target.getTime(columnLabel);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(String columnLabel) throws SQLException {
    return target.getTimestamp(columnLabel);
  }

  @Override
  public final @Nullable InputStream getAsciiStream(String columnLabel) throws SQLException {
    return target.getAsciiStream(columnLabel);
  }

  @Override
  @Deprecated
  public final @Nullable InputStream getUnicodeStream(String columnLabel) throws SQLException {
    return target.getUnicodeStream(columnLabel);
  }

  @Override
  public final @Nullable InputStream getBinaryStream(String columnLabel) throws SQLException {
    return target.getBinaryStream(columnLabel);
  }

  @Override
  public final @Nullable Object getObject(String columnLabel) throws SQLException {
    return target.getObject(columnLabel);
  }

  @Override
  public final @Nullable Reader getCharacterStream(String columnLabel) throws SQLException {
    return target.getCharacterStream(columnLabel);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(String columnLabel) throws SQLException {
    return target.getBigDecimal(columnLabel);
  }

  @Override
  public final @Nullable Object getObject(String columnLabel, Map<String, Class<?>> map)
      throws SQLException {
    return target.getObject(columnLabel, map);
  }

  @Override
  public final @Nullable Ref getRef(String columnLabel) throws SQLException {
    return target.getRef(columnLabel);
  }

  @Override
  public final @Nullable Blob getBlob(String columnLabel) throws SQLException {
    return target.getBlob(columnLabel);
  }

  @Override
  public final @Nullable Clob getClob(String columnLabel) throws SQLException {
    return target.getClob(columnLabel);
  }

  @Override
  public final @Nullable Array getArray(String columnLabel) throws SQLException {
    return target.getArray(columnLabel);
  }

  @Override
  public final @Nullable Date getDate(String columnLabel, @Nullable Calendar calendar)
      throws SQLException {
    return target.getDate(columnLabel, calendar);
  }

  @Override
  public final @Nullable Time getTime(String columnLabel, @Nullable Calendar calendar)
      throws SQLException {
    return target.getTime(columnLabel, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(String columnLabel, @Nullable Calendar calendar)
      throws SQLException {
    return target.getTimestamp(columnLabel, calendar);
  }

  @Override
  public final @Nullable URL getURL(String columnLabel) throws SQLException {
    return target.getURL(columnLabel);
  }

  @Override
  public final @Nullable RowId getRowId(String columnLabel) throws SQLException {
    return target.getRowId(columnLabel);
  }

  @Override
  public final @Nullable NClob getNClob(String columnLabel) throws SQLException {
    return target.getNClob(columnLabel);
  }

  @Override
  public final @Nullable SQLXML getSQLXML(String columnLabel) throws SQLException {
    return target.getSQLXML(columnLabel);
  }

  @Override
  public final @Nullable String getNString(String columnLabel) throws SQLException {
    return target.getNString(columnLabel);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(String columnLabel) throws SQLException {
    return target.getNCharacterStream(columnLabel);
  }

  @Override
  public final <T> @Nullable T getObject(String columnLabel, Class<T> type) throws SQLException {
    return target.getObject(columnLabel, type);
  }
}
