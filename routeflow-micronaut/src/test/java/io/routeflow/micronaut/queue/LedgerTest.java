package io.routeflow.micronaut.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.RouteflowStats;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LedgerTest {

  private final Ledger ledger = new Ledger();

  @Test
  void everyReasonIsThereFromTheBeginning() {
    RouteflowStats stats = ledger.snapshot(0, 0, 0);
    assertThat(stats.dropped()).containsOnlyKeys(DropReason.values());
    assertThat(stats.droppedTotal()).isZero();
    assertThat(stats.lastErrorAt()).isNull();
    assertThat(stats.asMap()).containsEntry("last_error_at", null);
  }

  @Test
  void eachCounterCountsItsOwn() {
    ledger.captured();
    ledger.captured();
    ledger.late();
    ledger.sent(50);
    ledger.retried();
    ledger.dropped(DropReason.HTTP_4XX, 7);
    ledger.failedAt(Instant.parse("2026-11-20T09:30:01.250Z"));

    RouteflowStats stats = ledger.snapshot(4, 3, 2);
    assertThat(stats.captured()).isEqualTo(2);
    assertThat(stats.enqueued()).isEqualTo(5);
    assertThat(stats.sent()).isEqualTo(50);
    assertThat(stats.waiting()).isEqualTo(3);
    assertThat(stats.batchesInFlight()).isEqualTo(2);
    assertThat(stats.retries()).isEqualTo(1);
    assertThat(stats.dropped(DropReason.HTTP_4XX)).isEqualTo(7);
    assertThat(stats.droppedTotal()).isEqualTo(7);
    assertThat(ledger.droppedBy(DropReason.HTTP_4XX)).isEqualTo(7);
    assertThat(stats.asMap())
        .containsEntry("dropped_http_4xx", 7L)
        .containsEntry("last_error_at", "2026-11-20T09:30:01.250Z");
  }
}
