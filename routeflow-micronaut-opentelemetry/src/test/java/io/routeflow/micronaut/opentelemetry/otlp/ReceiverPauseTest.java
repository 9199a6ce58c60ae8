package io.routeflow.micronaut.opentelemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReceiverPauseTest {

  private static final long A_SECOND = Duration.ofSeconds(1).toNanos();

  private final ReceiverPause pause = new ReceiverPause();

  /** As {@code Retry-After: 0} does. */
  @Test
  void aReceiverThatAsksForNoTimeAtAllDoesNotTurnTheBackoffOff() {
    pause.extend(Duration.ZERO);
    assertThat(pause.atLeastNanos(A_SECOND)).isEqualTo(A_SECOND);
  }

  @Test
  void oneThatAsksForMoreThanTheBackoffGetsIt() {
    pause.extend(Duration.ofMinutes(1));
    assertThat(pause.atLeastNanos(A_SECOND)).isGreaterThan(A_SECOND);
  }
}
