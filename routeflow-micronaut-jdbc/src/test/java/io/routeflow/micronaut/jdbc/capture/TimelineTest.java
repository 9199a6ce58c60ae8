package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.event.SqlUsage.Execution;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final int LAST_GROUP = 999;
  private static final long A_DAY = TimeUnit.DAYS.toNanos(1);

  private final Timeline timeline = new Timeline();

  @Test
  void executionsAreListedAsTheyWere() {
    timeline.add(0, 0, 7, false);
    timeline.add(LAST_GROUP, 5, A_DAY, true);
    timeline.add(Timeline.NO_GROUP, A_DAY, 0, false);

    assertThat(timeline.executions())
        .containsExactly(
            new Execution(0, 0, 7, false),
            new Execution(LAST_GROUP, 5, A_DAY, true),
            new Execution(-1, A_DAY, 0, false));
  }

  @Test
  void theyComeInTheOrderOfTheirStart() {
    timeline.add(1, 30, 1, false);
    timeline.add(0, 10, 50, false);

    assertThat(timeline.executions()).extracting(Execution::startNanos).containsExactly(10L, 30L);
  }

  @Test
  void onlyTheFirstAreKept() {
    for (int i = 0; i < 2 * SqlUsage.MAX_EXECUTIONS; i++) {
      timeline.add(0, i, 1, false);
    }

    assertThat(timeline.executions()).hasSize(SqlUsage.MAX_EXECUTIONS);
    assertThat(timeline.executions().get(SqlUsage.MAX_EXECUTIONS - 1).startNanos())
        .isEqualTo(SqlUsage.MAX_EXECUTIONS - 1);
  }

  @Test
  void nothingBeginsBeforeTheRequest() {
    timeline.add(0, -1, 1, false);

    assertThat(timeline.executions()).containsExactly(new Execution(0, 0, 1, false));
  }
}
