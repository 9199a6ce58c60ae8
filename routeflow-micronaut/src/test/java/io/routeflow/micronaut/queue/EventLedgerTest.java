package io.routeflow.micronaut.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventLedgerTest {

  private final EventLedger ledger = new EventLedger();

  @Test
  void everyReasonIsThereFromTheBeginning() {
    RouteflowStats stats = ledger.snapshot(0, 0, 0, Map.of());
    assertThat(stats.dropped()).containsOnlyKeys(DropReason.values());
    assertThat(stats.droppedTotal()).isZero();
    assertThat(stats.lastErrorAt()).isNull();
    assertThat(stats.asMap()).containsEntry("last_error_at", null);
  }

  @Test
  void theTopFollowsTheEventsToTheFirstDestination() {
    ledger.captured();
    ledger.captured();
    ledger.late();
    ledger.dropped(DropReason.QUEUE_FULL, 2);
    Map<String, RouteflowStats.Destination> each = new LinkedHashMap<>();
    each.put("ingest", destination(50, DropReason.HTTP_4XX, 7));
    each.put("other", destination(9, DropReason.QUEUE_FULL, 100));

    RouteflowStats stats = ledger.snapshot(4, 3, 5, each);
    assertThat(stats.captured()).isEqualTo(2);
    assertThat(stats.enqueued()).isEqualTo(5);
    assertThat(stats.sent()).isEqualTo(50);
    assertThat(stats.waiting()).isEqualTo(3 + 4);
    assertThat(stats.batchesInFlight()).isEqualTo(2);
    assertThat(stats.retries()).isEqualTo(1);
    assertThat(stats.dropped(DropReason.HTTP_4XX)).isEqualTo(7);
    assertThat(stats.dropped(DropReason.QUEUE_FULL)).isEqualTo(2);
    assertThat(stats.dropped(DropReason.SHUTDOWN)).isEqualTo(5);
    assertThat(stats.droppedTotal()).isEqualTo(14);
    assertThat(stats.destinations().keySet()).containsExactly("ingest", "other");
    assertThat(stats.asMap())
        .containsEntry("dropped_http_4xx", 7L)
        .containsEntry("last_error_at", "2026-11-20T09:30:01.250Z")
        .containsKey("destinations");
  }

  private static RouteflowStats.Destination destination(long sent, DropReason reason, long lost) {
    return new RouteflowStats.Destination(
        sent + lost + 4,
        sent,
        4,
        0,
        0,
        2,
        1,
        Map.of(reason, lost),
        Instant.parse("2026-11-20T09:30:01.250Z"));
  }

  @Test
  void theTimeSinceTheLastTickGrowsUntilTheNextOne() {
    EventLedger ledger = new EventLedger();
    assertThat(ledger.sinceLastTick(Long.MAX_VALUE)).isNull();
    ledger.ticked(Long.MAX_VALUE);
    // the clock of nanoseconds may wrap
    assertThat(ledger.sinceLastTick(Long.MIN_VALUE + 4)).isEqualTo(Duration.ofNanos(5));
    ledger.ticked(Long.MIN_VALUE + 4);
    assertThat(ledger.sinceLastTick(Long.MIN_VALUE + 4)).isEqualTo(Duration.ZERO);
  }
}
