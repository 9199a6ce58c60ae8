package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.delivery.spool.LaneSpool;
import io.routeflow.micronaut.delivery.spool.SpooledBatch;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.EventObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a destination could not take and is kept for a later attempt: on disk where there is a
 * spool, else, and where the disk fails, in memory. Confined to the lane's thread.
 */
final class Backlog {

  private final String destination;
  private final OfflineQueue offline;
  private final @Nullable LaneSpool spool;
  private final LaneState state;
  private final EventObserver observers;
  private final InternalErrors errors;

  /** The batch on disk whose attempt has failed last. */
  private @Nullable SpooledBatch lastFailed;

  /** The one that was being tried when its file was removed, where it cannot be written again. */
  private @Nullable PendingBatch returned;

  Backlog(
      String destination,
      OfflineQueue offline,
      @Nullable LaneSpool spool,
      LaneState state,
      EventObserver observers,
      InternalErrors errors) {
    this.destination = destination;
    this.offline = offline;
    this.spool = spool;
    this.state = state;
    this.observers = observers;
    this.errors = errors;
  }

  /** Whether nothing is kept. */
  boolean isEmpty() {
    return returned == null && offline.isEmpty() && (spool == null || spool.isEmpty());
  }

  /** Whether some of it would be lost with the process. */
  boolean hasMemory() {
    return returned != null || !offline.isEmpty();
  }

  boolean hasSpool() {
    return spool != null;
  }

  /**
   * Keeps a batch whose attempts are used up; {@code false} where there is no place for it. That is
   * its outcome here, whatever fails afterwards: what is kept is counted as such.
   */
  boolean keep(PendingBatch batch) {
    if (keepOnDisk(batch)) {
      return true;
    }
    if (!offline.isOn()) {
      return false;
    }
    List<PendingBatch> gone = offline.add(batch.kept());
    boolean unused = batch.settle();
    changed(gone);
    return true;
  }

  /** As {@link #keep}, on disk only. */
  boolean keepOnDisk(PendingBatch batch) {
    if (spool == null) {
      return false;
    }
    SpooledBatch file = written(batch, spool);
    if (file == null) {
      return false;
    }
    boolean unused = batch.settle();
    // first, because it may leave the disk as soon as it is not claimed
    state.ledger().spooled(batch.size());
    batch.file(null);
    spool.release(file);
    state.room().release(batch.bytes());
    return true;
  }

  /** Its file; written again where the one that was written ahead has gone with its folder. */
  private static @Nullable SpooledBatch written(PendingBatch batch, LaneSpool spool) {
    SpooledBatch ahead = batch.file();
    if (ahead != null && spool.isThere(ahead)) {
      return ahead;
    }
    if (ahead != null) {
      batch.file(null);
      spool.delete(ahead);
    }
    return spool.write(batch.batch());
  }

  /**
   * Writes batches to disk together, where there is one: each that is there has its file then, and
   * is still to be sent or to be kept. Does not throw: they have left the waiting room, and are
   * known nowhere else.
   */
  void write(DiskGroup group) {
    if (spool == null) {
      return;
    }
    try {
      write(group, spool);
    } catch (Throwable e) {
      errors.report(Stage.SPOOL, e, destination);
    }
  }

  private static void write(DiskGroup group, LaneSpool spool) {
    List<PendingBatch> missing =
        group.batches().stream().filter(batch -> batch.file() == null).toList();
    if (!missing.isEmpty()) {
      List<@Nullable SpooledBatch> files =
          spool.writeAll(missing.stream().map(PendingBatch::batch).toList());
      for (int i = 0; i < files.size(); i++) {
        missing.get(i).file(files.get(i));
      }
    }
  }

  /** Writes a batch to disk before its first attempt, where that is wanted. */
  void writeAhead(PendingBatch batch) {
    if (spool != null && spool.isWriteAhead() && batch.file() == null) {
      batch.file(spool.write(batch.batch()));
    }
  }

  /** Whether batches are written before their first attempt. */
  boolean isWriteAhead() {
    return spool != null && spool.isWriteAhead() && spool.isUsable();
  }

  /** Whether there is a disk, and it does not fail. */
  boolean isOnDisk() {
    return spool != null && spool.isUsable();
  }

  /** The parts of a batch that is on disk go there before it leaves. */
  void replace(PendingBatch batch, List<PendingBatch> parts) {
    SpooledBatch file = batch.file();
    if (spool == null || file == null) {
      return;
    }
    for (PendingBatch part : parts) {
      part.file(spool.writePart(part.batch(), file));
    }
    if (batch.isSpooled()) {
      state.ledger().spooled(-batch.size());
    }
    spool.delete(file);
  }

