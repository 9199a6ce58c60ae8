package io.routeflow.micronaut.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class QueueFullReportTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  private final QueueFullReport report = new QueueFullReport();

  @Test
  void theFirstDropsAreToldOfAtOnceThenTheSumOnceAMinute() {
    assertThat(report.line(0, 5000, NOW)).isNull();
    assertThat(report.line(7, 5000, NOW))
        .isEqualTo("The queue of 5000 events was full; 7 events were dropped");
    assertThat(report.line(9, 5000, NOW.plusSeconds(59))).isNull();
    assertThat(report.line(12, 5000, NOW.plusSeconds(60)))
        .isEqualTo("The queue of 5000 events was full; 5 events were dropped");
    assertThat(report.line(12, 5000, NOW.plusSeconds(600))).isNull();
  }

  @Test
  void eachDropIsNewOnce() {
    assertThat(report.newDrops(3)).isEqualTo(3);
    assertThat(report.newDrops(3)).isZero();
    assertThat(report.newDrops(10)).isEqualTo(7);
  }
}
