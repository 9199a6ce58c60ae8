package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.SqlRecording;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SqlContextTest {

  @Test
  void whereATimelineIsKeptAnExecutionHasItsOffsetFromTheRequest() {
    assertThat(context(new Request(true, true, 1_000)).offset(1_100)).isEqualTo(100);
    assertThat(context(new Request(true, false, 1_000)).offset(1_100)).isEqualTo(Timeline.NONE);
    assertThat(SqlContext.NONE.offset(1_100)).isEqualTo(Timeline.NONE);
  }

  @Test
  void itIsValidInItsOwnContextUntilTheRequestEnds() {
    SqlContext open = context(new Request(true, false, 0));

    assertThat(open.isValidIn(open.propagated())).isTrue();
    assertThat(open.isValidIn(PropagatedContext.empty())).isFalse();
    assertThat(context(new Request(false, false, 0)).isValidIn(open.propagated())).isFalse();
  }

  private static SqlContext context(Recording recording) {
    return new SqlContext(
        PropagatedContext.empty().plus(new RepositoryCall("Books.find")),
        recording,
        new RequestSql(5, 100, null),
        null);
  }

  private record Request(boolean isOpen, boolean keepsTimeline, long startedNanos)
      implements Recording {
    @Override
    public SqlRecording sql(Supplier<? extends SqlRecording> factory) {
      return factory.get();
    }
  }
}
