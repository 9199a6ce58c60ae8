package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.propagation.PropagatedContext;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code execute} has changed, which the application asks for later. */
class PendingRowsTest {

  @ParameterizedTest
  @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
  void theCountThatIsAskedForAfterExecuteIsThatOfItsRows(Class<?> type) throws SQLException {
    Scene scene = new Scene(type);
    execute(scene, false);
    assertThat(scene.only().rows()).isEqualTo(-1);

    assertThat(updateCount(scene, 3)).isEqualTo(3);

    assertThat(scene.only().rows()).isEqualTo(3);
    assertThat(scene.only().count()).isEqualTo(1);
    assertThat(scene.driver.calls).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
  void aCountThatIsAskedForTwiceIsAddedOnce(Class<?> type) throws SQLException {
    Scene scene = new Scene(type);
    execute(scene, false);
    updateCount(scene, 3);
    updateCount(scene, 3);

    assertThat(scene.only().rows()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
  void eachOfSeveralResultsAddsItsOwn(Class<?> type) throws SQLException {
    Scene scene = new Scene(type);
    execute(scene, true);
    assertThat(moreResults(scene, false)).isFalse();
    updateCount(scene, 3);
    moreResults(scene, true);
    updateCount(scene, -1);
    moreResults(scene, false);
    updateCount(scene, 4);
    moreResults(scene, false);
    updateCount(scene, -1);

    assertThat(scene.only().rows()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(classes = {PreparedStatement.class, CallableStatement.class})
  void whatExecuteUpdateHasReportedIsNotAddedAgain(Class<?> type) throws SQLException {
    Scene scene = new Scene(type);
    execute(scene, false);
    updateCount(scene, 3);
    scene.driver.answer(2);
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      ((PreparedStatement) scene.wrapper).executeUpdate();
    }
    updateCount(scene, 2);

    assertThat(scene.only().rows()).isEqualTo(5);
    assertThat(scene.only().count()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
  void anEmptyUpdateHasNoRowsAndAQueryHasNoCount(Class<?> type) throws SQLException {
    Scene scene = new Scene(type);
    execute(scene, true);
    updateCount(scene, -1);
    assertThat(scene.only().rows()).isEqualTo(-1);
    execute(scene, false);
    updateCount(scene, 0);
    assertThat(scene.only().rows()).isZero();
  }

  @ParameterizedTest
  @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
  void outsideARequestNothingIsKept(Class<?> type) throws SQLException {
    Scene scene = new Scene(type);
    scene.driver.answer(false);
    if (scene.wrapper instanceof PreparedStatement prepared) {
      prepared.execute();
    } else {
      ((Statement) scene.wrapper).execute(Scene.GIVEN);
    }
    updateCount(scene, 3);

    assertThat(scene.request.usage()).isNull();
  }

  @ParameterizedTest
  @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
  void aFurtherResultThatIsAnExceptionIsAnErrorOfItsExecution(Class<?> type) throws SQLException {
    for (boolean hasResult : new boolean[] {true, false}) {
      Scene scene = new Scene(type);
      execute(scene, hasResult);
      SQLException own = new SQLException("the third statement", "23505", 17);
      scene.driver.fail(own);
      try (PropagatedContext.Scope ignored = scene.request.enter()) {
        Statement statement = (Statement) scene.wrapper;
        assertThatThrownBy(statement::getMoreResults).isSameAs(own);
        assertThatThrownBy(() -> statement.getMoreResults(Statement.CLOSE_ALL_RESULTS))
            .isSameAs(own);
      }

      assertThat(scene.only().count()).isEqualTo(1);
      assertThat(scene.only().errors()).isEqualTo(1);
      assertThat(scene.only().sqlState()).isEqualTo("23505");
      assertThat(scene.only().exception()).isEqualTo(SQLException.class.getName());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
  void aWayToGoOnThatTheDriverLacksIsNoErrorOfTheExecution(Class<?> type) throws SQLException {
    Scene scene = new Scene(type);
    execute(scene, true);
    scene.driver.fail(new SQLFeatureNotSupportedException());
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      Statement statement = (Statement) scene.wrapper;
      assertThatThrownBy(() -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    assertThat(scene.only().errors()).isZero();
  }

  private static void execute(Scene scene, boolean hasResult) throws SQLException {
    scene.driver.answer(hasResult);
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      if (scene.wrapper instanceof PreparedStatement prepared) {
        prepared.execute();
      } else {
        ((Statement) scene.wrapper).execute(Scene.GIVEN);
      }
    }
  }

  /** By one method and the other, in turn with the result. */
  private static long updateCount(Scene scene, int count) throws SQLException {
    Statement statement = (Statement) Objects.requireNonNull(scene.wrapper);
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      if (count % 2 == 0) {
        scene.driver.answer((long) count);
        return statement.getLargeUpdateCount();
      }
      scene.driver.answer(count);
      return statement.getUpdateCount();
    }
  }

  private static boolean moreResults(Scene scene, boolean hasResult) throws SQLException {
    scene.driver.answer(hasResult);
    try (PropagatedContext.Scope ignored = scene.request.enter()) {
      return ((Statement) scene.wrapper).getMoreResults();
    }
  }
}
