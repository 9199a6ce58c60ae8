package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.jdbc.delegate.Base;
import io.routeflow.micronaut.jdbc.delegate.RecordingTarget;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A database may be asked when a statement is prepared, and a request waits for that as well. */
class PreparingTimeTest {
  private static final long PREPARING = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long EXECUTING = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(50);

  private final RecordingTarget driver = new RecordingTarget();
  private final RecordingTarget statement = new RecordingTarget();
  private final OneRequest request = new OneRequest();
  private long now = 1_000_000;
  private long reads;
  private final SqlCapture capture =
      new SqlCapture(
          5,
          100,
          null,
          Scene.ERRORS,
          () -> {
            reads++;
            return now;
          });

  PreparingTimeTest() {
    driver.work(() -> now += PREPARING);
    statement.work(() -> now += EXECUTING);
    statement.answer(false);
  }

  @Test
  void aStatementThatIsRejectedWhenItIsPreparedHasTakenTheTimeOfThat() {
    Base.forEachMethod(
        Connection.class,
        method -> {
          if (method.getName().startsWith("prepare")) {
            PreparingTimeTest fresh = new PreparingTimeTest();
            SQLException own = new SQLException("syntax", "42000");
            fresh.driver.fail(own);
            assertThat(catchThrowable(() -> fresh.prepare(method))).isSameAs(own);
            fresh.expect(1, PREPARING, PREPARING);
            assertThat(fresh.usage().statements().get(0).errors()).isEqualTo(1);
          }
        });
  }

  @Test
  void theFirstExecutionOfAStatementHasTheTimeForWhichItWasPrepared() {
    Base.forEachMethod(
        Connection.class,
        method -> {
          if (method.getName().startsWith("prepare")) {
            PreparingTimeTest fresh = new PreparingTimeTest();
            PreparedStatement prepared = fresh.prepare(method);
            fresh.now += BETWEEN;
            fresh.execute(prepared);
            fresh.expect(1, PREPARING + EXECUTING, PREPARING + EXECUTING);
            fresh.execute(prepared);
            fresh.expect(2, PREPARING + 2 * EXECUTING, PREPARING + EXECUTING);
          }
        });
  }

  @Test
  void itBeginsOnTheTimelineByThatTimeEarlier() throws Throwable {
    PreparedStatement prepared = prepare(simple());
    now += BETWEEN;
    execute(prepared);

    assertThat(usage().executions())
        .containsExactly(
            new SqlUsage.Execution(0, 1_000_000 + BETWEEN, PREPARING + EXECUTING, false));
  }

  @Test
  void anotherRequestHasNotWaitedForIt() throws Throwable {
    PreparedStatement prepared = prepare(simple());
    OneRequest other = new OneRequest();
    try (PropagatedContext.Scope ignored = other.enter()) {
      prepared.execute();
    }

    assertThat(Objects.requireNonNull(other.usage()).totalNanos()).isEqualTo(EXECUTING);
    assertThat(request.usage()).isNull();
  }

  @Test
  void whatADriverDoesWithoutTheDatabaseIsNoTimeOfItsOwn() throws Throwable {
    driver.work(() -> now += SlowlyPrepared.MIN_NANOS - 1);
    execute(prepare(simple()));

    expect(1, EXECUTING, EXECUTING);
  }

  @Test
  void outsideARequestTheClockIsNotRead() throws SQLException {
    driver.answer(statement.as(PreparedStatement.class));

    connection().prepareStatement("SELECT a FROM t").execute();

    assertThat(reads).isZero();
    assertThat(capture.unattributed()).isEqualTo(1);
  }

  private static Method simple() throws NoSuchMethodException {
    return Connection.class.getMethod("prepareStatement", String.class);
  }

  private Connection connection() {
    return new CapturingConnection(
        driver.as(Connection.class),
        SqlRecorder.of(Database.unknown("default"), capture),
        SqlContext.NONE);
  }

  private PreparedStatement prepare(Method method) throws Throwable {
    driver.answer(
        method.getReturnType() == CallableStatement.class
            ? statement.as(CallableStatement.class)
            : statement.as(PreparedStatement.class));
    try (PropagatedContext.Scope ignored = request.enter()) {
      return (PreparedStatement) method.invoke(connection(), Scene.arguments(method));
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private void execute(PreparedStatement prepared) throws SQLException {
    try (PropagatedContext.Scope ignored = request.enter()) {
      prepared.execute();
    }
  }

  private SqlUsage usage() {
    return Objects.requireNonNull(request.usage());
  }

  private void expect(long count, long totalNanos, long maxNanos) {
    SqlUsage.Statement only = usage().statements().get(0);
    assertThat(usage().statements()).hasSize(1);
    assertThat(only.count()).isEqualTo(count);
    assertThat(only.totalNanos()).isEqualTo(totalNanos);
    assertThat(only.maxNanos()).isEqualTo(maxNanos);
  }
}
