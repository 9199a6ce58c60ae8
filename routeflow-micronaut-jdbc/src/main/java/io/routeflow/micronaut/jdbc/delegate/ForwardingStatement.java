package io.routeflow.micronaut.jdbc.delegate;

import java.sql.Statement;

/**
 * Forwards every call to another statement.
 *
 * <p>A subclass overrides what runs SQL ({@code execute}, batches) and what hands out an object:
 * {@link #getConnection()}, {@link #getResultSet()}, {@link #getGeneratedKeys()} and the result of
 * {@link #executeQuery(String)}. Exceptions of the target pass untouched. As thread-safe as the
 * target.
 *
 * @since 0.1.0
 */
public abstract class ForwardingStatement extends ForwardingExecution {
  /** What every call goes to: the pool's or the driver's own object. Set once. */
  protected Statement target;

  /**
   * Forwards to the given target.
   *
   * @param target the pool's or the driver's own object
   */
  protected ForwardingStatement(Statement target) {
    this.target = target;
  }

  @Override
  final Statement wrapped() {
    return target;
  }
}
