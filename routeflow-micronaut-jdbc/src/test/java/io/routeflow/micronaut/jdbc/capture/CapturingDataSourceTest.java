package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.routeflow.micronaut.jdbc.delegate.RecordingTarget;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Outside any request, over a driver by script. */
class CapturingDataSourceTest {

  private final SqlCapture capture = Scene.newCapture();

  @Test
  void everyExecutionOutsideARequestIsUnattributed() throws SQLException {
    Connection connection = over(driver("H2")).getConnection();
    connection.createStatement().execute("SELECT 1");
    connection.createStatement().executeUpdate("UPDATE t SET a = 1", 1);
    connection.createStatement().executeLargeUpdate("UPDATE t SET a = 1");
    connection.createStatement().executeQuery("SELECT 1");
    connection.prepareStatement("SELECT 1").executeQuery();
    connection.prepareStatement("SELECT 1").execute();
    connection.prepareStatement("UPDATE t SET a = 1", new int[0]).executeUpdate();
    connection.prepareCall("CALL f()").executeLargeUpdate();
    PreparedStatement batch = connection.prepareStatement("UPDATE t SET a = 1");
    batch.addBatch();
    batch.addBatch();
    batch.executeBatch();

    assertThat(capture.unattributed()).isEqualTo(9);
    assertThat(capture.internalErrors()).isZero();
  }

  @Test
  void whatLeadsBackLeadsToTheCapturedObjects() throws SQLException {
    Connection connection = over(driver("H2")).getConnection();
    Statement statement = connection.createStatement();

    assertThat(statement.getConnection()).isSameAs(connection);
    assertThat(statement.executeQuery("SELECT 1").getStatement()).isSameAs(statement);
    assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
    assertThat(statement.getGeneratedKeys().getStatement()).isSameAs(statement);
    assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
    assertThat(connection.getMetaData().getCatalogs().getStatement().getConnection())
        .isSameAs(connection);
    CallableStatement call = connection.prepareCall("CALL f()");
    assertThat(call.getObject(1)).isInstanceOf(CursorResultSet.class);
    assertThat(call.getObject("x", ResultSet.class).getStatement())
        .isInstanceOf(CapturingStatement.class);
  }

  /** PostgreSQL has a statement for each cursor, which is closed without the call. */
  @Test
  void theStatementOfACursorIsItsOwnWhereTheDriverHasOne() throws SQLException {
    Scene scene = new Scene(CallableStatement.class);
    CallableStatement call = (CallableStatement) scene.wrapper;
    RecordingTarget cursor = new RecordingTarget();
    RecordingTarget own = new RecordingTarget();
    cursor.answer(own.as(Statement.class));
    scene.driver.answer(cursor.as(ResultSet.class));
    ResultSet result = (ResultSet) call.getObject(1);
    scene.driver.calls.clear();

    Statement statement = result.getStatement();
    statement.close();

    assertThat(statement).isNotSameAs(call).isInstanceOf(CapturingStatement.class);
    assertThat(statement.getConnection()).isSameAs(scene.connection);
    assertThat(own.calls).extracting(used -> used.method().getName()).contains("close");
    assertThat(scene.driver.calls).isEmpty();
  }

  @Test
  void theStatementOfACursorIsTheCallWhereTheDriverSaysSo() throws SQLException {
    RecordingTarget driver = new RecordingTarget();
    CallableStatement drivers = driver.as(CallableStatement.class);
    CallableStatement call =
        new CapturingCallableStatement(
            drivers, new Scene(Connection.class).connection, Scene.PREPARED);
    RecordingTarget cursor = new RecordingTarget();
    cursor.answer(drivers);
    driver.answer(cursor.as(ResultSet.class));

    assertThat(((ResultSet) call.getObject(1)).getStatement()).isSameAs(call);
  }

  @Test
  void theDriversOwnExceptionPassesUntouched() throws SQLException {
    Script driver = failing();
    SQLException own = driver.own;
    Connection connection = over(driver).getConnection();

    assertThatThrownBy(() -> connection.createStatement()).isSameAs(own);
    assertThatThrownBy(() -> connection.prepareStatement("SELECT 1")).isSameAs(own);
    assertThatThrownBy(() -> connection.prepareCall("CALL f()")).isSameAs(own);
    assertThatThrownBy(() -> connection.commit()).isSameAs(own);
    assertThatThrownBy(() -> connection.getMetaData()).isSameAs(own);
  }

  @Test
  void textThatIsMissingIsTheDriversBusiness() throws SQLException {
    Connection connection = over(driver("H2")).getConnection();

    assertThat(connection.prepareStatement(null).execute()).isFalse();
    assertThat(capture.internalErrors()).isZero();
  }

  private DataSource over(Script driver) {
    return new CapturingDataSource(driver.dataSource(), "default", capture);
  }

  private static Script driver(String product) {
    return new Script(product, false);
  }

  private static Script failing() {
    return new Script("H2", true);
  }

  /** Answers each call with an object of the type that is asked for. */
  private static final class Script {
    private final String product;
    private final boolean fails;
    private final SQLException own = new SQLException("the driver's own", "08006");

    private Script(String product, boolean fails) {
      this.product = product;
      this.fails = fails;
    }

    private DataSource dataSource() {
      return as(DataSource.class);
    }

    private <T> T as(Class<T> type) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                if (method.getName().equals("isWrapperFor")) {
                  return false;
                }
                if (fails && type == Connection.class) {
                  throw own;
                }
                return answer(method.getName(), method.getReturnType());
              }));
    }

    private @Nullable Object answer(String method, Class<?> type) {
      if (method.equals("getDatabaseProductName")) {
        return product;
      }
      if (type == Object.class) {
        return as(ResultSet.class);
      }
      Object simple =
          Map.<Class<?>, Object>of(
                  int.class, 0, long.class, 0L, boolean.class, false, int[].class, new int[] {1})
              .get(type);
      return simple != null || !type.isInterface() ? simple : as(type);
    }
  }
}
