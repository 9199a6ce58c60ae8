package io.routeflow.micronaut.delivery.spool;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one destination on disk. All of it waits for the disk, so it is for the thread of
 * the destination's lane alone. Nothing is thrown: where the disk fails, a batch is not there.
 */
@Internal
public final class LaneSpool {

  private static final long MAX_FILE_BYTES = 64L << 20;
  private static final int MAX_PASSED_OVER = 20;

  /** Why a batch cannot be sent whose file is gone. */
  static final String NOT_THERE = "it is not there any more";

  private final String destination;
  private final Spool spool;
  private final SpoolIndex index;
  private final SpoolListener listener;
  private final Reader reader;
  private final SpoolOwner owner;
  private final BatchFormat format = new BatchFormat();
  private final UnreadBatches unread = new UnreadBatches();

  LaneSpool(
      String destination,
      Spool spool,
      SpoolIndex index,
      SpoolListener listener,
      Reader reader,
      SpoolOwner owner) {
    this.destination = destination;
    this.spool = spool;
    this.index = index;
    this.listener = listener;
    this.reader = reader;
    this.owner = owner;
  }

  /** Whether nothing is there that could be claimed now. */
  public boolean isEmpty() {
    return index.isEmpty(destination) && !unread.isDue(spool.clock().steadyMillis());
  }

  /** Whether a batch can be written, as far as is known; for any thread. */
  public boolean isUsable() {
    return spool.isUsable();
  }

  /** Whether batches are written before their first attempt. */
  public boolean isWriteAhead() {
    return spool.isWriteAhead();
  }

  /**
   * Writes a batch, which is claimed then.
   *
   * @return {@code null} where it is not on disk
   */
  public @Nullable SpooledBatch write(EventBatch batch) {
    return writeAll(List.of(batch)).get(0);
  }

  /**
   * Writes batches together, which waits for the disk far less than one after another does.
   *
   * @return for each of them what {@link #write} does
   */
  public List<@Nullable SpooledBatch> writeAll(List<EventBatch> batches) {
    long createdMillis = spool.clock().nameMillis();
    return writeAll(batches, createdMillis, spool.clock().steadyMillis());
  }

  /** Writes a part, or all, of a batch that is or was on disk, in its place among the others. */
  public @Nullable SpooledBatch writePart(EventBatch part, SpooledBatch of) {
    return writeAll(List.of(part), of.createdMillis(), of.sinceMillis()).get(0);
  }

  private List<@Nullable SpooledBatch> writeAll(
      List<EventBatch> batches, long createdMillis, long sinceMillis) {
    boolean usable = spool.awaitUsable();
    List<@Nullable NewBatch> prepared = new ArrayList<>(batches.size());
    for (EventBatch batch : batches) {
      prepared.add(usable ? prepare(batch, createdMillis, sinceMillis) : null);
    }
    Set<NewBatch> written = write(prepared.stream().filter(Objects::nonNull).toList());
    List<@Nullable SpooledBatch> files = new ArrayList<>(batches.size());
    for (NewBatch one : prepared) {
      files.add(one != null && written.contains(one) ? one.file() : null);
    }
    return files;
  }

  /** Its content, and a place for it; {@code null} where it cannot have them. */
  private @Nullable NewBatch prepare(EventBatch batch, long createdMillis, long sinceMillis) {
    try {
      byte[] content = format.encode(destination, batch, origin(batch), createdMillis);
      SpooledBatch file =
          new SpooledBatch(
              destination, createdMillis, batch.id(), batch.size(), content.length, sinceMillis);
      var gone = index.reserve(file);
      spool.log().hasRoom(gone != null);
      return gone == null ? null : new NewBatch(file, content, gone);
    } catch (Throwable e) {
      // no fault of the disk; the exporter will find the same
      return null;
    }
  }

  /** One that comes from disk is of the process that has made it. */
  private @Nullable BatchOrigin origin(EventBatch batch) {
    BatchOrigin known = batch.origin() == null ? listener.origin() : batch.origin();
    return known == null ? owner.origin().get() : known;
  }

  private Set<NewBatch> write(List<NewBatch> batches) {
    Set<NewBatch> written = Collections.newSetFromMap(new IdentityHashMap<>());
    if (batches.size() > 1 && tryToWrite(batches) == null) {
      written.addAll(batches);
    } else {
      // one by one, as a disk that is nearly full may have room for some of them
      batches.stream().filter(this::isWritten).forEach(written::add);
      takeBack(batches.stream().filter(one -> !written.contains(one)).toList());
    }
    written.forEach(one -> spool.drop(one.gone(), DropReason.SPOOL_FULL));
    return written;
  }

