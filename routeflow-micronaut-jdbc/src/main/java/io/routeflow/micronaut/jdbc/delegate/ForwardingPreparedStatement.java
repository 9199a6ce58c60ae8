package io.routeflow.micronaut.jdbc.delegate;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to another prepared statement.
 *
 * <p>A subclass overrides what runs the statement, beside what {@link ForwardingStatement} names.
 * Parameters cannot be overridden: bind values are never read.
 *
 * @since 0.1.0
 */
public abstract class ForwardingPreparedStatement extends ForwardingParameters {
  /**
   * Forwards to the given target.
   *
   * @param target the pool's or the driver's own object
   */
  protected ForwardingPreparedStatement(PreparedStatement target) {
    super(target);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return target.executeQuery();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return target.executeUpdate();
  }

  @Override
  public boolean execute() throws SQLException {
    return target.execute();
  }

  @Override
  public void addBatch() throws SQLException {
    target.addBatch();
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    return target.getMetaData();
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    return target.getParameterMetaData();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return target.executeLargeUpdate();
  }
}
