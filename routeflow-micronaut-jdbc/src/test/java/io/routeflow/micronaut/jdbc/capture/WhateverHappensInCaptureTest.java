package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.ContextBase;
import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.InternalErrorListener;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.jdbc.delegate.Base;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The application gets exactly what the driver answers or throws. */
class WhateverHappensInCaptureTest {
  private static final List<Class<?>> STATEMENTS =
      List.of(Statement.class, PreparedStatement.class, CallableStatement.class);

  /** What is done with a fresh scene, and one of its methods. */
  private interface Check {
    void of(Scene scene, Method method) throws Throwable;
  }

  @ParameterizedTest
  @EnumSource(OneRequest.Part.class)
  void theDriversAnswerArrivesThoughTheRecordingIsBroken(OneRequest.Part part) throws Throwable {
    forEachUse(
        (scene, method) -> {
          scene.request.breakDown(part);
          expectAnswer(scene, method);
        });
  }

  @ParameterizedTest
  @EnumSource(OneRequest.Part.class)
  void theDriversAnswerArrivesThoughTheRecordingBreaksMeanwhile(OneRequest.Part part)
      throws Throwable {
    forEachUse(
        (scene, method) -> {
          expectAnswer(scene, method);
          scene.request.breakDown(part);
          expectAnswer(scene, method);
        });
  }