  private boolean isWritten(NewBatch batch) {
    // not on a disk that has failed a moment ago
    if (spool.isUsable()) {
      Throwable failure = tryToWrite(List.of(batch));
      if (failure == null) {
        return true;
      }
      spool.failed(failure);
    }
    return false;
  }

  /**
   * What is not there has no place, and nothing leaves for it: first all places are free again, or
   * what comes back would have to leave for another of them.
   */
  private void takeBack(List<NewBatch> failed) {
    failed.forEach(one -> index.remove(one.file()));
    spool.takeBack(failed.stream().flatMap(one -> one.gone().stream()).toList());
  }

  private @Nullable Throwable tryToWrite(List<NewBatch> batches) {
    try {
      spool.write(batches);
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  /** Whether a claimed batch is still on disk; not so where its folder was removed. */
  public boolean isThere(SpooledBatch file) {
    try {
      return Files.exists(spool.pathOf(file));
    } catch (IOException e) {
      return false;
    }
  }

  /** A claimed batch stays on disk for later. */
  public void release(SpooledBatch file) {
    index.release(file);
  }

  /** A claimed batch has its outcome, and is on disk no more. */
  public void delete(SpooledBatch file) {
    index.remove(file);
    spool.delete(file);
  }

  /** A claimed batch is on disk no more, by someone else's doing. */
  public void gone(SpooledBatch file) {
    index.remove(file);
    spool.gone(file);
  }

  /**
   * Claims and reads a batch. Passes over some that cannot be sent, but not over thousands at once:
   * the lane has other things to do.
   *
   * @param after the oldest that is younger than this one, if there is any; else the oldest
   * @return {@code null} where there is none that can be read, or where more would have to be
   *     passed over
   */
  public @Nullable Claimed next(@Nullable SpooledBatch after) {
    boolean works = false;
    for (int i = 0; i < MAX_PASSED_OVER; i++) {
      UnreadBatches.Unread again = unread.poll(spool.clock().steadyMillis());
      SpooledBatch file = again == null ? index.claim(destination, after) : again.file();
      if (file == null) {
        return null;
      }
      if (spool.isExpired(file)) {
        delete(file);
        listener.dropped(file.events(), DropReason.SPOOL_EXPIRED);
        continue;
      }
      try {
        return new Claimed(file, read(file));
      } catch (DamagedBatchException e) {
        moveAside(file, e);
      } catch (Throwable e) {
        works = works || spool.works(destination);
        if (e instanceof VirtualMachineError || !works) {
          index.release(file);
          spool.failed(e);
          return null;
        }
        // the disk is all right, and one file must not hold up all others
        unreadable(file, again == null ? 1 : again.reads() + 1, e);
      }
    }
    return null;
  }

  private void unreadable(SpooledBatch file, int reads, Throwable cause) {
    if (unread.retryLater(file, reads, spool.clock().steadyMillis())) {
      spool.log().unreadable(cause);
    } else {
      moveAside(file, new DamagedBatchException("it cannot be read"));
    }
  }

  /** Where batches wait to be read again, and that is now: for the spool's thread. */
  void readAgain() {
    if (unread.isDue(spool.clock().steadyMillis())) {
      listener.available();
    }
  }

  private EventBatch read(SpooledBatch file) throws IOException {
    Path path = spool.pathOf(file);
    try {
      return format.decode(file, reader.read(path, MAX_FILE_BYTES));
    } catch (NoSuchFileException e) {
      throw new DamagedBatchException(NOT_THERE);
    }
  }

  private void moveAside(SpooledBatch file, DamagedBatchException why) {
    index.remove(file);
    spool.moveAside(file, why);
    listener.dropped(file.events(), DropReason.VALIDATION);
  }

  String destination() {
    return destination;
  }

  SpoolListener listener() {
    return listener;
  }

  /** Reads files. */
  @FunctionalInterface
  interface Reader {

    /** All that is in a file; a {@link DamagedBatchException} where it cannot be a batch. */
    byte[] read(Path file, long maxBytes) throws IOException;
  }

  /**
   * A batch on disk and what is in it.
   *
   * @param file which one
   * @param batch under the id that it had
   */
  public record Claimed(SpooledBatch file, EventBatch batch) {}

  /** Writes files. */
  @FunctionalInterface
  interface Writer {

    /** The whole of a file, or nothing. */
    void write(Path file, byte[] content) throws IOException;

    /** The whole of each file, or an exception; then any of them may be there. */
    default void writeAll(Map<Path, byte[]> files) throws IOException {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        write(file.getKey(), file.getValue());
      }
    }

    /** Lets go of what it has. */
    default void close() {}
  }
}
