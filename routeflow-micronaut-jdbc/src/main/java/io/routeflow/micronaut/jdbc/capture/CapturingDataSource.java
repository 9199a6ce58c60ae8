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

  private final DataSource target;
  private final SqlCapture capture;
  private final DatabaseDetector detector;

  /**
   * Stands in front of a pool.
   *
   * @param pool what hands out the connections
   * @param name the name of the data source bean
   * @param capture where executions go
   */
  public CapturingDataSource(DataSource pool, String name, SqlCapture capture) {
    this.target = pool;
    this.capture = capture;
    this.detector = new DatabaseDetector(name, capture);
  }

  @Override
  protected DataSource target() {
    return target;
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
    SqlContext context = capture.context();
    long start = capture.startTimer(context);
    Connection connection;
    try {
      connection = target.getConnection();
    } catch (Throwable e) {
      notConnected(context, start);
      throw e;
    }
    return handOut(connection, context, start);
  }

  @Override
  public Connection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    SqlContext context = capture.context();
    long start = capture.startTimer(context);
    Connection connection;
    try {
      connection = target.getConnection(username, password);
    } catch (Throwable e) {
      notConnected(context, start);
      throw e;
    }
    return handOut(connection, context, start);
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    return new Builder(target.createConnectionBuilder());
  }

  /** Nothing is asked of the connection here: it may connect with the first question. */
  private Connection handOut(Connection connection, SqlContext context, long start) {
    if (connection == null || connection instanceof CapturingConnection) {
      return connection;
    }
    try {
      return recorded(connection, context, start);
    } catch (Throwable e) {
      // a connection that is not handed out would be lost to its pool
      capture.report(e);
      return connection;
    }
  }

  private Connection recorded(Connection connection, SqlContext context, long start) {
    SqlRecorder recorder = detector.recorderOfNew(connection);
    if (!recorder.isResolved() && recorder.isPassThrough()) {
      return connection;
    }
    SqlGroups groups = context.groups();
    if (groups != null) {
      groups.connected(context.offset(start), capture.nanosSince(start));
    }
    return new CapturingConnection(connection, recorder, context);
  }

  /** A request that got no connection has waited too, and longer than others. */
  private void notConnected(SqlContext context, long start) {
    try {
      SqlGroups groups = context.groups();
      if (groups != null && !detector.isPassThrough()) {
        groups.notConnected(context.offset(start), capture.nanosSince(start));
      }
    } catch (Throwable e) {
      capture.report(e);
    }
  }

  private final class Builder extends ForwardingConnectionBuilder {
    private Builder(ConnectionBuilder target) {
      super(target);
    }

    @Override
    public Connection build() throws SQLException {
      SqlContext context = capture.context();
      long start = capture.startTimer(context);
      Connection connection;
      try {
        connection = super.build();
      } catch (Throwable e) {
        notConnected(context, start);
        throw e;
      }
      return handOut(connection, context, start);
    }
  }
}
