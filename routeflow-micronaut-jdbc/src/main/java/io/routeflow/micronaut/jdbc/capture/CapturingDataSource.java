package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.jdbc.delegate.ForwardingConnectionBuilder;
import io.routeflow.micronaut.jdbc.delegate.ForwardingDataSource;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections capture what runs on them. As thread-safe as the pool behind it.
 *
 * @since 0.1.0
 */
@Internal
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
    return connect(DataSource::getConnection);
  }

  @Override
  public Connection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    return connect(pool -> pool.getConnection(username, password));
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    return new Builder(target.createConnectionBuilder());
  }

  private Connection connect(ConnectCall call) throws SQLException {
    SqlContext context = capture.context();
    int connected = connected(context);
    int failed = notConnected(context);
    long start = capture.startTimer(context);
    Connection connection;
    try {
      connection = call.on(target);
    } catch (Throwable e) {
      notConnected(context, failed, start);
      throw e;
    }
    return handOut(connection, context, connected, start);
  }

  /** Nothing is asked of the connection here: it may connect with the first question. */
  private Connection handOut(Connection connection, SqlContext context, int connected, long start) {
    if (connection == null || connection instanceof CapturingConnection) {
      return connection;
    }
    try {
      return recorded(connection, context, connected, start);
    } catch (Throwable e) {
      // a connection that is not handed out would be lost to its pool
      capture.report(e);
      return connection;
    }
  }

  private Connection recorded(
      Connection connection, SqlContext context, int connected, long start) {
    boolean counted = connected(context) != connected;
    SqlRecorder recorder = detector.recorderOfNew(connection, counted);
    boolean passThrough = recorder.isPassThrough();
    RequestSql groups = context.groups();
    if (groups != null && !(passThrough && counted)) {
      groups.connected(context.offset(start), capture.nanosSince(start));
    }
    return passThrough ? connection : new CapturingConnection(connection, recorder, context);
  }

  /**
   * How many connections the request got so far. What a data source behind this one counts while it
   * is asked is not counted again; what a pool got from it before is counted here. Threads of one
   * request that ask at the same time may be taken for that, in front of such a data source only.
   */
  private static int connected(SqlContext context) {
    RequestSql groups = context.groups();
    return groups == null ? 0 : groups.connections();
  }

  /** How often the request got none so far; the same is done with it. */
  private static int notConnected(SqlContext context) {
    RequestSql groups = context.groups();
    return groups == null ? 0 : groups.connectionErrors();
  }

  /** A request that got no connection has waited too, and longer than others. */
  private void notConnected(SqlContext context, int failed, long start) {
    try {
      RequestSql groups = context.groups();
      boolean counted = notConnected(context) != failed && detector.isPassThrough();
      if (groups != null && !counted) {
        groups.notConnected(context.offset(start), capture.nanosSince(start));
      }
    } catch (Throwable e) {
      capture.report(e);
    }
  }

  /** One of the ways to get a connection. */
  @FunctionalInterface
  private interface ConnectCall {
    Connection on(DataSource pool) throws SQLException;
  }

  private final class Builder extends ForwardingConnectionBuilder {
    private Builder(ConnectionBuilder target) {
      super(target);
    }

    @Override
    public Connection build() throws SQLException {
      return connect(pool -> super.build());
    }
  }
}
