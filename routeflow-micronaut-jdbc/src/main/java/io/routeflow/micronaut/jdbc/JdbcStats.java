package io.routeflow.micronaut.jdbc;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import jakarta.inject.Singleton;

/**
 * What SQL capture counts beside the events. Thread-safe; inject it.
 *
 * @since 0.1.0
 */
@Singleton
@Requires(condition = JdbcEnabled.class)
public final class JdbcStats {

  private final SqlCapture capture;

  JdbcStats(SqlCapture capture) {
    this.capture = capture;
  }

  /**
   * Executions outside any request, since the start: at start-up, in scheduled jobs, on threads
   * that the request's context does not reach, in ignored requests. They belong to no event.
   *
   * @return a count that only grows
   */
  public long unattributed() {
    return capture.unattributed();
  }

  /**
   * Errors of capture itself, which the application never sees. Each {@link
   * io.routeflow.micronaut.InternalErrorListener} is notified of them, with {@code sql} as the
   * stage. That a driver does not say which database it leads to is none.
   *
   * @return a count that only grows
   */
  public long internalErrors() {
    return capture.internalErrors();
  }
}
