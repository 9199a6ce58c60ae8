package io.routeflow.micronaut.delivery.spool;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Batches that this process has, or had, without the file in which they were: where that comes back
 * with its folder, they must not be sent once more. The latest of them, as a bound. Thread-safe.
 */
final class SettledBatches {

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<UUID> ids = new LinkedHashSet<>();
  private final int max;

  SettledBatches(int max) {
    this.max = max;
  }

  void add(SpooledBatch batch) {
    lock.lock();
    try {
      ids.remove(batch.id());
      ids.add(batch.id());
      if (ids.size() > max) {
        ids.remove(ids.iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  boolean contains(SpooledBatch batch) {
    lock.lock();
    try {
      return ids.contains(batch.id());
    } finally {
      lock.unlock();
    }
  }
}
