package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutageLogTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final OutageLog report = new OutageLog("ingest");
  private final List<String> lines = new ArrayList<>();
  private long now = Long.MAX_VALUE - SECOND; // it may overflow

  @Test
  void fiveMinutesOfOutageAreOneLineThenOneAMinuteWithTheSumThenOneOnRecovery() {
    for (int second = 0; second < 300; second++) {
      log(report.failed("ConnectException", second % 3 == 2 ? 50 : 0, now));
      now += SECOND;
    }
    log(report.recovered(now));
    log(report.recovered(now));

    assertThat(lines)
        .containsExactly(
            "Delivery to ingest fails (ConnectException); the application is not affected",
            "Delivery to ingest still fails (ConnectException): 61 attempts failed, 1000 events were lost",
            "Delivery to ingest still fails (ConnectException): 121 attempts failed, 2000 events were lost",
            "Delivery to ingest still fails (ConnectException): 181 attempts failed, 3000 events were lost",
            "Delivery to ingest still fails (ConnectException): 241 attempts failed, 4000 events were lost",
            "Delivery to ingest works again after 300 s: 300 attempts failed, 5000 events were lost");
  }

  @Test
  void anEndpointThatGoesUpAndDownAllTheTimeIsNoFloodOfLines() {
    for (int second = 0; second < 300; second++) {
      log(report.failed("status 503", 1, now));
      log(report.recovered(now));
      now += SECOND;
    }
    assertThat(lines).hasSize(10);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("Delivery to ingest works again"))
        .hasSize(5);
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
    log(report.recovered(now + 5 * SECOND));
    log(report.failed("reset", 0, now + 65 * SECOND));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).isEqualTo(lines.get(0));
  }

  private void log(@Nullable String line) {
    if (line != null) {
      lines.add(line);
    }
  }
}
