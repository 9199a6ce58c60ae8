package io.routeflow.micronaut.delivery.spool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is on disk, and what may leave to make room. A batch that is claimed is being sent or
 * written, and stays. The lock is held for changes of this index only, never while a disk is waited
 * for. Thread-safe.
 */
final class SpoolIndex {

  private static final Comparator<SpooledBatch> OLDEST_FIRST =
      Comparator.comparingLong(SpooledBatch::createdMillis).thenComparing(SpooledBatch::id);

  private final ReentrantLock lock = new ReentrantLock();
  private final long maxBytes;
  private final int maxFiles;

  /** Those that are not claimed, by destination. */
  private final Map<String, NavigableSet<SpooledBatch>> free = new HashMap<>();

  private final Set<SpooledBatch> claimed = new HashSet<>();
  private long bytes;
  private int files;

  /**
   * Nothing is on disk.
   *
   * @param maxBytes the size of all files together
   * @param maxFiles how many files there may be
   */
  SpoolIndex(long maxBytes, int maxFiles) {
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
  }

  /**
   * Makes room for a batch that is about to be written, and claims it. What leaves for it is still
   * on disk, and is given back to {@link #add} where the write fails.
   *
   * @return what must leave for it, the oldest of all destinations first; {@code null} where there
   *     is no room for it whatever leaves
   */
  @Nullable List<SpooledBatch> reserve(SpooledBatch batch) {
    lock.lock();
    try {
      long freeBytes = 0;
      int freeFiles = 0;
      for (NavigableSet<SpooledBatch> of : free.values()) {
        freeFiles += of.size();
        for (SpooledBatch one : of) {
          if (bytes - freeBytes + batch.bytes() <= maxBytes) {
            break;
          }
          freeBytes += one.bytes();
        }
      }
      if (bytes - freeBytes + batch.bytes() > maxBytes || files - freeFiles + 1 > maxFiles) {
        return null;
      }
      List<SpooledBatch> gone = shrink(maxBytes - batch.bytes(), maxFiles - 1);
      claimed.add(batch);
      bytes += batch.bytes();
      files++;
      return gone;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a batch that is on disk already; returns what must leave, the oldest first. */
  List<SpooledBatch> add(SpooledBatch batch) {
    lock.lock();
    try {
      of(batch.destination()).add(batch);
      bytes += batch.bytes();
      files++;
      return shrink(maxBytes, maxFiles);
    } finally {
      lock.unlock();
    }
  }

  private List<SpooledBatch> shrink(long toBytes, int toFiles) {
    List<SpooledBatch> gone = new ArrayList<>();
    while (bytes > toBytes || files > toFiles) {
      SpooledBatch oldest = oldestOfAll();
      if (oldest == null) {
        break;
      }
      of(oldest.destination()).remove(oldest);
      left(oldest);
      gone.add(oldest);
    }
    return gone;
  }

  private @Nullable SpooledBatch oldestOfAll() {
    SpooledBatch oldest = null;
    for (NavigableSet<SpooledBatch> of : free.values()) {
      if (!of.isEmpty() && (oldest == null || OLDEST_FIRST.compare(of.first(), oldest) < 0)) {
        oldest = of.first();
      }
    }
    return oldest;
  }

  /** Takes those of all destinations that match, from the oldest to the first that does not. */
  List<SpooledBatch> takeWhile(Predicate<SpooledBatch> matches) {
    lock.lock();
    try {
      List<SpooledBatch> taken = new ArrayList<>();
      for (NavigableSet<SpooledBatch> of : free.values()) {
        while (!of.isEmpty() && matches.test(of.first())) {
          SpooledBatch first = of.first();
          of.remove(first);
          left(first);
          taken.add(first);
        }
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Those of all destinations that are not claimed. */
  List<SpooledBatch> free() {
    lock.lock();
    try {
      List<SpooledBatch> all = new ArrayList<>();
      free.values().forEach(all::addAll);
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a batch that is on disk no more; {@code false} where it is claimed, or has left. */
  boolean take(SpooledBatch batch) {
    lock.lock();
    try {
      boolean taken = of(batch.destination()).remove(batch);
      if (taken) {
        left(batch);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Claims a batch of a destination.
   *
   * @param after the oldest that is younger than this one, if there is any; else the oldest
   */
  @Nullable SpooledBatch claim(String destination, @Nullable SpooledBatch after) {
    lock.lock();
    try {
      NavigableSet<SpooledBatch> of = of(destination);
      SpooledBatch next = after == null ? null : of.higher(after);
      if (next == null && !of.isEmpty()) {
        next = of.first();
      }
      if (next != null) {
        of.remove(next);
        claimed.add(next);
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** A batch is claimed no more: it stays on disk for later. */
  void release(SpooledBatch batch) {
    lock.lock();
    try {
      if (claimed.remove(batch)) {
        of(batch.destination()).add(batch);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A claimed batch is on disk no more. */
  void remove(SpooledBatch batch) {
    lock.lock();
    try {
      if (claimed.remove(batch)) {
        left(batch);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a destination has nothing that could be claimed. */
  boolean isEmpty(String destination) {
    lock.lock();
    try {
      return of(destination).isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** How many batches are on disk. */
  int files() {
    lock.lock();
    try {
      return files;
    } finally {
      lock.unlock();
    }
  }

  private void left(SpooledBatch batch) {
    bytes -= batch.bytes();
    files--;
  }

  private NavigableSet<SpooledBatch> of(String destination) {
    return free.computeIfAbsent(destination, name -> new TreeSet<>(OLDEST_FIRST));
  }
}
