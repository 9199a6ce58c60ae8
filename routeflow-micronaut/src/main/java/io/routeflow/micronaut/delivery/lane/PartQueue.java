package io.routeflow.micronaut.delivery.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts of batches that were too large, and batches that are on disk and would fit the waiting
 * room: they wait for room among the batches in flight. The parts are bounded by the events of
 * those. Confined to the lane's thread.
 */
final class PartQueue {

  private final Deque<PendingBatch> parts = new ArrayDeque<>();
  private final int maxEvents;

  /**
   * An empty queue.
   *
   * @param maxEvents up to which other batches than parts may wait here
   */
  PartQueue(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  /** Whether there is room for a batch that is no part. */
  boolean fits(PendingBatch batch) {
    return parts.stream().mapToInt(PendingBatch::size).sum() + batch.size() <= maxEvents;
  }

  void add(PendingBatch batch) {
    parts.add(batch);
  }

  void addAll(List<PendingBatch> more) {
    parts.addAll(more);
  }

  @Nullable PendingBatch poll() {
    return parts.poll();
  }

  List<PendingBatch> all() {
    return List.copyOf(parts);
  }

  void clear() {
    parts.clear();
  }
}
