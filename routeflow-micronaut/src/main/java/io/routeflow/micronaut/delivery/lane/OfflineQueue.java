package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.configuration.LaneSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches in memory whose attempts are used up, oldest first, bounded by the number of their events
 * and by their size. Confined to the lane's thread.
 */
final class OfflineQueue {

  /** Each has at least one event, so that the number of events bounds it. */
  private final Deque<PendingBatch> batches = new ArrayDeque<>();

  private final int maxEvents;
  private final long maxBytes;
  private int events;
  private long bytes;

  /**
   * An empty queue.
   *
   * @param maxEvents events that it holds; 0 for a queue that takes nothing
   * @param maxBytes the estimated size of their variable parts
   */
  OfflineQueue(int maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /** As a destination's settings say: half of the bytes is for new events. */
  static OfflineQueue of(LaneSettings settings) {
    return new OfflineQueue(settings.outage().offlineQueueMax(), settings.queueMaxBytes() / 2);
  }

  /** Whether it takes anything at all. */
  boolean isOn() {
    return maxEvents > 0;
  }

  /** Its events. */
  int events() {
    return events;
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  /** Puts a batch at the end; returns what had to leave for it, the oldest first. */
  List<PendingBatch> add(PendingBatch batch) {
    batches.addLast(batch);
    return entered(batch);
  }

  /** Puts back what was taken from the front; returns what had to leave, the oldest first. */
  List<PendingBatch> putBack(PendingBatch batch) {
    batches.addFirst(batch);
    return entered(batch);
  }

  /** Takes the oldest batch. */
  @Nullable PendingBatch poll() {
    PendingBatch first = batches.poll();
    if (first != null) {
      left(first);
    }
    return first;
  }

  private List<PendingBatch> entered(PendingBatch batch) {
    events += batch.size();
    bytes += batch.bytes();
    List<PendingBatch> gone = new ArrayList<>();
    while (events > maxEvents || bytes > maxBytes) {
      PendingBatch first = batches.remove();
      left(first);
      int excess = events + first.size() - maxEvents;
      if (bytes <= maxBytes && excess > 0 && excess < first.size()) {
        List<PendingBatch> parts = first.split(excess);
        gone.add(parts.get(0));
        batches.addFirst(parts.get(1));
        events += parts.get(1).size();
        bytes += parts.get(1).bytes();
      } else {
        gone.add(first);
      }
    }
    return gone;
  }

  private void left(PendingBatch batch) {
    events -= batch.size();
    bytes -= batch.bytes();
  }
}