  /**
   * Takes the oldest batch, for another attempt: on disk where there is one, unless those in memory
   * are to be tried first. Where the last one has failed and others have not, it is not tried again
   * before them, so that one batch does not hold up all others.
   */
  @Nullable PendingBatch next(boolean memoryFirst, boolean skipLastFailed) {
    PendingBatch next = memoryFirst ? poll() : null;
    if (next == null && returned != null) {
      next = returned;
      returned = null;
      changed(List.of());
    }
    if (next == null && spool != null) {
      LaneSpool.Claimed claimed = spool.next(skipLastFailed ? lastFailed : null);
      next = claimed == null ? null : PendingBatch.read(claimed);
    }
    return next == null ? poll() : next;
  }

  private @Nullable PendingBatch poll() {
    PendingBatch next = offline.poll();
    if (next != null) {
      changed(List.of());
    }
    return next;
  }

  /** Takes back a batch whose attempt has failed. */
  void putBack(PendingBatch batch) {
    if (spool == null || batch.file() == null) {
      changed(offline.putBack(batch));
    } else if (isOnDiskAgain(batch, spool)) {
      lastFailed = batch.file();
      spool.release(Objects.requireNonNull(lastFailed));
    } else {
      // one at most, since one at a time is read from disk, and this one is tried before those
      returned = batch;
      changed(List.of());
    }
  }

  /** Takes the parts of a batch in its place; {@code false} where it was not kept in memory. */
  boolean putBack(PendingBatch batch, List<PendingBatch> parts) {
    if (!batch.isKeptInMemory()) {
      return false;
    }
    for (int i = parts.size() - 1; i >= 0; i--) {
      changed(offline.putBack(parts.get(i)));
    }
    return true;
  }

  /**
   * Whether a batch that was read from disk is there. It is written again where it has gone with
   * its folder; where that is not possible it counts as waiting.
   */
  boolean isOnDiskAgain(PendingBatch batch) {
    return spool != null && batch.file() != null && isOnDiskAgain(batch, spool);
  }

  private boolean isOnDiskAgain(PendingBatch batch, LaneSpool spool) {
    SpooledBatch file = Objects.requireNonNull(batch.file());
    if (!batch.isFileGone() && spool.isThere(file)) {
      return true;
    }
    spool.gone(file);
    SpooledBatch again = spool.writePart(batch.batch(), file);
    if (again != null) {
      if (batch.isFileGone()) {
        state.ledger().spooled(batch.size());
      }
      batch.file(again);
    } else if (!batch.isFileGone()) {
      state.ledger().spooled(-batch.size());
      batch.fileGone();
    }
    return again != null;
  }

  /**
   * A batch is accepted, or dropped for a reason: first on disk, so that it never comes again, and
   * then counted and reported.
   */
  void settle(PendingBatch batch, @Nullable DropReason reason) {
    if (spool != null && batch.file() != null && !batch.isFileGone()) {
      spool.delete(batch.file());
    }
    if (reason == null) {
      if (isCounted(batch, null)) {
        observers.sent(destination, batch.batch(), batch.attempts());
      }
    } else if (isCounted(batch, reason)) {
      observers.dropped(destination, batch.batch(), reason, batch.attempts());
    }
  }

  /** Not so where that counts no more. */
  private boolean isCounted(PendingBatch batch, @Nullable DropReason reason) {
    if (batch.isSpooled()) {
      return state.ledger().settled(batch.size(), reason);
    }
    return reason == null
        ? state.ledger().sent(batch.size())
        : state.ledger().dropped(reason, batch.size());
  }

  /** Puts what is in memory on disk, as far as that is possible. */
  void moveToDisk() {
    if (spool != null && returned != null && isOnDiskAgain(returned, spool)) {
      spool.release(Objects.requireNonNull(returned.file()));
      returned = null;
    }
    List<PendingBatch> left = new ArrayList<>();
    for (PendingBatch batch = offline.poll(); batch != null; batch = offline.poll()) {
      left.add(batch);
    }
    for (DiskGroup group : DiskGroup.of(left)) {
      write(group);
      left.removeAll(group.batches().stream().filter(this::keepOnDisk).toList());
      if (!isOnDisk()) {
        break;
      }
    }
    for (int i = left.size() - 1; i >= 0; i--) {
      changed(offline.putBack(left.get(i)));
    }
    changed(List.of());
  }

  private void changed(List<PendingBatch> gone) {
    state.progress().kept(offline.events() + (returned == null ? 0 : returned.size()));
    for (PendingBatch batch : gone) {
      state.room().release(batch.bytes());
      if (state.ledger().dropped(DropReason.OFFLINE_FULL, batch.size())) {
        observers.dropped(destination, batch.batch(), DropReason.OFFLINE_FULL, batch.attempts());
      }
    }
  }
}
