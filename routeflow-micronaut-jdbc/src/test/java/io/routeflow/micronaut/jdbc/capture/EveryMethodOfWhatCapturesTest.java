package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.jdbc.delegate.Base;
import io.routeflow.micronaut.jdbc.delegate.ForwardingConnectionBuilder;
import io.routeflow.micronaut.jdbc.delegate.RecordingTarget.Call;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Walks the JDBC interfaces through the real wrappers, inside a request: nothing is lost on the way
 * to the driver and back, and each execution counts once.
 */
class EveryMethodOfWhatCapturesTest {
  /** What stands in front of an answer that could lead around capture. */
  private static final Map<Class<?>, Class<?>> IN_FRONT =
      Map.of(
          Connection.class, CapturingConnection.class,
          Statement.class, CapturingStatement.class,
          PreparedStatement.class, CapturingPreparedStatement.class,
          CallableStatement.class, CapturingCallableStatement.class,
          DatabaseMetaData.class, CapturingMetaData.class,
          ResultSet.class, CapturingResultSet.class);

  @ParameterizedTest
  @FieldSource("io.routeflow.micronaut.jdbc.capture.Scene#TYPES")
  void eachMethodReachesTheDriverAndComesBackAndIsRecordedWhereItExecutes(Class<?> type) {
    Base.forEachMethod(
        type,
        method -> {
          expectNoDefaultBody(type, method);
          // Twice, so that no constant passes for the driver's answer.
          expectForwarded(type, method, 0);
          expectForwarded(type, method, 1);
          expectFailure(type, method);
          if (type == Connection.class
              && Statement.class.isAssignableFrom(method.getReturnType())) {
            expectHandedOutToCount(type, method);
          }
        });
  }

  private static void expectNoDefaultBody(Class<?> type, Method method)
      throws ReflectiveOperationException, SQLException {
    Class<?> wrapper = new Scene(type).wrapper.getClass();
    assertThat(wrapper.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass())
        .matches(declaring -> !declaring.isInterface());
  }

  private static void expectForwarded(Class<?> type, Method method, int seed) throws Throwable {
    Scene scene = new Scene(type);
    Object answer = Scene.answer(method.getReturnType(), seed);
    Object[] arguments = Scene.arguments(method);
    scene.driver.answer(answer);

    Object returned = scene.call(method, arguments);

    expectOneCall(scene, method, arguments);
    expectAnswer(scene, method, returned, answer);
    expectCounted(scene, method, answer);
    assertThat(scene.capture.unattributed()).isZero();
  }

  private static void expectFailure(Class<?> type, Method method) throws SQLException {
    Scene scene = new Scene(type);
    Throwable own = failureOf(method);
    scene.driver.fail(own);

    assertThat(catchThrowable(() -> scene.call(method, Scene.arguments(method)))).isSameAs(own);

    assertThat(own.getSuppressed()).isEmpty();
    assertThat(own.getCause()).isNull();
    assertThat(scene.driver.calls).hasSize(1);
    if (Scene.executes(method) || Scene.takesSql(method)) {
      assertThat(scene.only().count()).isEqualTo(1);
      assertThat(scene.only().errors()).isEqualTo(1);
    } else {
      assertThat(scene.request.usage()).isNull();
    }
  }

  private static void expectHandedOutToCount(Class<?> type, Method method) throws Throwable {
    Scene scene = new Scene(type);
    scene.driver.answer(Scene.answer(method.getReturnType(), 0));
    Object statement = scene.call(method, Scene.arguments(method));
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      if (statement instanceof PreparedStatement prepared) {
        prepared.execute();
      } else if (statement instanceof Statement plain) {
        plain.execute(Scene.GIVEN);
      }
    }
    assertThat(scene.only().count()).isEqualTo(1);
    assertThat(scene.only().tables()).containsExactly("given");
  }

  private static void expectOneCall(Scene scene, Method method, Object[] arguments) {
    assertThat(scene.driver.calls).hasSize(1);
    Call call = scene.driver.calls.get(0);
    assertThat(Base.signature(call.method())).isEqualTo(Base.signature(method));
    for (int i = 0; i < arguments.length; i++) {
      expectSame(method.getParameterTypes()[i], call.arguments().get(i), arguments[i]);
    }
  }

  private static void expectAnswer(
      Scene scene, Method method, @Nullable Object returned, @Nullable Object answer)
      throws SQLException {
    Class<?> type = method.getReturnType();
    if (scene.wrapper instanceof CapturingResultSet && type == Statement.class) {
      assertThat(returned).isSameAs(scene.statement);
    } else if (type == Connection.class && !leadsToConnections(scene.wrapper)) {
      assertThat(returned).isSameAs(scene.connection);
    } else if (type == ConnectionBuilder.class) {
      assertThat(returned).isInstanceOf(ForwardingConnectionBuilder.class);
    } else if (type == ResultSet.class && scene.wrapper instanceof CapturingMetaData) {
      expectInFront(CatalogResultSet.class, returned, answer);
    } else if (IN_FRONT.containsKey(type)) {
      expectInFront(IN_FRONT.get(type), returned, answer);
    } else {
      expectSame(type, returned, answer);
    }
  }

  private static boolean leadsToConnections(Object wrapper) {
    return wrapper instanceof CapturingDataSource || wrapper instanceof ConnectionBuilder;
  }

  private static void expectInFront(
      Class<?> wrapper, @Nullable Object returned, @Nullable Object answer) throws SQLException {
    assertThat(returned).isExactlyInstanceOf(wrapper).isInstanceOf(Wrapper.class);
    assertThat(answer).isNotNull();
    if (returned instanceof Wrapper front && answer != null) {
      assertThat((Object) front.unwrap(answer.getClass())).isSameAs(answer);
    }
  }

  private static void expectSame(
      Class<?> type, @Nullable Object actual, @Nullable Object expected) {
    if (type.isPrimitive()) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isSameAs(expected);
    }
  }

  private static void expectCounted(Scene scene, Method method, @Nullable Object answer) {
    if (!Scene.executes(method)) {
      assertThat(scene.request.usage()).isNull();
      return;
    }
    SqlUsage.Statement only = scene.only();
    assertThat(only.count()).isEqualTo(1);
    assertThat(only.errors()).isZero();
    if (Scene.takesSql(method)) {
      assertThat(only.statement()).isEqualTo("UPDATE given SET a = ?");
    } else if (scene.wrapper instanceof PreparedStatement) {
      assertThat(only.statement()).isEqualTo(Scene.PREPARED);
    }
    boolean batch = method.getName().endsWith("Batch");
    assertThat(only.batchSize()).isEqualTo(batch ? 1 : -1);
    if (method.getName().endsWith("Update") && answer instanceof Number rows) {
      assertThat(only.rows()).isEqualTo(rows.longValue());
    }
  }

  private static Throwable failureOf(Method method) {
    Class<?>[] declared = method.getExceptionTypes();
    if (declared.length == 0) {
      return new IllegalStateException("scripted");
    }
    return declared[0] == SQLClientInfoException.class
        ? new SQLClientInfoException()
        : new java.sql.SQLFeatureNotSupportedException("scripted", "08006", 17);
  }
}
