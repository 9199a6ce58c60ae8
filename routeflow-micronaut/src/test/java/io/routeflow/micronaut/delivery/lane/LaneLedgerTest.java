package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LaneLedgerTest {

  private static final List<DropReason> REASONS = List.of(DropReason.values());

  private static final Instant AT = Instant.parse("2026-11-20T09:30:01.250Z");

  private final LaneLedger ledger = new LaneLedger();

  @Test
  void eachCounterCountsItsOwnAndTheRestWaits() {
    ledger.offered(100);
    ledger.sent(50);
    ledger.dropped(DropReason.HTTP_4XX, 7);
    ledger.retried();
    ledger.failedAt(AT);
    ledger.batchesInFlight(2);

    RouteflowStats.Destination stats = ledger.snapshot();
    assertThat(stats.offered()).isEqualTo(100);
    assertThat(stats.sent()).isEqualTo(50);
    assertThat(stats.waiting()).isEqualTo(43);
    assertThat(stats.batchesInFlight()).isEqualTo(2);
    assertThat(stats.retries()).isEqualTo(1);
    assertThat(stats.dropped()).isEqualTo(Map.of(DropReason.HTTP_4XX, 7L));
    assertThat(stats.asMap())
        .containsEntry("offered", 100L)
        .containsEntry("spooled", 0L)
        .containsEntry("adopted", 0L)
        .containsEntry("dropped_http_4xx", 7L)
        .containsEntry("last_error_at", "2026-11-20T09:30:01.250Z")
        .containsEntry("dropped_http_5xx", 0L)
        .containsEntry("dropped_spool_expired", 0L)
        .doesNotContainKey("dropped_no_exporter");
  }

  @Test
  void theEndCountsWhatHasNoOutcomeAndNoLaterOutcomeCountsAgain() {
    ledger.offered(10);
    ledger.sent(3);
    ledger.batchesInFlight(1);
    ledger.close();
    ledger.close();
    assertThat(ledger.snapshot().dropped(DropReason.SHUTDOWN)).isEqualTo(7);

    assertThat(ledger.sent(7)).isFalse();
    assertThat(ledger.dropped(DropReason.HTTP_5XX, 7)).isFalse();
    ledger.batchesInFlight(3);
    ledger.offered(2);
    RouteflowStats.Destination stats = ledger.snapshot();
    assertThat(stats.waiting()).isZero();
    assertThat(stats.batchesInFlight()).isZero();
    assertThat(stats.dropped()).isEqualTo(Map.of(DropReason.SHUTDOWN, 9L));
  }

  @Test
  @SuppressWarnings("EnumOrdinal") // any reason will do
  void theLawHoldsAfterEveryStep() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1000; i++) {
      long waiting = ledger.snapshot().waiting();
      int some = (int) Math.min(waiting, random.nextInt(5));
      switch (random.nextInt(4)) {
        case 0, 1 -> ledger.offered(random.nextInt(5));
        case 2 -> ledger.sent(some);
        default -> ledger.dropped(REASONS.get(random.nextInt(REASONS.size())), some);
      }
      RouteflowStats.Destination stats = ledger.snapshot();
      assertThat(stats.sent() + stats.waiting() + stats.droppedTotal())
          .as("seed %d", seed)
          .isEqualTo(stats.offered());
    }
  }
}
