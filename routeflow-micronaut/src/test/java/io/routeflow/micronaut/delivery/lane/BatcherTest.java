package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventPartName;
import io.routeflow.micronaut.queue.SampleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BatcherTest {

  private final WaitingRoom room = new WaitingRoom(100, 1 << 20, 50, 1 << 20);
  private final LaneState state = new LaneState(room, new LaneLedger(), new DeliveryProgress());

  @Test
  void partsThatADestinationMustNotGetAreLeftOutForItAlone() {
    Event event = SampleEvent.sized(1, 10);
    assertThat(event.attributes()).isNotEmpty();
    EventChunk chunk = EventChunk.of(List.of(event), 0);
    room.admit(chunk, 0);
    room.admit(chunk, 0);
    PendingBatch without = new Batcher(state, Set.of(EventPartName.ATTRIBUTES)).next();
    assertThat(without.batch().events()).hasSize(2).allMatch(one -> one.attributes().isEmpty());
    assertThat(without.batch().events()).allMatch(one -> one.eventId().equals(event.eventId()));

    room.admit(chunk, 0);
    assertThat(new Batcher(state, Set.of()).next().batch().events().get(0)).isSameAs(event);
  }

  @Test
  void eachBatchHasAnIdOfItsOwnAndItsPlaceInTheOrder() {
    room.admit(EventChunk.of(List.of(SampleEvent.number(1), SampleEvent.number(2)), 0), 0);
    PendingBatch first = new Batcher(state, Set.of()).next();
    room.admit(EventChunk.of(List.of(SampleEvent.number(3)), 0), 0);
    PendingBatch second = new Batcher(state, Set.of()).next();
    assertThat(first.position()).isZero();
    assertThat(second.position()).isEqualTo(2);
    assertThat(second.batch().id()).isNotEqualTo(first.batch().id());
    assertThat(second.batch().id().version()).isEqualTo(7);
  }

  /** On disk they are in the order of their ids, where they were written together. */
  @Test
  void theIdsOfBatchesSortInTheOrderInWhichTheyAreMade() {
    Batcher batcher = new Batcher(state, Set.of());
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      room.admit(EventChunk.of(List.of(SampleEvent.number(i)), 0), 0);
      ids.add(batcher.next().batch().id());
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }
}
