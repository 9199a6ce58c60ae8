package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingResultSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The answer to a query of the catalog; some drivers have a statement behind it. */
final class CatalogResultSet extends ForwardingResultSet {

  private final ResultSet target;
  private final RecordedConnection connection;

  private CatalogResultSet(ResultSet target, RecordedConnection connection) {
    this.target = target;
    this.connection = connection;
  }

  /** What metadata hands out for what the driver answered, which may be nothing. */
  static ResultSet of(ResultSet result, RecordedConnection connection) {
    return result == null ? result : new CatalogResultSet(result, connection);
  }

  @Override
  protected ResultSet target() {
    return target;
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    Statement statement = target.getStatement();
    return statement == null ? null : connection.record(statement);
  }
}
