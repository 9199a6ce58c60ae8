package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitGateTest {

  /** {@link System#nanoTime()} may start anywhere and overflow. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5, Long.MAX_VALUE - 10, Long.MIN_VALUE})
  void itIsClosedForAsLongAsTheLongestThatAskedWhateverTheClockShows(long start) {
    RateLimitGate gate = new RateLimitGate(start);
    assertThat(gate.isOpen(start)).isTrue();
    assertThat(gate.remaining(start)).isZero();

    gate.closeFor(Duration.ofSeconds(5), start);
    gate.closeFor(Duration.ofSeconds(1), start);
    gate.closeFor(Duration.ofSeconds(-9), start);
    assertThat(gate.isOpen(start)).isFalse();
    assertThat(gate.remaining(start)).isEqualTo(Duration.ofSeconds(5).toNanos());

    long almost = start + Duration.ofSeconds(5).toNanos() - 1;
    assertThat(gate.isOpen(almost)).isFalse();
    assertThat(gate.isOpen(almost + 1)).isTrue();
    assertThat(gate.remaining(almost + 1)).isZero();
  }

  /** Whatever an exporter returns. */
  @Test
  void anAbsurdDurationIsClampedAndLosesNothing() {
    RateLimitGate gate = new RateLimitGate(0);
    for (Duration absurd :
        List.of(
            Duration.ofSeconds(Long.MIN_VALUE),
            Duration.ofSeconds(-1),
            Duration.ZERO,
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            ChronoUnit.FOREVER.getDuration())) {
      assertThat(gate.closeFor(absurd, 0)).isBetween(0L, RateLimitGate.MAX.toNanos());
    }
    assertThat(gate.remaining(0)).isEqualTo(RateLimitGate.MAX.toNanos());
  }
}
