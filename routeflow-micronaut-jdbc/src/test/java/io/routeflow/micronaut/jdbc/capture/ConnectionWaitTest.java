package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.jdbc.capture.FakeConnections.OneDriver;
import io.routeflow.micronaut.jdbc.delegate.RecordingTarget;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How long a request has waited for connections, whether it got them or not. */
class ConnectionWaitTest {
  private static final String WAIT = "routeflow.sql.connection_wait_ms";
  private final SQLException exhausted =
      new SQLTransientConnectionException("no connection in time");

  private final SqlCapture capture = Scene.newCapture();
  private final OneRequest request = new OneRequest();

  @Test
  void aConnectionThatIsNotGivenIsAnErrorWithItsWait() throws SQLException {
    RecordingTarget pool = new RecordingTarget();
    RecordingTarget builder = new RecordingTarget();
    pool.answer(builder.as(ConnectionBuilder.class));
    DataSource dataSource = new CapturingDataSource(pool.as(DataSource.class), "a", capture);
    ConnectionBuilder connectionBuilder = dataSource.createConnectionBuilder();
    builder.fail(exhausted);
    pool.fail(exhausted);
    try (PropagatedContext.Scope ignored = request.enter()) {
      assertThatThrownBy(dataSource::getConnection).isSameAs(exhausted);
      assertThatThrownBy(() -> dataSource.getConnection("a", "b")).isSameAs(exhausted);
      assertThatThrownBy(connectionBuilder::build).isSameAs(exhausted);
    }

    assertThat(request.attributes())
        .containsEntry("routeflow.sql.connection_errors", 3)
        .containsKey(WAIT)
        .doesNotContainKey("routeflow.sql.connections");
    assertThat(request.usage()).isNull();
    assertThat(exhausted.getSuppressed()).isEmpty();
  }

  @Test
  void outsideARequestItIsNothing() {
    RecordingTarget pool = new RecordingTarget();
    pool.fail(exhausted);
    DataSource dataSource = new CapturingDataSource(pool.as(DataSource.class), "a", capture);

    assertThatThrownBy(dataSource::getConnection).isSameAs(exhausted);

    assertThat(capture.internalErrors()).isZero();
    assertThat(capture.unattributed()).isZero();
  }

  @Test
  void throughTwoDataSourcesItIsOneError() throws SQLException {
    boolean[] empty = {false};
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, null);
    DataSource behind =
        new CapturingDataSource(
            FakeConnections.routing(
                () -> {
                  if (empty[0]) {
                    throw exhausted;
                  }
                  return h2.connection();
                }),
            "behind",
            capture);
    DataSource front =
        new CapturingDataSource(
            FakeConnections.routing(() -> FakeConnections.front(behind.getConnection())),
            "front",
            capture);
    try (Connection connection = front.getConnection()) {
      connection.createStatement();
    }
    empty[0] = true;
    try (PropagatedContext.Scope ignored = request.enter()) {
      assertThatThrownBy(front::getConnection).isSameAs(exhausted);
    }

    assertThat(request.attributes()).containsEntry("routeflow.sql.connection_errors", 1);
  }

  @Test
  void aPoolOverACapturedDataSourceThatHasNoneToGiveIsAnError() throws SQLException {
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, null);
    DataSource behind = new CapturingDataSource(h2.dataSource(), "behind", capture);
    List<Connection> pooled = new ArrayList<>(List.of(behind.getConnection()));
    DataSource front =
        new CapturingDataSource(
            FakeConnections.routing(
                () -> {
                  if (pooled.isEmpty()) {
                    throw exhausted;
                  }
                  return FakeConnections.front(pooled.remove(0));
                }),
            "front",
            capture);
    front.getConnection().createStatement();
    try (PropagatedContext.Scope ignored = request.enter()) {
      assertThatThrownBy(front::getConnection).isSameAs(exhausted);
    }

    assertThat(request.attributes()).containsEntry("routeflow.sql.connection_errors", 1);
  }
}
