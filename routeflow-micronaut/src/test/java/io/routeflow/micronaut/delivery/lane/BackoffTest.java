package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private final Backoff waits = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  @Test
  void doublesWithEachFailureUpToTheLimitWhateverTheirNumber() {
    assertThat(waits.after(0)).isEqualTo(Duration.ofMillis(500));
    assertThat(waits.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(waits.after(5)).isEqualTo(Duration.ofSeconds(16));
    assertThat(waits.after(6)).isEqualTo(Duration.ofSeconds(30));
    assertThat(waits.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
  }
}
