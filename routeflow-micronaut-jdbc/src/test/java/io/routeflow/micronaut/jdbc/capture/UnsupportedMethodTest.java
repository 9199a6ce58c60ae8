package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.propagation.PropagatedContext;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that a driver may lack; those of JDBC itself throw then. */
class UnsupportedMethodTest {
  private final UnsupportedOperationException missing = new UnsupportedOperationException("no");

  @Test
  void aBatchThatTheDriverCannotRunAsALargeOneIsRecordedWhenItRuns() throws SQLException {
    Scene scene = new Scene(Statement.class);
    Statement statement = (Statement) scene.wrapper;
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      statement.addBatch(Scene.GIVEN);
      scene.driver.fail(missing);
      assertThatThrownBy(statement::executeLargeBatch).isSameAs(missing);
      assertThat(scene.request.usage()).isNull();
      scene.driver.fail(null);
      scene.driver.answer(new int[] {1});
      statement.executeBatch();
    }

    assertThat(scene.only().statement()).isEqualTo("UPDATE given SET a = ?");
    assertThat(scene.only().count()).isEqualTo(1);
    assertThat(scene.only().errors()).isZero();
    assertThat(scene.only().batchSize()).isEqualTo(1);
  }

  @Test
  void theSameWhereTheDriverSaysSoByAnExceptionOfJdbc() throws SQLException {
    SQLException own = new SQLFeatureNotSupportedException("no", "0A000");
    Scene scene = new Scene(Statement.class);
    Statement statement = (Statement) scene.wrapper;
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      statement.addBatch(Scene.GIVEN);
      scene.driver.fail(own);
      assertThatThrownBy(statement::executeLargeBatch).isSameAs(own);
      assertThat(scene.request.usage()).isNull();
      scene.driver.fail(null);
      scene.driver.answer(new int[] {1});
      statement.executeBatch();
    }

    assertThat(scene.only().statement()).isEqualTo("UPDATE given SET a = ?");
    assertThat(scene.only().errors()).isZero();
  }

  @Test
  void whatTheDatabaseDoesNotSupportIsAFailure() throws SQLException {
    SQLException own = new SQLFeatureNotSupportedException("no", "HYC00", 50100);
    Scene scene = new Scene(Statement.class);
    Statement statement = (Statement) scene.wrapper;
    scene.driver.fail(own);
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      assertThatThrownBy(() -> statement.executeQuery(Scene.GIVEN)).isSameAs(own);
    }

    assertThat(scene.only().errors()).isEqualTo(1);
  }

  @Test
  void aWayToGoOnThatTheDriverLacksIsNoErrorOfTheExecution() throws SQLException {
    Scene scene = new Scene(Statement.class);
    Statement statement = (Statement) scene.wrapper;
    scene.driver.answer(true);
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      statement.execute(Scene.GIVEN);
      scene.driver.fail(missing);
      assertThatThrownBy(statement::getMoreResults).isSameAs(missing);
    }

    assertThat(scene.only().errors()).isZero();
  }

  @ParameterizedTest
  @ValueSource(classes = {PreparedStatement.class, CallableStatement.class})
  void whatTheDriverHasNoMethodForIsNoExecution(Class<?> type) throws SQLException {
    Scene scene = new Scene(type);
    PreparedStatement statement = (PreparedStatement) scene.wrapper;
    scene.driver.fail(missing);
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      assertThatThrownBy(statement::executeLargeBatch).isSameAs(missing);
      assertThatThrownBy(statement::executeLargeUpdate).isSameAs(missing);
    }
    assertThatThrownBy(statement::executeLargeUpdate).isSameAs(missing);

    assertThat(scene.request.usage()).isNull();
    assertThat(scene.capture.unattributed()).isZero();
  }
}
