package io.routeflow.micronaut.jdbc.delegate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to another result set. It exists for one method, {@link #getStatement()}:
 * without it the target's own statement reaches the application, and what runs on that goes unseen.
 *
 * <p>Reading stays as fast as the target makes it, because a row pays for nothing but one call
 * through a final field: nothing is timed, counted, checked or allocated per row, and every method
 * but {@link #getStatement()} is final, so that no subclass can change this. Code that is compiled
 * against {@link ResultSet} meets one class here and, with one pool in the process, one class
 * behind it; the JIT compiler then inlines both calls. The price is one object of a few words per
 * result set, and one more virtual call per column where several pools or drivers are in use.
 * {@link #unwrap(Class)} leads past it to the target and to the driver's own result set.
 *
 * @since 0.1.0
 */
public abstract class ForwardingResultSet extends ForwardingUpdatesByLabel {
  /**
   * Forwards to the given target.
   *
   * @param target the pool's or the driver's own object
   */
  protected ForwardingResultSet(ResultSet target) {
    super(target);
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    return target.getStatement();
  }
}
