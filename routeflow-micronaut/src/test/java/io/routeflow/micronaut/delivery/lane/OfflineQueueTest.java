package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.queue.SampleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OfflineQueueTest {

  private static final long BYTES_EACH = 10;

  private int made;

  @Test
  void withoutARoomForEventsItIsOff() {
    assertThat(new OfflineQueue(0, 1000).isOn()).isFalse();
    assertThat(new OfflineQueue(1, 1000).isOn()).isTrue();
  }

  @Test
  void batchesComeBackUnderTheirIdsOldestFirst() {
    OfflineQueue queue = new OfflineQueue(100, 10_000);
    PendingBatch first = batch(3);
    PendingBatch second = batch(2);
    assertThat(queue.add(first)).isEmpty();
    assertThat(queue.add(second)).isEmpty();
    assertThat(queue.events()).isEqualTo(5);

    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.putBack(first)).isEmpty();
    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isSameAs(second);
    assertThat(queue.poll()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void theOldestEventsLeaveAndTheRestOfTheirBatchGetsANewId() {
    OfflineQueue queue = new OfflineQueue(5, 10_000);
    PendingBatch old = batch(4);
    PendingBatch fresh = batch(3);
    queue.add(old);
    assertThat(events(queue.add(fresh))).isEqualTo(old.batch().events().subList(0, 2));
    assertThat(queue.events()).isEqualTo(5);

    PendingBatch rest = Objects.requireNonNull(queue.poll());
    assertThat(rest.batch().events()).isEqualTo(old.batch().events().subList(2, 4));
    assertThat(rest.batch().id()).isNotEqualTo(old.batch().id());
    assertThat(rest.isReplayed()).isTrue();
    assertThat(queue.poll()).isSameAs(fresh);
  }

  @Test
  void theSizeOfTheEventsIsABoundToo() {
    OfflineQueue queue = new OfflineQueue(100, 5 * BYTES_EACH);
    PendingBatch old = batch(3);
    queue.add(old);
    assertThat(queue.add(batch(3))).containsExactly(old);
    assertThat(queue.events()).isEqualTo(3);
  }

  @Test
  void whateverComesTheBoundsHoldAndNoEventIsLostUnseen() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    OfflineQueue queue = new OfflineQueue(20, 15 * BYTES_EACH);
    List<Event> expected = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      if (random.nextInt(3) == 0) {
        PendingBatch next = queue.poll();
        if (next != null) {
          assertThat(next.batch().events()).as("seed %d", seed).isEqualTo(head(expected, next));
          expected.subList(0, next.size()).clear();
        }
      } else {
        PendingBatch batch = batch(1 + random.nextInt(30));
        expected.addAll(batch.batch().events());
        List<Event> gone = events(queue.add(batch));
        assertThat(gone).as("seed %d", seed).isEqualTo(expected.subList(0, gone.size()));
        expected.subList(0, gone.size()).clear();
      }
      assertThat(queue.events()).as("seed %d", seed).isEqualTo(expected.size());
      assertThat(queue.events()).as("seed %d", seed).isLessThanOrEqualTo(20);
    }
  }

  private static List<Event> head(List<Event> events, PendingBatch batch) {
    return events.subList(0, batch.size());
  }

  private static List<Event> events(List<PendingBatch> batches) {
    List<Event> events = new ArrayList<>();
    batches.forEach(batch -> events.addAll(batch.batch().events()));
    return events;
  }

  private PendingBatch batch(int size) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      events.add(SampleEvent.number(made++));
    }
    return new PendingBatch(new EventBatch(Batcher.newId(), events), 0, size * BYTES_EACH).kept();
  }
}
