package io.routeflow.micronaut.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SpoolLogTest {

  private long now = Long.MAX_VALUE - 7;
  private final SpoolLog log = new SpoolLog(() -> now);

  @Test
  void thatThereIsNoRoomIsLoggedOnceAndThatThereIsSomeAfterAMinuteWithoutThat() {
    assertThat(log.isChange(true)).isFalse();
    assertThat(log.isChange(false)).isTrue();
    assertThat(log.isChange(true)).isFalse();
    now += TimeUnit.SECONDS.toNanos(59);
    assertThat(log.isChange(false)).isFalse();
    now += TimeUnit.SECONDS.toNanos(59);
    assertThat(log.isChange(true)).isFalse();
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(log.isChange(true)).isTrue();
    assertThat(log.isChange(true)).isFalse();
    assertThat(log.isChange(false)).isTrue();
  }
}
