package io.routeflow.micronaut.delivery.lane;

import java.util.ArrayList;
import java.util.List;

/** Batches that are written to disk together, so that they wait for it once. */
final class DiskGroup {

  /** More of them take no less time each. */
  private static final int MAX_BATCHES = 64;

  /** What is written is in memory a second time. */
  private static final long MAX_BYTES = 4L << 20;

  private final List<PendingBatch> batches = new ArrayList<>();
  private long bytes;

  void add(PendingBatch batch) {
    batches.add(batch);
    bytes += batch.bytes();
  }

  boolean isFull() {
    return batches.size() >= MAX_BATCHES || bytes >= MAX_BYTES;
  }

  List<PendingBatch> batches() {
    return batches;
  }

  /** All of them, in their order, in as few groups as may be. */
  static List<DiskGroup> of(List<PendingBatch> all) {
    List<DiskGroup> groups = new ArrayList<>();
    DiskGroup group = new DiskGroup();
    for (PendingBatch batch : all) {
      if (group.batches.isEmpty()) {
        groups.add(group);
      }
      group.add(batch);
      if (group.isFull()) {
        group = new DiskGroup();
      }
    }
    return groups;
  }
}
