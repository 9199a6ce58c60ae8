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
    return events() + batch.size() <= maxEvents;
  }

  /**
   * Whether there is room for one of a group that has left the waiting room for a disk that then
   * failed: as much once more.
   */
  boolean fitsOfGroup(PendingBatch batch) {
    return events() + batch.size() <= 2L * maxEvents;
  }

  private long events() {
    return parts.stream().mapToLong(PendingBatch::size).sum();
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
