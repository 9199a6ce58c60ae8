package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events that a destination is offered and that are in no batch yet, bounded by their number
 * and, together with those in its batches, by their size. The dispatcher admits, the lane's thread
 * takes; the lock is held for additions and copies of references only.
 */
final class WaitingRoom {

  private final ReentrantLock lock = new ReentrantLock();

  /** Each has at least one event, so that the number of events bounds it. */
  private final Deque<EventChunk> chunks = new ArrayDeque<>();

  private final int maxEvents;
  private final long maxBytes;
  private final int batchEvents;
  private final long batchBytes;

  /** The events of the first chunk that are taken already. */
  private int takenOfFirst;

  private int events;

  /** The size of the events here. */
  private long bytes;

  /** The same with the events in batches. */
  private long heldBytes;

  private long admitted;

  /** So many of the events ever admitted go out even where they fill no batch. */
  private long due;

  /**
   * An empty room.
   *
   * @param maxEvents events that it holds
   * @param maxBytes their size, with that of the events in batches
   * @param batchEvents events in a batch, at least 1
   * @param batchBytes size of a batch beyond which no further event joins it
   */
  WaitingRoom(int maxEvents, long maxBytes, int batchEvents, long batchBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
    this.batchEvents = Math.min(batchEvents, maxEvents);
    this.batchBytes = Math.min(batchBytes, maxBytes);
  }

  /** As the destination's settings say, with batches up to a size. */
  static WaitingRoom of(LaneSettings settings, long batchBytes) {
    return new WaitingRoom(
        settings.queueMaxsize(),
        settings.queueMaxBytes(),
        settings.maxEventsPerBatch(),
        batchBytes);
  }

  /**
   * Lets in as many events of a chunk as there is room for, from its first; returns how many.
   *
   * @param more events beyond the usual number, for a moment
   */
  int admit(EventChunk chunk, int more) {
    lock.lock();
    try {
      int count = room(chunk, maxEvents + more);
      if (count > 0) {
        EventChunk let = chunk.first(count);
        chunks.add(let);
        events += count;
        admitted += count;
        bytes += let.bytes();
        heldBytes += let.bytes();
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  private int room(EventChunk chunk, int limit) {
    int count = Math.max(0, Math.min(chunk.size(), limit - events));
    if (chunk.bytes() <= maxBytes - heldBytes) {
      return count;
    }
    long left = maxBytes - heldBytes;
    for (int i = 0; i < count; i++) {
      left -= chunk.bytes(i);
      if (left < 0) {
        return i;
      }
    }
    return count;
  }

  /** Whether a batch can be made now: a full one, or one of events that are due. */
  boolean isDue() {
    lock.lock();
    try {
      return events > 0
          && (events >= batchEvents || bytes >= batchBytes || admitted - events < due);
    } finally {
      lock.unlock();
    }
  }

  /** Whether half of the room is taken, or of the size that it may have with the batches. */
  boolean isCrowded() {
    lock.lock();
    try {
      return 2L * events >= maxEvents || 2 * heldBytes >= maxBytes;
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return events == 0;
    } finally {
      lock.unlock();
    }
  }

  /** From now on all that is here is due; returns how many events were ever admitted. */
  long makeAllDue() {
    lock.lock();
    try {
      due = admitted;
      return admitted;
    } finally {
      lock.unlock();
    }
  }

  /** How long until the oldest event has been kept for an interval; not positive where it has. */
  long nanosUntilDue(long intervalNanos, long nowNanos) {
    lock.lock();
    try {
      EventChunk first = chunks.peek();
      return first == null ? Long.MAX_VALUE : first.oldestNanos() + intervalNanos - nowNanos;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next batch of events; there must be one at least. */
  Taken take() {
    lock.lock();
    try {
      EventChunk first = chunks.element();
      boolean whole =
          takenOfFirst == 0
              && first.bytes() <= batchBytes
              && (first.size() == batchEvents
                  || (first.size() == events && first.size() < batchEvents));
      Taken taken = whole ? takeChunk() : takeEach();
      events -= taken.events().size();
      bytes -= taken.bytes();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Without a copy, which is how a busy lane works. */
  private Taken takeChunk() {
    EventChunk chunk = chunks.element();
    Taken taken = new Taken(chunk.events(), chunk.bytes());
    chunks.remove();
    return taken;
  }

  private Taken takeEach() {
    List<Event> batch = new ArrayList<>(Math.min(batchEvents, events));
    Taken taken = new Taken(batch, 0);
    while (batch.size() < batchEvents && !chunks.isEmpty()) {
      EventChunk first = chunks.element();
      long next = first.bytes(takenOfFirst);
      if (!batch.isEmpty() && taken.bytes + next > batchBytes) {
        break;
      }
      batch.add(first.events().get(takenOfFirst));
      taken.bytes += next;
      if (++takenOfFirst == first.size()) {
        chunks.remove();
        takenOfFirst = 0;
      }
    }
    return taken;
  }

  /** Events of batches have their outcome, so that their bytes are free. */
  void release(long settledBytes) {
    lock.lock();
    try {
      heldBytes -= settledBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of everything; what is admitted afterwards is never taken. */
  void clear() {
    lock.lock();
    try {
      chunks.clear();
      takenOfFirst = 0;
      events = 0;
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Events that leave the room together. Made before they do: where there is no memory for it they
   * stay.
   */
  static final class Taken {

    private final List<Event> events;
    private long bytes;

    private Taken(List<Event> events, long bytes) {
      this.events = events;
      this.bytes = bytes;
    }

    List<Event> events() {
      return events;
    }

    /** Their size. */
    long bytes() {
      return bytes;
    }
  }
}
