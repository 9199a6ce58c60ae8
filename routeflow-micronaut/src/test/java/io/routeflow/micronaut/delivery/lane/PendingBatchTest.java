package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.queue.SampleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PendingBatchTest {

  @Test
  void theFirstOutcomeCounts() {
    PendingBatch delivery = delivery(1);
    assertThat(delivery.isSettled()).isFalse();
    assertThat(delivery.settle()).isTrue();
    assertThat(delivery.settle()).isFalse();
    assertThat(delivery.isSettled()).isTrue();
  }

  @Test
  void attemptsAreCountedFromOne() {
    PendingBatch delivery = delivery(1);
    assertThat(delivery.attempts()).isZero();
    assertThat(delivery.nextAttempt()).isEqualTo(1);
    assertThat(delivery.nextAttempt()).isEqualTo(2);
    assertThat(delivery.attempts()).isEqualTo(2);
  }

  @Test
  void halvesHaveNewIdsAllEventsInOrderAndNoAttemptYet() {
    for (int size = 2; size < 10; size++) {
      PendingBatch whole = delivery(size);
      whole.nextAttempt();
      List<PendingBatch> halves = whole.halves();
      assertThat(halves).hasSize(2);
      assertThat(halves)
          .allSatisfy(
              half -> {
                assertThat(half.attempts()).isZero();
                assertThat(half.size()).isPositive();
                assertThat(half.position()).isEqualTo(whole.position());
                assertThat(half.batch().id()).isNotEqualTo(whole.batch().id());
              });
      assertThat(halves.get(0).bytes() + halves.get(1).bytes()).isEqualTo(100);
      assertThat(halves.get(0).batch().id()).isNotEqualTo(halves.get(1).batch().id());
      // also after the process was killed in between, so that a receiver knows them again
      assertThat(whole.halves())
          .extracting(half -> half.batch().id())
          .isEqualTo(halves.stream().map(half -> half.batch().id()).toList());
      List<Event> events = new ArrayList<>();
      halves.forEach(half -> events.addAll(half.batch().events()));
      assertThat(events).isEqualTo(whole.batch().events());
    }
  }

  private static PendingBatch delivery(int size) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      events.add(SampleEvent.number(i));
    }
    return new PendingBatch(new EventBatch(new UUID(0, 1), events), 17, 100);
  }
}
