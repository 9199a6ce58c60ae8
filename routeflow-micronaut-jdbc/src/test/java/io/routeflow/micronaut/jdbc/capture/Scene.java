package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.jdbc.delegate.RecordingTarget;
import io.routeflow.micronaut.jdbc.delegate.SampleValues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What really stands between an application and a driver, and one request that uses it. */
final class Scene {
  static final String GIVEN = "UPDATE given SET a = 'b'";
  static final String PREPARED = "SELECT a FROM prepared";

  static final List<Class<?>> TYPES =
      List.of(
          DataSource.class,
          ConnectionBuilder.class,
          Connection.class,
          Statement.class,
          PreparedStatement.class,
          CallableStatement.class,
          DatabaseMetaData.class,
          ResultSet.class);

  /** One for all, so that it logs a line a minute; its listener does nothing. */
  static final InternalErrors ERRORS = new InternalErrors(() -> (stage, error) -> {});

  final SqlCapture capture = newCapture();
  final OneRequest request = new OneRequest();
  final RecordingTarget driver = new RecordingTarget();
  final CapturingConnection connection;
  final CapturingStatement statement;
  final Object wrapper;

  Scene(Class<?> type) throws SQLException {
    SqlRecorder recorder = SqlRecorder.of(Database.unknown("default"), capture);
    RecordingTarget other = new RecordingTarget();
    connection =
        new CapturingConnection(
            type == Connection.class ? driver.as(Connection.class) : other.as(Connection.class),
            recorder,
            SqlContext.NONE);
    statement = new CapturingStatement(new RecordingTarget().as(Statement.class), connection);
    wrapper = wrap(type);
  }

  static SqlCapture newCapture() {
    return new SqlCapture(5, 100, null, ERRORS);
  }

  private Object wrap(Class<?> type) throws SQLException {
    if (type == DataSource.class) {
      return new CapturingDataSource(driver.as(DataSource.class), "default", capture);
    } else if (type == ConnectionBuilder.class) {
      RecordingTarget pool = new RecordingTarget();
      pool.answer(driver.as(ConnectionBuilder.class));
      return new CapturingDataSource(pool.as(DataSource.class), "default", capture)
          .createConnectionBuilder();
    } else if (type == Connection.class) {
      return connection;
    } else if (type == Statement.class) {
      return new CapturingStatement(driver.as(Statement.class), connection);
    } else if (type == PreparedStatement.class) {
      return new CapturingPreparedStatement(
          driver.as(PreparedStatement.class), connection, PREPARED);
    } else if (type == CallableStatement.class) {
      return new CapturingCallableStatement(
          driver.as(CallableStatement.class), connection, PREPARED);
    } else if (type == DatabaseMetaData.class) {
      return new CapturingMetaData(driver.as(DatabaseMetaData.class), connection);
    }
    return CapturingResultSet.of(driver.as(ResultSet.class), statement);
  }

  /** In the request. What the method throws is thrown as it is. */
  @Nullable Object call(Method method, Object... arguments) throws Throwable {
    try (PropagatedContext.Scope ignored = request.enter()) {
      return method.invoke(wrapper, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** Something for each parameter, and SQL that can be read where SQL belongs. */
  static Object[] arguments(Method method) {
    Object[] arguments = SampleValues.arguments(method);
    if (takesSql(method)) {
      arguments[0] = GIVEN;
    }
    return arguments;
  }

  static boolean takesSql(Method method) {
    String name = method.getName();
    return (name.startsWith("execute") || name.startsWith("prepare"))
        && method.getParameterCount() > 0;
  }

  static boolean executes(Method method) {
    return Statement.class.isAssignableFrom(method.getDeclaringClass())
        && method.getName().startsWith("execute");
  }

  /** An answer of the driver that can be used further, where one goes on with it. */
  static @Nullable Object answer(Class<?> type, int seed) {
    if (Statement.class.isAssignableFrom(type) || type == Connection.class) {
      RecordingTarget next = new RecordingTarget();
      next.answer(false);
      return next.as(type);
    }
    return SampleValues.of(type, seed);
  }

  /** The only statement of the request. */
  SqlUsage.Statement only() {
    List<SqlUsage.Statement> statements = Objects.requireNonNull(request.usage()).statements();
    if (statements.size() != 1) {
      throw new AssertionError(statements);
    }
    return statements.get(0);
  }
}
