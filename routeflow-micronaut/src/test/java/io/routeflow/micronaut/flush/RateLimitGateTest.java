package io.routeflow.micronaut.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    assertThat(gate.remaining(start)).isEqualTo(Duration.ofSeconds(5));

    long almost = start + Duration.ofSeconds(5).toNanos() - 1;
    assertThat(gate.isOpen(almost)).isFalse();
    assertThat(gate.isOpen(almost + 1)).isTrue();
    assertThat(gate.remaining(almost + 1)).isZero();
  }
}
