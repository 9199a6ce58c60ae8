package io.routeflow.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event, and the batch that it is in, can be written whatever an application notes. */
final class BreadcrumbTest {

  @Test
  void aTimeThatNoReceiverCanReadIsTheNearestThatOneCan() {
    Instant latest = Instant.ofEpochSecond(0, Long.MAX_VALUE);
    for (Instant before : List.of(Instant.MIN, Instant.ofEpochSecond(-1), Instant.EPOCH)) {
      assertThat(at(before).timestamp()).isEqualTo(Instant.EPOCH);
    }
    for (Instant after : List.of(latest, Instant.parse("9999-12-31T23:59:59Z"), Instant.MAX)) {
      assertThat(at(after).timestamp()).isEqualTo(latest);
    }
    Instant now = Instant.now();
    assertThat(at(now).timestamp()).isEqualTo(now);
  }

  @Test
  @SuppressWarnings("NullAway") // as a caller without null checks does
  void withoutATimeItIsOfNow() {
    assertThat(new Breadcrumb(null, null, null, null, null).timestamp())
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  private static Breadcrumb at(Instant timestamp) {
    return new Breadcrumb(timestamp, "message", null, null, Map.of());
  }
}
