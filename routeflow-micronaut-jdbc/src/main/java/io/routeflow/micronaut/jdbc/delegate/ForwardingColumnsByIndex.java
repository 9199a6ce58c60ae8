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
 * Forwards reading columns by index; final, as in {@link ForwardingCursor}.
 *
 * <p>A layer, cut for size; extend {@link ForwardingResultSet}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingColumnsByIndex extends ForwardingCursor {
  ForwardingColumnsByIndex(ResultSet target) {
    super(target);
  }

  @Override
  public final @Nullable String getString(int columnIndex) throws SQLException {
    return target.getString(columnIndex);
  }

  @Override
  public final boolean getBoolean(int columnIndex) throws SQLException {
    return target.getBoolean(columnIndex);
  }

  @Override
  public final byte getByte(int columnIndex) throws SQLException {
    return target.getByte(columnIndex);
  }

  @Override
  public final short getShort(int columnIndex) throws SQLException {
    return target.getShort(columnIndex);
  }

  @Override
  public final int getInt(int columnIndex) throws SQLException {
    return target.getInt(columnIndex);
  }

  @Override
  public final long getLong(int columnIndex) throws SQLException {
    return target.getLong(columnIndex);
  }

  @Override
  public final float getFloat(int columnIndex) throws SQLException {
    return target.getFloat(columnIndex);
  }

  @Override
  public final double getDouble(int columnIndex) throws SQLException {
    return target.getDouble(columnIndex);
  }

  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
    return target.getBigDecimal(columnIndex, scale);
  }

  @Override
  public final byte @Nullable [] getBytes(int columnIndex) throws SQLException {
    return target.getBytes(columnIndex);
  }

  @Override
  public final @Nullable Date getDate(int columnIndex) throws SQLException {
    return target.getDate(columnIndex);
  }

  @Override
  public final @Nullable Time getTime(int columnIndex) throws SQLException {
    return target.getTime(columnIndex);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
    return target.getTimestamp(columnIndex);
  }

  @Override
  public final @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
    return target.getAsciiStream(columnIndex);
  }

  @Override
  @Deprecated
  public final @Nullable InputStream getUnicodeStream(int columnIndex) throws SQLException {
    return target.getUnicodeStream(columnIndex);
  }

  @Override
  public final @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
    return target.getBinaryStream(columnIndex);
  }

  @Override
  public final @Nullable Object getObject(int columnIndex) throws SQLException {
    return target.getObject(columnIndex);
  }

  @Override
  public final @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
    return target.getCharacterStream(columnIndex);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    return target.getBigDecimal(columnIndex);
  }

  @Override
  public final @Nullable Object getObject(int columnIndex, Map<String, Class<?>> map)
      throws SQLException {
    return target.getObject(columnIndex, map);
  }

  @Override
  public final @Nullable Ref getRef(int columnIndex) throws SQLException {
    return target.getRef(columnIndex);
  }

  @Override
  public final @Nullable Blob getBlob(int columnIndex) throws SQLException {
    return target.getBlob(columnIndex);
  }

  @Override
  public final @Nullable Clob getClob(int columnIndex) throws SQLException {
    return target.getClob(columnIndex);
  }

  @Override
  public final @Nullable Array getArray(int columnIndex) throws SQLException {
    return target.getArray(columnIndex);
  }

  @Override
  public final @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target.getDate(columnIndex, calendar);
  }

  @Override
  public final @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target.getTime(columnIndex, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    return target.getTimestamp(columnIndex, calendar);
  }

  @Override
  public final @Nullable URL getURL(int columnIndex) throws SQLException {
    return target.getURL(columnIndex);
  }

  @Override
  public final @Nullable RowId getRowId(int columnIndex) throws SQLException {
    return target.getRowId(columnIndex);
  }

  @Override
  public final @Nullable NClob getNClob(int columnIndex) throws SQLException {
    return target.getNClob(columnIndex);
  }

  @Override
  public final @Nullable SQLXML getSQLXML(int columnIndex) throws SQLException {
    return target.getSQLXML(columnIndex);
  }

  @Override
  public final @Nullable String getNString(int columnIndex) throws SQLException {
    return target.getNString(columnIndex);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
    return target.getNCharacterStream(columnIndex);
  }

  @Override
  public final <T> @Nullable T getObject(int columnIndex, Class<T> type) throws SQLException {
    return target.getObject(columnIndex, type);
  }
}
