package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingDatabaseMetaData;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Metadata that leads back to the captured connection. */
final class CapturingMetaData extends ForwardingDatabaseMetaData {

  private final CapturingConnection connection;

  CapturingMetaData(DatabaseMetaData target, CapturingConnection connection) {
    super(target);
    this.connection = connection;
  }

  /** The captured connection, once the driver has had its chance to object. */
  @Override
  public Connection getConnection() throws SQLException {
    target.getConnection();
    return connection;
  }

  @Override
  protected ResultSet handOut(ResultSet result) {
    return new CatalogResultSet(result, connection);
  }
}
