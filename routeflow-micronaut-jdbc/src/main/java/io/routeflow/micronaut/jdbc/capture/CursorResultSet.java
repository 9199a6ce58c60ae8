package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingResultSet;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A cursor that a procedure returned; some drivers have a statement of its own behind it. */
final class CursorResultSet extends ForwardingResultSet {

  private final ResultSet target;
  private final CallableStatement call;
  private final CallableStatement capturingCall;
  private final RecordedConnection connection;

  /**
   * A cursor on the way to the application.
   *
   * @param call the driver's statement that returned it
   * @param capturingCall the same as the application knows it
   */
  CursorResultSet(
      ResultSet target,
      CallableStatement call,
      CallableStatement capturingCall,
      RecordedConnection connection) {
    this.target = target;
    this.call = call;
    this.capturingCall = capturingCall;
    this.connection = connection;
  }

  @Override
  protected ResultSet target() {
    return target;
  }

  /** Whichever it is, it is closed without the other. */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public @Nullable Statement getStatement() throws SQLException {
    Statement statement = target.getStatement();
    if (statement == null) {
      return null;
    }
    return statement == call ? capturingCall : connection.record(statement);
  }
}
