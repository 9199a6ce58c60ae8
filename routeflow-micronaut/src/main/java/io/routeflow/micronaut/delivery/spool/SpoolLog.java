package io.routeflow.micronaut.delivery.spool;

import io.routeflow.micronaut.diagnostics.SafeLog;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * Logs how the spool does: one line when it fails and one when it works again, the same for its
 * room, and of damaged files the first of a kind and then one line a minute. Thread-safe.
 */
final class SpoolLog {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));
  private static final long BETWEEN_LINES = TimeUnit.MINUTES.toNanos(1);

  /** There are fewer kinds of damage than that. */
  private static final int MAX_KINDS = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier nanoTime;
  private final Set<String> kinds = new HashSet<>();
  private boolean failing;
  private volatile boolean crowded;
  private long lastWithoutRoom;
  private long lastDamageLine;
  private long unreported;

  SpoolLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Something cannot be written, read or deleted. */
  void failed(Throwable cause) {
    if (change(true)) {
      LOG.warn(
          "The spool cannot be used ({}); undelivered events are kept in memory as far as there is"
              + " room, and the application is not affected",
          describe(cause));
    }
  }

  /** A batch was written. */
  void works() {
    if (change(false)) {
      LOG.info("The spool works again");
    }
  }

  /**
   * A batch has a place, or has none whatever leaves: that of batches in flight is not for others.
   * As these come and go there is room again only after a minute without such a batch.
   */
  void hasRoom(boolean room) {
    if (room && !crowded) {
      return;
    }
    if (isChange(room)) {
      if (room) {
        LOG.info("The spool has room again");
      } else {
        LOG.warn(
            "The spool has no room for a batch beside those in flight (routeflow.spool.max-bytes,"
                + " routeflow.spool.max-files); such batches are in memory only");
      }
    }
  }

  /** Notes that there is room, or is none; whether that is another state than before. */
  boolean isChange(boolean room) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      lastWithoutRoom = room ? lastWithoutRoom : now;
      boolean changed = crowded == room && (!room || now - lastWithoutRoom >= BETWEEN_LINES);
      crowded = changed ? !room : crowded;
      return changed;
    } finally {
      lock.unlock();
    }
  }

  private boolean change(boolean toFailing) {
    lock.lock();
    try {
      boolean changed = failing != toFailing;
      failing = toFailing;
      return changed;
    } finally {
      lock.unlock();
    }
  }

  private static String describe(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    if (cause instanceof FileSystemException system) {
      // its message has the path
      return system.getReason() == null ? name : name + ": " + system.getReason();
    }
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }

  /** A file is not what it should be. */
  void damaged(String why, SpooledBatch batch) {
    long files = countDamaged(why);
    if (files > 0) {
      LOG.warn(
          "A batch of {} events for {} on disk cannot be sent, because {}; the first such"
              + " files are moved to the folder damaged ({} since the last line)",
          batch.events(),
          batch.destination(),
          why,
          files);
    }
  }

  /** How many to report now; 0 for none yet. */
  private long countDamaged(String why) {
    lock.lock();
    try {
      unreported++;
      long now = nanoTime.getAsLong();
      boolean fresh = kinds.size() < MAX_KINDS && kinds.add(why);
      if (!fresh && now - lastDamageLine < BETWEEN_LINES) {
        return 0;
      }
      lastDamageLine = now;
      long files = unreported;
      unreported = 0;
      return files;
    } finally {
      lock.unlock();
    }
  }

  /** A file cannot be read, perhaps for a moment. */
  void unreadable(Throwable cause) {
    LOG.debug("A batch on disk could not be read, and is tried again", cause);
  }

  /** A folder beside the own one cannot be read. */
  void notAdopted(Throwable cause) {
    LOG.debug("A folder in the spool's directory was not adopted", cause);
  }

  /** Folders in the directory whose batches are not for this application. */
  void foreign(long folders) {
    if (folders > 0) {
      LOG.info(
          "Folders in the spool's directory that are left alone, as they are of another service"
              + " name or environment: {}",
          folders);
    }
  }

  /** The batches of a process that has ended are this one's now. */
  void adopted(int batches) {
    if (batches > 0) {
      LOG.info("Took over {} undelivered batches from a process that has ended", batches);
    }
  }
}
