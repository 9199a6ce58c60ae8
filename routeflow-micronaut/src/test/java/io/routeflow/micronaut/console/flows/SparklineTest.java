package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SparklineTest {

  private static final long SEED = 30_05;
  private static final long SPAN = Sparkline.BUCKETS * Sparkline.BUCKET_MILLIS;

  private final Sparkline sparkline = new Sparkline();

  @Test
  void countsAreThoseOfTheArrivalsInEachSpan() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Long> arrivals = new ArrayList<>();
    long now = 1_000_000_000_000L;
    for (int i = 0; i < 3_000; i++) {
      now += random.nextInt(10) == 0 ? random.nextLong(60_000) : random.nextLong(300);
      long arrived = now - random.nextLong(8_000);
      arrivals.add(arrived);
      sparkline.add(arrived, now);
      if (i % 10 == 0) {
        assertThat(sparkline.counts(now))
            .as("after %s, seed %s", i, SEED)
            .containsExactly(naive(arrivals, now));
      }
    }
  }

  @Test
  void theRateIsThatOfTheLastMinute() {
    for (long at = 0; at <= 120_000; at += 250) {
      sparkline.add(at, at);
    }
    assertThat(sparkline.rate(122_000)).isCloseTo(4 * 58 / 60.0, within(0.05));
    assertThat(sparkline.rate(150_000)).isCloseTo(4 * 30 / 60.0, within(0.05));
    assertThat(sparkline.rate(185_000)).isZero();
  }

  @Test
  void whatIsOldLeaves() {
    sparkline.add(0, 0);
    assertThat(sparkline.counts(SPAN - 1)).startsWith(1);
    assertThat(sparkline.counts(SPAN)).containsOnly(0);
  }

  @Test
  void whatComesTooLateIsNotCountedForAnotherTime() {
    sparkline.add(0, SPAN);
    assertThat(sparkline.counts(SPAN)).containsOnly(0);
  }

  @Test
  void whatClaimsToComeLaterCountsAsNow() {
    sparkline.add(3 * Sparkline.BUCKET_MILLIS, 0);
    assertThat(sparkline.counts(0)).endsWith(0, 1).containsOnlyOnce(1);
  }

  @Test
  void aClockThatIsSetBackBeginsAnew() {
    sparkline.add(SPAN, SPAN);
    assertThat(sparkline.counts(0)).containsOnly(0);
    sparkline.add(0, 0);
    assertThat(sparkline.counts(0)).endsWith(1);
  }

  private static int[] naive(List<Long> arrivals, long now) {
    int[] counts = new int[Sparkline.BUCKETS];
    long first = now / Sparkline.BUCKET_MILLIS - Sparkline.BUCKETS + 1;
    for (long arrival : arrivals) {
      long index = arrival / Sparkline.BUCKET_MILLIS - first;
      if (index >= 0) {
        counts[(int) index]++;
      }
    }
    return counts;
  }
}
