package io.routeflow.micronaut.jdbc.delegate;

import io.micronaut.core.annotation.Internal;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to another data source.
 *
 * <p>A subclass overrides what hands out a connection: both {@code getConnection} methods and
 * {@link #createConnectionBuilder()}, for which there is {@link ForwardingConnectionBuilder}.
 * Exceptions of the target pass untouched. As thread-safe as the target.
 *
 * @since 0.1.0
 */
@Internal
public abstract class ForwardingDataSource extends ForwardingWrapper implements DataSource {
  /** Forwards to what {@link #target()} answers. */
  protected ForwardingDataSource() {}

  @Override
  protected abstract DataSource target();

  @Override
  public Connection getConnection() throws SQLException {
    return target().getConnection();
  }

  @Override
  public Connection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    return target().getConnection(username, password);
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    return target().createConnectionBuilder();
  }

  @Override
  public final ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    return target().createShardingKeyBuilder();
  }

  @Override
  public final @Nullable PrintWriter getLogWriter() throws SQLException {
    return target().getLogWriter();
  }

  @Override
  public final void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    target().setLogWriter(out);
  }

  @Override
  public final void setLoginTimeout(int seconds) throws SQLException {
    target().setLoginTimeout(seconds);
  }

  @Override
  public final int getLoginTimeout() throws SQLException {
    return target().getLoginTimeout();
  }

  @Override
  public final Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return target().getParentLogger();
  }
}
