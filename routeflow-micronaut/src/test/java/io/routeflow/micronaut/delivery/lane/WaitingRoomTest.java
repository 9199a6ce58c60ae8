package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.queue.SampleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class WaitingRoomTest {

  private static final long MUCH = 1 << 20;

  private int next;

  @Test
  void itLetsInAsManyEventsAsItHoldsAndTheFirstOnes() {
    WaitingRoom room = new WaitingRoom(10, MUCH, 50, MUCH);
    assertThat(room.admit(chunk(7, 0), 0)).isEqualTo(7);
    assertThat(room.admit(chunk(7, 0), 0)).isEqualTo(3);
    assertThat(room.admit(chunk(7, 0), 0)).isZero();

    room.makeAllDue();
    assertThat(numbers(room.take())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(room.admit(chunk(1, 0), 0)).isEqualTo(1);
  }

  @Test
  void itsBytesAreFreeOnlyWhenTheEventsOfABatchHaveTheirOutcome() {
    WaitingRoom room = new WaitingRoom(1000, 4000, 50, MUCH);
    EventChunk chunk = chunk(10, 1000);
    long size = chunk.bytes(0);
    int fit = (int) (4000 / size);
    assertThat(room.admit(chunk, 0)).isEqualTo(fit).isPositive();
    assertThat(room.admit(chunk(1, 1000), 0)).isZero();
    assertThat(room.admit(chunk(1, 0), 0)).as("a plain event has no size").isEqualTo(1);

    room.makeAllDue();
    WaitingRoom.Taken taken = room.take();
    assertThat(taken.bytes()).isEqualTo(fit * size);
    assertThat(room.admit(chunk(1, 1000), 0)).isZero();
    room.release(taken.bytes());
    assertThat(room.admit(chunk(1, 1000), 0)).isEqualTo(1);
  }

  @Test
  void aBatchIsDueWhenItIsFullByNumberOrBySizeOrWhenItIsWanted() {
    WaitingRoom byNumber = new WaitingRoom(100, MUCH, 3, MUCH);
    byNumber.admit(chunk(2, 0), 0);
    assertThat(byNumber.isDue()).isFalse();
    byNumber.admit(chunk(1, 0), 0);
    assertThat(byNumber.isDue()).isTrue();

    WaitingRoom bySize = new WaitingRoom(100, MUCH, 50, 1000);
    bySize.admit(chunk(1, 500), 0);
    assertThat(bySize.isDue()).isFalse();
    bySize.admit(chunk(1, 500), 0);
    assertThat(bySize.isDue()).isTrue();
    assertThat(numbers(bySize.take())).as("the second would be too much").hasSize(1);

    WaitingRoom wanted = new WaitingRoom(100, MUCH, 50, MUCH);
    wanted.admit(chunk(1, 0), 0);
    assertThat(wanted.makeAllDue()).isEqualTo(1);
    assertThat(wanted.isDue()).isTrue();
    wanted.take();
    wanted.admit(chunk(1, 0), 0);
    assertThat(wanted.isDue()).as("a later one").isFalse();
  }

  @Test
  void anEventThatIsLargerThanABatchIsABatchOfItsOwn() {
    WaitingRoom room = new WaitingRoom(100, MUCH, 50, 1000);
    room.admit(chunk(2, 5000), 0);
    assertThat(numbers(room.take())).containsExactly(0);
    assertThat(numbers(room.take())).containsExactly(1);
  }

  @Test
  void aFullBoundSmallerThanABatchMakesTheBatch() {
    WaitingRoom room = new WaitingRoom(3, MUCH, 50, MUCH);
    room.admit(chunk(3, 0), 0);
    assertThat(room.isDue()).isTrue();
  }

  @Test
  void aWholeChunkIsTakenWithoutACopy() {
    WaitingRoom room = new WaitingRoom(100, MUCH, 5, MUCH);
    EventChunk chunk = chunk(5, 0);
    room.admit(chunk, 0);
    room.admit(chunk(3, 0), 0);
    assertThat(room.take().events()).isSameAs(chunk.events());
  }

  @Test
  void whateverTheChunksAndBatchesEachEventLeavesOnceAndInOrder() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    WaitingRoom room = new WaitingRoom(500, MUCH, 1 + random.nextInt(60), 2000);
    List<Integer> seen = new ArrayList<>();
    List<Integer> admitted = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      if (random.nextBoolean()) {
        EventChunk chunk = chunk(1 + random.nextInt(60), random.nextInt(3) * 100);
        int count = room.admit(chunk, 0);
        numbers(chunk.events().subList(0, count)).forEach(admitted::add);
      } else {
        if (random.nextInt(4) == 0) {
          room.makeAllDue();
        }
        while (room.isDue()) {
          WaitingRoom.Taken taken = room.take();
          numbers(taken).forEach(seen::add);
          room.release(taken.bytes());
        }
      }
    }
    room.makeAllDue();
    while (room.isDue()) {
      numbers(room.take()).forEach(seen::add);
    }
    assertThat(seen).as("seed %d", seed).isEqualTo(admitted);
  }

  private EventChunk chunk(int count, int textLength) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(SampleEvent.sized(next++, textLength));
    }
    return EventChunk.of(events, next);
  }

  private static List<Integer> numbers(WaitingRoom.Taken taken) {
    return numbers(taken.events());
  }

  private static List<Integer> numbers(List<Event> events) {
    return events.stream()
        .map(Event::eventId)
        .map(UUID::getLeastSignificantBits)
        .map(bits -> (int) (bits & 0x3fffffff))
        .toList();
  }
}
