package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RejectionLogTest {

  private static final long NOW = Long.MAX_VALUE;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RejectionLog report = new RejectionLog("ingest");

  @Test
  void theFirstOfAKindIsLoggedAtOnceFurtherOnesAsASumAMinute() {
    assertThat(report.rejected("status 400", 50, NOW))
        .isEqualTo("Delivery to ingest was rejected (status 400): 50 events were dropped");
    assertThat(report.rejected("status 400", 50, NOW + 1 * SECOND)).isNull();
    assertThat(report.rejected("status 403", 10, NOW + 2 * SECOND))
        .isEqualTo("Delivery to ingest was rejected (status 403): 60 events were dropped");
    assertThat(report.rejected("status 400", 1, NOW + 61 * SECOND)).isNull();
    assertThat(report.rejected("status 400", 1, NOW + 62 * SECOND))
        .isEqualTo("Delivery to ingest was rejected (status 400): 2 events were dropped");
  }

  @Test
  void kindsAreBounded() {
    int lines = 0;
    for (int i = 0; i < 1000; i++) {
      lines += report.rejected("kind " + i, 1, NOW) == null ? 0 : 1;
    }
    assertThat(lines).isEqualTo(32);
  }
}
