package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingResultSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A result set that leads back to the captured statement; its rows are the driver's business. */
final class CapturingResultSet extends ForwardingResultSet {

  private final ResultSet target;
  private final Statement statement;

  private CapturingResultSet(ResultSet target, Statement statement) {
    this.target = target;
    this.statement = statement;
  }

  /** What a statement hands out for what the driver answered, which may be nothing. */
  static ResultSet of(ResultSet result, Statement statement) {
    return result == null ? result : new CapturingResultSet(result, statement);
  }

  @Override
  protected ResultSet target() {
    return target;
  }

  /** The captured statement, once the driver has had its chance to object. */
  @Override
  public @Nullable Statement getStatement() throws SQLException {
    return target.getStatement() == null ? null : statement;
  }
}
