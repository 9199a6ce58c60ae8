package io.routeflow.micronaut.jdbc.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.jdbc.delegate.Base.ABuilder;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ForwardingConnectionBuilderTest {
  @Test
  void whatATargetAnswersToASettingIsWhatBuilds() throws SQLException {
    RecordingTarget second = new RecordingTarget();
    RecordingTarget first = new RecordingTarget();
    first.answer(second.as(ConnectionBuilder.class));
    Connection connection = new RecordingTarget().as(Connection.class);
    second.answer(connection);

    assertThat(new ABuilder(first.as(ConnectionBuilder.class)).user("reader").build())
        .isSameAs(connection);
    assertThat(first.calls).hasSize(1);
    assertThat(second.calls).hasSize(1);
  }

  @Test
  void toStringNamesTheWrapperAndWhatTheTargetSays() {
    ConnectionBuilder target = new RecordingTarget().as(ConnectionBuilder.class);

    assertThat(new ABuilder(target)).hasToString("ABuilder[target]");
  }
}
