package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingResultSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The answer to a query of the catalog; some drivers have a statement behind it. */
final class CatalogResultSet extends ForwardingResultSet {

  private final CapturingConnection connection;

  CatalogResultSet(ResultSet target, CapturingConnection connection) {
    super(target);
    this.connection = connection;
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    Statement statement = target.getStatement();
    return statement == null ? null : new CapturingStatement(statement, connection);
  }
}