  @ParameterizedTest
  @EnumSource(OneRequest.Part.class)
  void theDriversOwnExceptionArrivesThoughTheRecordingIsBroken(OneRequest.Part part)
      throws Throwable {
    forEachUse(
        (scene, method) -> {
          scene.request.breakDown(part);
          expectFailure(scene, method, new SQLException("the driver's own", "08006"));
          expectFailure(scene, method, new OutOfMemoryError("the driver's own"));
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = OneRequest.Part.class,
      names = {"OPEN", "SQL", "SQL_WITH_ERROR"})
  void whatBreaksIsCounted(OneRequest.Part part) throws Throwable {
    Scene scene = new Scene(PreparedStatement.class);
    scene.request.breakDown(part);
    expectAnswer(scene, PreparedStatement.class.getMethod("executeUpdate"));

    assertThat(scene.capture.internalErrors()).isPositive();
  }

  @Test
  void listenersAreNotifiedOfEachErrorOfCapture() {
    List<String> notified = new ArrayList<>();
    SqlCapture capture = capture((stage, error) -> notified.add(stage + " " + error.getMessage()));
    OneRequest request = new OneRequest();
    request.breakDown(OneRequest.Part.SQL);
    try (PropagatedContext.Scope ignored = request.enter()) {
      run(capture);
    }

    assertThat(notified).isNotEmpty().containsOnly("sql on purpose");
    assertThat(capture.internalErrors()).isEqualTo(notified.size());
  }

  /** Each would lead to the next. */
  @Test
  void errorsInTheSqlOfAListenerAreCountedOnly() {
    AtomicReference<SqlCapture> own = new AtomicReference<>();
    AtomicInteger notified = new AtomicInteger();
    SqlCapture capture =
        capture(
            (stage, error) -> {
              if (notified.incrementAndGet() < 100) {
                run(Objects.requireNonNull(own.get()));
              }
            });
    own.set(capture);
    OneRequest request = new OneRequest();
    request.breakDown(OneRequest.Part.SQL);
    try (PropagatedContext.Scope ignored = request.enter()) {
      capture.context();
      capture.context();
    }

    assertThat(notified).hasValue(2);
    assertThat(capture.internalErrors()).isGreaterThan(2);
  }

  @Test
  void anExceptionWhoseOwnMethodsFailArrivesAsItIs() throws Throwable {
    forEachUse((scene, method) -> expectFailure(scene, method, new Unreadable()));
  }

  @Test
  void aLogThatFailsDisturbsNoStatement() throws Throwable {
    Logger logger = (Logger) LoggerFactory.getLogger("io.routeflow.micronaut");
    Level before = logger.getLevel();
    FailingAppender appender = new FailingAppender();
    appender.setContext(new ContextBase());
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(appender);
    try {
      forEachUse(
          (scene, method) -> {
            // unattributed is what such a request's statements are, and both are logged
            scene.request.breakDown(OneRequest.Part.SQL);
            expectAnswer(scene, method);
            expectFailure(scene, method, new SQLException("the driver's own", "08006"));
          });
      assertThat(appender.asked).isPositive();
    } finally {
      logger.detachAppender(appender);
      logger.setAdditive(true);
      logger.setLevel(before);
    }
  }

  @Test
  void whereThereIsNoConnectionTheApplicationSeesThePoolsOwnException() throws SQLException {
    Scene scene = new Scene(DataSource.class);
    DataSource dataSource = (DataSource) scene.wrapper;
    SQLException own = new SQLException("the pool's own", "08001");
    scene.driver.fail(own);
    assertThatThrownBy(dataSource::getConnection).isSameAs(own);
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      assertThatThrownBy(dataSource::getConnection).isSameAs(own);
      assertThatThrownBy(() -> dataSource.getConnection("a", "b")).isSameAs(own);
      scene.request.breakDown(OneRequest.Part.SQL);
      assertThatThrownBy(dataSource::getConnection).isSameAs(own);
    }
    assertThat(own.getSuppressed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NoSuchMethodError.class})
  void aConnectionThatFailsWhenItIsAskedForItsDatabaseWorks(Class<? extends Throwable> type)
      throws ReflectiveOperationException, SQLException {
    Throwable failure = type.getConstructor().newInstance();
    SqlCapture capture = Scene.newCapture();
    FakeConnections connections =
        new FakeConnections("H2", FakeConnections.OneDriver.class, null)
            .failMetaData(failure, 1)
            .failWrapper(failure);
    Connection connection =
        new CapturingDataSource(connections.dataSource(), "default", capture).getConnection();

    assertThat(connection.createStatement().execute("SELECT 1")).isFalse();
    assertThat(capture.internalErrors()).isZero();
  }

  private static SqlCapture capture(InternalErrorListener listener) {
    return new SqlCapture(5, 100, null, new InternalErrors(() -> listener));
  }

  private static void run(SqlCapture capture) {
    DataSource pool = new FakeConnections("H2", FakeConnections.OneDriver.class, null).dataSource();
    try (Connection connection = new CapturingDataSource(pool, "default", capture).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void expectAnswer(Scene scene, Method method) throws Throwable {
    Object answer = Scene.answer(method.getReturnType(), 0);
    scene.driver.answer(answer);
    Object returned = scene.call(method, Scene.arguments(method));
    if (returned instanceof java.sql.Wrapper front && answer != null) {
      assertThat((Object) front.unwrap(answer.getClass())).isSameAs(answer);
    } else {
      assertThat(returned).as("%s", method).isEqualTo(answer);
    }
  }

  private static void expectFailure(Scene scene, Method method, Throwable own) {
    scene.driver.fail(own);
    assertThat(catchThrowable(() -> scene.call(method, Scene.arguments(method))))
        .as("%s", method)
        .isSameAs(own);
    assertThat(own.getSuppressed()).isEmpty();
  }

  /** Every way to execute, and what else capture has a hand in. */
  private static void forEachUse(Check check) throws Throwable {
    for (Class<?> type : STATEMENTS) {
      forEach(type, Scene::executes, check);
      forEach(type, method -> method.getName().equals("getResultSet"), check);
    }
    forEach(Connection.class, WhateverHappensInCaptureTest::isCaptured, check);
    forEach(DatabaseMetaData.class, method -> method.getReturnType() == ResultSet.class, check);
  }

  private static boolean isCaptured(Method method) {
    String name = method.getName();
    return name.startsWith("prepare")
        || name.startsWith("createStatement")
        || name.equals("commit")
        || name.equals("rollback");
  }

  private static void forEach(Class<?> type, Predicate<Method> wanted, Check check)
      throws Throwable {
    List<Method> methods = Base.methods(type).stream().filter(wanted).toList();
    assertThat(methods).isNotEmpty();
    for (Method method : methods) {
      check.of(new Scene(type), method);
    }
  }

  /** Throws whatever it is asked. */
  private static final class Unreadable extends SQLException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getSQLState() {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public @Nullable String getMessage() {
      throw new IllegalStateException("on purpose");
    }
  }
}
