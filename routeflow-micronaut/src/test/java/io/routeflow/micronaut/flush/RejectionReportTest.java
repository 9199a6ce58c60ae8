package io.routeflow.micronaut.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RejectionReportTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  private final RejectionReport report = new RejectionReport();

  @Test
  void theFirstOfAKindIsToldOfAtOnceFurtherOnesAsASumAMinute() {
    assertThat(report.rejected("status 400", 50, NOW))
        .isEqualTo("Delivery was refused (status 400): 50 events were dropped");
    assertThat(report.rejected("status 400", 50, NOW.plusSeconds(1))).isNull();
    assertThat(report.rejected("status 403", 10, NOW.plusSeconds(2)))
        .isEqualTo("Delivery was refused (status 403): 60 events were dropped");
    assertThat(report.rejected("status 400", 1, NOW.plusSeconds(61))).isNull();
    assertThat(report.rejected("status 400", 1, NOW.plusSeconds(62)))
        .isEqualTo("Delivery was refused (status 400): 2 events were dropped");
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
