package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.routeflow.micronaut.console.json.JsonFormat;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationHistogramTest {

  private static final long SEED = 17_04;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 19, 20, 100, 5_000})
  void percentilesAreThoseOfASortedListButForOnePercent(int size) {
    SplittableRandom random = new SplittableRandom(SEED + size);
    DurationHistogram durations = new DurationHistogram();
    long[] nanos = new long[size];
    for (int i = 0; i < size; i++) {
      nanos[i] = random.nextLong(1L << random.nextInt(1, 36));
      durations.add(nanos[i], 1);
    }
    Arrays.sort(nanos);
    for (double percentile : new double[] {50, 95, 99}) {
      double truth = JsonFormat.millis(nanos[(int) Math.ceil(percentile / 100 * size) - 1]);
      assertThat(durations.millisAt(percentile))
          .as("p%s of %s, seed %s", percentile, size, SEED + size)
          .isCloseTo(truth, within(truth / 100 + 0.0005));
    }
    assertThat(durations.maxMillis()).isEqualTo(JsonFormat.millis(nanos[size - 1]));
  }

  @Test
  void noPercentileIsAboveTheMaximum() {
    DurationHistogram durations = new DurationHistogram();
    durations.add(TimeUnit.MICROSECONDS.toNanos(12_384), 1);
    assertThat(durations.millisAt(99)).isEqualTo(12.384);
  }

  @Test
  void whatTookDaysIsCutInThePercentilesOnly() {
    DurationHistogram durations = new DurationHistogram();
    durations.add(TimeUnit.DAYS.toNanos(3), 1);
    assertThat(durations.maxMillis()).isEqualTo(3 * 86_400_000.0);
    assertThat(durations.millisAt(50)).isCloseTo(3_600_000, within(36_000.0));
  }

  @Test
  void aFullCounterHarmsNothing() {
    DurationHistogram durations = new DurationHistogram();
    durations.add(1_000, Long.MAX_VALUE);
    durations.add(1_000, 5);
    durations.add(9_000, 1);
    assertThat(durations.millisAt(50)).isEqualTo(0.001);
    assertThat(durations.maxMillis()).isEqualTo(0.009);
  }

  @Test
  void nothingIsNoTimeAtAll() {
    assertThat(new DurationHistogram().millisAt(95)).isZero();
    assertThat(new DurationHistogram().maxMillis()).isZero();
  }
}
