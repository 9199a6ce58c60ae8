package io.routeflow.micronaut.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutageReportTest {

  private final OutageReport report = new OutageReport();
  private final List<String> lines = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T09:30:00Z");

  @Test
  void fiveMinutesOfOutageAreOneLineThenOneAMinuteWithTheSumThenOneOnRecovery() {
    for (int second = 0; second < 300; second++) {
      log(report.failed("ConnectException", second % 3 == 2 ? 50 : 0, now));
      now = now.plusSeconds(1);
    }
    log(report.recovered(now));
    log(report.recovered(now));

    assertThat(lines)
        .containsExactly(
            "Delivery fails (ConnectException); the application is not affected",
            "Delivery still fails (ConnectException): 61 attempts failed, 1000 events were lost"
                + " since it began",
            "Delivery still fails (ConnectException): 121 attempts failed, 2000 events were lost"
                + " since it began",
            "Delivery still fails (ConnectException): 181 attempts failed, 3000 events were lost"
                + " since it began",
            "Delivery still fails (ConnectException): 241 attempts failed, 4000 events were lost"
                + " since it began",
            "Delivery works again after 300 s: 300 attempts failed, 5000 events were lost");
  }

  @Test
  void anEndpointThatGoesUpAndDownAllTheTimeIsNoFloodOfLines() {
    for (int second = 0; second < 300; second++) {
      log(report.failed("status 503", 1, now));
      log(report.recovered(now));
      now = now.plusSeconds(1);
    }
    assertThat(lines).hasSize(10);
    assertThat(lines).filteredOn(line -> line.startsWith("Delivery works again")).hasSize(5);
    assertThat(lines.get(3)).contains("60 attempts failed, 60 events were lost");
  }

  @Test
  void withoutAFailureThereIsNothingToSay() {
    log(report.recovered(now));
    assertThat(lines).isEmpty();
  }

  @Test
  void aSecondOutageAfterAMinuteIsAnnouncedLikeTheFirst() {
    log(report.failed("reset", 0, now));
    log(report.recovered(now.plusSeconds(5)));
    log(report.failed("reset", 0, now.plusSeconds(65)));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).isEqualTo(lines.get(0));
  }

  private void log(@Nullable String line) {
    if (line != null) {
      lines.add(line);
    }
  }
}
