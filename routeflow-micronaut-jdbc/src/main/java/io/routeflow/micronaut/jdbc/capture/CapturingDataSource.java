package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingConnectionBuilder;
import io.routeflow.micronaut.jdbc.delegate.ForwardingDataSource;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections capture what runs on them. Internal to this module; as
 * thread-safe as the pool behind it.
 *
 * @since 0.1.0
 */
public final class CapturingDataSource extends ForwardingDataSource {

  private final SqlSource source;

  /**
   * Stands in front of a pool.
   *
   * @param pool what hands out the connections
   * @param name the name of the data source bean
   * @param capture where executions go
   */
  public CapturingDataSource(DataSource pool, String name, SqlCapture capture) {
    super(pool);
    this.source = new SqlSource(name, capture);
  }

  /**
   * What stands behind this.
   *
   * @return the bean as its factory made it
   */
  public DataSource pool() {
    return target;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Place place = source.place();
    long start = SqlSource.start(place);
    return handOut(target.getConnection(), place, start);
  }

  @Override
  public Connection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    Place place = source.place();
    long start = SqlSource.start(place);
    return handOut(target.getConnection(username, password), place, start);
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    return new Builder(target.createConnectionBuilder());
  }

  private Connection handOut(Connection connection, Place place, long start) {
    if (connection == null || connection instanceof CapturingConnection) {
      return connection;
    }
    if (source.database(connection).captured()) {
      return connection;
    }
    SqlGroups groups = place.groups();
    if (groups != null) {
      groups.connected(System.nanoTime() - start);
    }
    return new CapturingConnection(connection, source, place);
  }

  private final class Builder extends ForwardingConnectionBuilder {
    private Builder(ConnectionBuilder target) {
      super(target);
    }

    @Override
    public Connection build() throws SQLException {
      Place place = source.place();
      long start = SqlSource.start(place);
      return handOut(super.build(), place, start);
    }
  }
}
