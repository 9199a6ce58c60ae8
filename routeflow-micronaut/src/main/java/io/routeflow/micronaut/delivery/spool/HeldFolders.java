package io.routeflow.micronaut.delivery.spool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folders that this process holds. POSIX takes a lock away when the process that has it closes
 * any channel of the file, so a folder that is held must not even be opened a second time. Shared
 * by all applications in a process. Thread-safe.
 */
final class HeldFolders {

  /** More that were let go of are forgotten; those are left for the next process. */
  private static final int MAX_KNOWN = 1024;

  private static final ReentrantLock LOCK = new ReentrantLock();

  /** Whether a folder is held, for those that were. */
  private static final Map<String, Boolean> KNOWN = new LinkedHashMap<>();

  private HeldFolders() {}

  /**
   * Marks a folder as held; {@code false} where it is held already: here, or by another copy of
   * this class, which is so for one of this process that is not known here.
   */
  static boolean hold(String name) {
    LOCK.lock();
    try {
      Boolean held = KNOWN.get(name);
      if (held == null ? ProcessFolder.isOfThisProcess(name) : held) {
        return false;
      }
      set(name, true);
      return true;
    } finally {
      LOCK.unlock();
    }
  }

  /** Marks a folder as held that is being made. */
  static void holdNew(String name) {
    set(name, true);
  }

  static void release(String name) {
    set(name, false);
  }

  private static void set(String name, boolean held) {
    LOCK.lock();
    try {
      KNOWN.remove(name);
      KNOWN.put(name, held);
      if (KNOWN.size() > MAX_KNOWN) {
        KNOWN.values().remove(false);
      }
    } finally {
      LOCK.unlock();
    }
  }
}
