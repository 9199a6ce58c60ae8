package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.delivery.spool.LaneSpool;
import io.routeflow.micronaut.delivery.spool.SpooledBatch;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch until it has its one outcome. Confined to the lane's thread, as everything is that
 * decides on it.
 */
final class PendingBatch {

  private final EventBatch batch;
  private final long position;
  private final long bytes;
  private final boolean replayed;
  private int attempts;
  private boolean settled;

  /** Its file, where it is on disk too. */
  private @Nullable SpooledBatch file;

  /** The file has gone with its folder. */
  private boolean fileGone;

  /**
   * A batch that was not tried yet.
   *
   * @param position where its first event stood among all that ever left the waiting room
   * @param bytes the estimated size of its events' variable parts
   */
  PendingBatch(EventBatch batch, long position, long bytes) {
    this(batch, position, bytes, false);
  }

  private PendingBatch(EventBatch batch, long position, long bytes, boolean replayed) {
    this.batch = batch;
    this.position = position;
    this.bytes = bytes;
    this.replayed = replayed;
  }

  /** The same batch under its id, once its attempts are used up: it has no position any more. */
  PendingBatch kept() {
    PendingBatch kept = new PendingBatch(batch, -1, bytes, true);
    kept.attempts = attempts;
    return kept;
  }

  /** A batch that is read from disk. */
  static PendingBatch read(LaneSpool.Claimed claimed) {
    PendingBatch read = new PendingBatch(claimed.batch(), -1, 0, true);
    read.file = claimed.file();
    return read;
  }

  @Nullable SpooledBatch file() {
    return file;
  }

  /** It was written to disk, and is still in memory. */
  void file(@Nullable SpooledBatch written) {
    file = written;
    fileGone = false;
  }

  /** Its file is not there any more, and says only where it was among the others. */
  void fileGone() {
    fileGone = true;
  }

  boolean isFileGone() {
    return fileGone;
  }

  /** Whether it counts as spooled: it was read from disk, and is there until it has an outcome. */
  boolean isSpooled() {
    return replayed && file != null && !fileGone;
  }

  /** Whether it was kept when its attempts were used up, so that it is tried once at a time. */
  boolean isReplayed() {
    return replayed;
  }

  EventBatch batch() {
    return batch;
  }

  int size() {
    return batch.size();
  }

  long position() {
    return position;
  }

  long bytes() {
    return bytes;
  }

  /** How many attempts were started. */
  int attempts() {
    return attempts;
  }

  /** Counts the next attempt and returns its number, from 1. */
  int nextAttempt() {
    return ++attempts;
  }

  boolean isSettled() {
    return settled;
  }

  /** Takes the outcome of the batch; {@code true} for the first. */
  boolean settle() {
    boolean first = !settled;
    settled = true;
    return first;
  }

  /**
   * The batch in two parts under ids of their own, for a destination that finds it too large. Where
   * it was kept in memory, they are kept there too.
   */
  List<PendingBatch> halves() {
    return split(batch.size() / 2, isKeptInMemory());
  }

  /** Whether it was kept when its attempts were used up, and was never read from disk. */
  boolean isKeptInMemory() {
    return replayed && file == null;
  }

  /**
   * The batch in two parts under ids of their own, to be kept as it was.
   *
   * @param first how many events the first one gets, at least one, and not all
   */
  List<PendingBatch> split(int first) {
    return split(first, replayed);
  }

  private List<PendingBatch> split(int first, boolean kept) {
    long share = bytes * first / batch.size();
    return List.of(part(0, first, share, kept), part(first, batch.size(), bytes - share, kept));
  }

  private PendingBatch part(int from, int to, long size, boolean kept) {
    EventBatch part =
        new EventBatch(
            EventIds.part(batch.id(), from, to), batch.events().subList(from, to), batch.origin());
    return new PendingBatch(part, position, size, kept);
  }
}
