package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIds;
import io.routeflow.micronaut.event.EventPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes batches of the events in the waiting room, without the parts that the destination must not
 * get. Confined to the lane's thread.
 */
final class Batcher {

  private final LaneState state;
  private final Set<EventPart> leaveOut;

  Batcher(LaneState state, Set<EventPart> leaveOut) {
    this.state = state;
    this.leaveOut = leaveOut;
  }

  /** The next batch; there must be an event at least. What cannot be put together is dropped. */
  PendingBatch next() {
    WaitingRoom.Taken taken = state.room().take();
    int count = taken.events().size();
    long position = state.progress().taken(count);
    try {
      EventBatch batch = new EventBatch(newId(), allowed(taken.events()));
      return new PendingBatch(batch, position, taken.bytes());
    } catch (Throwable e) {
      state.ledger().dropped(DropReason.VALIDATION, count);
      state.room().release(taken.bytes());
      state.progress().finished(position, count);
      throw e;
    }
  }

  private List<Event> allowed(List<Event> events) {
    if (leaveOut.isEmpty()) {
      return events;
    }
    List<Event> allowed = new ArrayList<>(events.size());
    for (Event event : events) {
      allowed.add(event.without(leaveOut));
    }
    return allowed;
  }

  /** Also the idempotency key of the batch's delivery. */
  static UUID newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return EventIds.version7(System.currentTimeMillis(), random.nextLong(), random.nextLong());
  }
}
