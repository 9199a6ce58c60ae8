package io.routeflow.micronaut.jdbc.delegate;

import io.micronaut.core.annotation.Internal;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to another builder of connections; a subclass overrides {@link #build()}.
 *
 * <p>The settings return this builder, not the target's answer, or the chain would lead past {@code
 * build}. What the target answers is kept, so one that returns a new builder from each setting
 * works as well. Not thread-safe, as no builder is.
 *
 * @since 0.1.0
 */
@Internal
public abstract class ForwardingConnectionBuilder implements ConnectionBuilder {
  private ConnectionBuilder target;

  /**
   * Forwards to the given target.
   *
   * @param target the pool's or the driver's own object
   */
  protected ForwardingConnectionBuilder(ConnectionBuilder target) {
    this.target = target;
  }

  @Override
  public final ConnectionBuilder user(@Nullable String username) {
    target = target.user(username);
    return this;
  }

  @Override
  public final ConnectionBuilder password(@Nullable String password) {
    target = target.password(password);
    return this;
  }

  @Override
  public final ConnectionBuilder shardingKey(@Nullable ShardingKey shardingKey) {
    target = target.shardingKey(shardingKey);
    return this;
  }

  @Override
  public final ConnectionBuilder superShardingKey(@Nullable ShardingKey superShardingKey) {
    target = target.superShardingKey(superShardingKey);
    return this;
  }

  @Override
  public Connection build() throws SQLException {
    return target.build();
  }

  /** The class of this builder and, in brackets, what the target says of itself. Never throws. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + '[' + ForwardingWrapper.describe(target) + ']';
  }
}
