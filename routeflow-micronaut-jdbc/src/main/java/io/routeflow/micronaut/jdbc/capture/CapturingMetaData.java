package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingDatabaseMetaData;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;

/** Metadata that leads back to the captured connection. */
final class CapturingMetaData extends ForwardingDatabaseMetaData {

  private final CapturingConnection connection;

  CapturingMetaData(DatabaseMetaData target, CapturingConnection connection) {
    super(target);
    this.connection = connection;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  protected ResultSet handOut(ResultSet result) {
    return new CatalogResultSet(result, connection);
  }
}
