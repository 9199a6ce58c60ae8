package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIds;
import io.routeflow.micronaut.event.EventPartName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * Makes batches of the events in the waiting room, without the parts that the destination must not
 * get. Confined to the lane's thread.
 */
final class Batcher {

  private final LaneState state;
  private final Set<EventPartName> leaveOut;
  private long lastMillis;
  private int sameMillis;

  Batcher(LaneState state, Set<EventPartName> leaveOut) {
    this.state = state;
    this.leaveOut = leaveOut;
  }

  /** The next batch; there must be an event at least. What cannot be put together is dropped. */
  PendingBatch next() {
    WaitingRoom.Taken taken = state.room().take();
    int count = taken.events().size();
    long position = -1;
    try {
      position = state.progress().taken(count);
      EventBatch batch = new EventBatch(nextId(), allowed(taken.events()));
      return new PendingBatch(batch, position, taken.bytes());
    } catch (Throwable e) {
      state.ledger().dropped(DropReason.VALIDATION, count);
      state.room().release(taken.bytes());
      state.progress().finished(position, count);
      throw e;
    }
  }

  /**
   * The next batches, for the disk: there must be an event at least, and more of them follow as
   * long as that holds.
   */
  DiskGroup nextGroup(BooleanSupplier more) {
    DiskGroup group = new DiskGroup();
    do {
      try {
        group.add(next());
      } catch (Throwable e) {
        if (group.batches().isEmpty()) {
          throw e;
        }
        // its events are counted, and those before them must not be lost with them
        return group;
      }
    } while (!group.isFull() && more.getAsBoolean());
    return group;
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

  /**
   * Also the idempotency key of the batch's delivery. It sorts behind those before it, within a
   * millisecond too, since that is the order in which batches leave the disk.
   */
  private UUID nextId() {
    long millis = System.currentTimeMillis();
    sameMillis = millis == lastMillis ? sameMillis + 1 : 0;
    lastMillis = millis;
    return EventIds.version7(millis, sameMillis, ThreadLocalRandom.current().nextLong());
  }

  /** For what is not sent under it. */
  static UUID newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return EventIds.version7(System.currentTimeMillis(), random.nextLong(), random.nextLong());
  }
}
