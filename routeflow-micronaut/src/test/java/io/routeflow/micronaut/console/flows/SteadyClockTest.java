package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The time of day may be set by hours at any moment: nothing that is kept depends on it. */
final class SteadyClockTest {

  private long nanos = Long.MAX_VALUE - 1;
  private final ManualClock wall = new ManualClock();
  private final SteadyClock steady = new SteadyClock(wall, () -> nanos);
  private final RecentFlows flows =
      new RecentFlows(wall, steady, new InternalErrors(() -> (stage, error) -> {}));

  @Test
  void startsWithTheTimeOfDayAndGoesOnByNanoseconds() {
    assertThat(steady.instant()).isEqualTo(SampleFlow.START);
    wall.advance(Duration.ofDays(-1));
    pass(Duration.ofSeconds(3));
    assertThat(steady.instant()).isEqualTo(SampleFlow.START.plusSeconds(3));
  }

  @Test
  void whatIsKeptIsNeitherDroppedNorKeptForLongerWhereTheClockIsSet() {
    for (Duration jump : List.of(Duration.ofHours(-5), Duration.ofHours(9))) {
      flows.clear();
      flows.waiting(SampleFlow.number(1).event(), null);
      wall.advance(jump);
      assertThat(flows.requests()).as("set by %s", jump).hasSize(1);
      pass(Ring.MAX_AGE);
      assertThat(flows.requests()).hasSize(1);
      pass(Duration.ofMillis(1));
      assertThat(flows.requests()).isEmpty();
    }
  }

  @Test
  void requestsCountInTheirSpanOfTimeWhereTheClockIsSet() {
    // away from the border between two spans
    pass(Duration.ofSeconds(2));
    flows.waiting(SampleFlow.number(1).event(), null);
    wall.advance(Duration.ofHours(-5));
    flows.waiting(SampleFlow.number(2).event(), null);
    pass(Duration.ofMillis(Sparkline.BUCKET_MILLIS));
    flows.waiting(SampleFlow.number(3).event(), null);
    wall.advance(Duration.ofHours(50));
    flows.waiting(SampleFlow.number(4).event(), null);

    List<Integer> sparkline = flows.routes().routes().get(0).sparkline();
    assertThat(sparkline.subList(Sparkline.BUCKETS - 2, Sparkline.BUCKETS)).containsExactly(2, 2);
  }

  @Test
  void aRequestOfThePastCountsThere() {
    wall.advance(Duration.ofMillis(3 * Sparkline.BUCKET_MILLIS));
    pass(Duration.ofMillis(3 * Sparkline.BUCKET_MILLIS));
    flows.waiting(SampleFlow.number(1).event(), null);

    List<Integer> sparkline = flows.routes().routes().get(0).sparkline();
    assertThat(sparkline.get(Sparkline.BUCKETS - 4)).isEqualTo(1);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
