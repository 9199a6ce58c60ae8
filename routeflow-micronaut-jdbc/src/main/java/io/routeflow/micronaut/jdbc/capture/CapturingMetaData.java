package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingDatabaseMetaData;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Metadata that leads back to the captured connection. */
final class CapturingMetaData extends ForwardingDatabaseMetaData {

  private final DatabaseMetaData target;
  private final RecordedConnection connection;

  CapturingMetaData(DatabaseMetaData target, RecordedConnection connection) {
    this.target = target;
    this.connection = connection;
  }

  @Override
  protected DatabaseMetaData target() {
    return target;
  }

  /** The captured connection, once the driver has had its chance to object. */
  @Override
  public Connection getConnection() throws SQLException {
    target.getConnection();
    return connection;
  }

  @Override
  protected ResultSet handOut(ResultSet result) {
    return CatalogResultSet.of(result, connection);
  }
}
