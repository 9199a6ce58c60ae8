package io.routeflow.micronaut.delivery.spool;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.SpoolSettings;
import io.routeflow.micronaut.event.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches of all destinations on disk: a folder of this process in the directory that processes
 * share. Opened, looked after and closed by one thread; written and read by those of the lanes.
 */
@Internal
public final class Spool {

  private static final String DAMAGED = "damaged";
  private static final String CHECK = "check";

  /** More damaged files are not kept. */
  private static final int MAX_DAMAGED = 100;

  /** How long a lane waits for the folder to be made, at the very start. */
  private static final long MAX_OPENING_MILLIS = 2000;

  private final Path directory;
  private final SpoolSettings settings;
  private final SpoolClock clock;
  private final SpoolLog log;
  private final SpoolIndex index;
  private final Map<String, LaneSpool> lanes = new ConcurrentHashMap<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final AtomicInteger movedAside = new AtomicInteger();

  /** The folder was not where it was, so that some of what is known may not be there. */
  private boolean disturbed;

  private volatile @Nullable ProcessFolder folder;
  private volatile boolean usable = true;
  private volatile boolean closed;

  /**
   * Nothing is on disk yet; {@link #maintain} opens it.
   *
   * @param clock orders batches and lets them grow old
   * @param nanoTime the clock of the log lines
   */
  public Spool(Path directory, SpoolSettings settings, SpoolClock clock, LongSupplier nanoTime) {
    this.directory = directory;
    this.settings = settings;
    this.clock = clock;
    this.log = new SpoolLog(nanoTime);
    this.index = new SpoolIndex(settings.maxBytes(), settings.maxFiles());
  }

  /** The batches of a destination; to be asked for before the spool is opened. */
  public LaneSpool lane(String destination, SpoolListener listener) {
    LaneSpool lane = new LaneSpool(destination, this, index, listener);
    lanes.put(destination, lane);
    return lane;
  }

  /**
   * Opens the folder, tries again where it could not be used, deletes what is too old, and adopts
   * the folders of processes that have ended. For the spool's own thread, now and then.
   */
  public void maintain() {
    if (closed) {
      return;
    }
    try {
      open();
      opened.countDown();
      if (disturbed) {
        dropMissing();
        disturbed = false;
      }
      drop(index.takeWhile(this::isExpired), DropReason.SPOOL_EXPIRED);
      adopt();
    } catch (IOException | RuntimeException e) {
      failed(e);
    } finally {
      opened.countDown();
    }
  }

  private void open() throws IOException {
    ProcessFolder own = folder;
    if (own != null && !own.isThere()) {
      disturbed = true;
      own = own.holdAgain();
      folder = own;
    }
    if (own == null) {
      folder = ProcessFolder.make(directory);
    } else if (!usable) {
      check(own);
    }
    usable = true;
  }

  /** What was removed with the folder, or taken by another process after its lock was removed. */
  private void dropMissing() throws IOException {
    for (SpooledBatch file : index.free()) {
      if (!Files.exists(pathOf(file)) && index.take(file)) {
        log.damaged(LaneSpool.NOT_THERE, file);
        LaneSpool lane = lanes.get(file.destination());
        if (lane != null) {
          lane.listener().dropped(file.events(), DropReason.VALIDATION);
        }
      }
    }
  }

  private static void check(ProcessFolder own) throws IOException {
    Path file = own.path().resolve(CHECK);
    SpoolFiles.write(file, new byte[] {'\n'});
    Files.deleteIfExists(file);
  }

  private void adopt() throws IOException {
    ProcessFolder own = requiredFolder();
    for (Path path : SpoolFiles.list(directory)) {
      if (!path.equals(own.path())) {
        adopt(path, own);
      }
    }
  }

  /** A folder that cannot be read, such as that of another user, is none to adopt. */
  private void adopt(Path path, ProcessFolder own) {
    ProcessFolder dead = null;
    try {
      dead = ProcessFolder.ofDead(path);
      if (dead != null) {
        log.adopted(adopt(dead, own));
      }
    } catch (IOException e) {
      log.notAdopted(e);
    } finally {
      if (dead != null) {
        dead.close();
      }
    }
  }

  private int adopt(ProcessFolder dead, ProcessFolder own) throws IOException {
    int batches = 0;
    long nameMillis = clock.nameMillis();
    for (Path entry : SpoolFiles.list(dead.path())) {
      String destination = ProcessFolder.destinationOf(entry);
      LaneSpool lane = destination == null ? null : lanes.get(destination);
      if (destination != null && lane != null) {
        SpoolFiles.makeFolder(own.of(destination));
        for (Path file : SpoolFiles.list(entry)) {
          batches += adopt(file, nameMillis, lane, own) ? 1 : 0;
        }
        lane.listener().available();
      } else if (destination != null) {
        deleteExpired(entry, destination);
      }
    }
    return batches;
  }

  private boolean adopt(Path file, long nameMillis, LaneSpool lane, ProcessFolder own)
      throws IOException {
    if (SpoolFiles.isTemporary(file)) {
      SpoolFiles.deleteQuietly(file);
      return false;
    }
    SpooledBatch named =
        SpooledBatch.of(lane.destination(), file.getFileName().toString(), Files.size(file));
    if (named == null) {
      return false;
    }
    SpooledBatch batch = named.notAfter(nameMillis, clock.steadyMillis());
    Path to = own.of(lane.destination()).resolve(batch.fileName());
    Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    lane.listener().adopted(batch.events());
    drop(index.add(batch), DropReason.SPOOL_FULL);
    return true;
  }

  /** There is no such destination any more; the batches wait for a process that has it. */
  private void deleteExpired(Path entry, String destination) throws IOException {
    for (Path file : SpoolFiles.list(entry)) {
      SpooledBatch batch = SpooledBatch.of(destination, file.getFileName().toString(), 0);
      if (batch != null && isExpired(batch)) {
        SpoolFiles.deleteQuietly(file);
      }
    }
  }

  /** Lets go of the folder; what is in it waits for the next process. For the spool's thread. */
  public void close() {
    closed = true;
    usable = false;
    ProcessFolder own = folder;
    folder = null;
    if (own != null) {
      own.close();
    }
  }

  boolean isUsable() {
    return usable;
  }

  boolean isWriteAhead() {
    return settings.writeAhead();
  }

  SpoolClock clock() {
    return clock;
  }

  /** As {@link #isUsable}, once the folder was made, or could not be. */
  boolean awaitUsable() {
    try {
      return opened.await(MAX_OPENING_MILLIS, TimeUnit.MILLISECONDS) && usable;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isExpired(SpooledBatch file) {
    return clock.steadyMillis() - file.sinceMillis() > settings.maxAge().toMillis();
  }

  Path pathOf(SpooledBatch file) throws IOException {
    return requiredFolder().of(file.destination()).resolve(file.fileName());
  }

  private ProcessFolder requiredFolder() throws IOException {
    ProcessFolder own = folder;
    if (own == null) {
      throw new IOException("there is no folder");
    }
    return own;
  }

  void write(SpooledBatch file, byte[] content) throws IOException {
    ProcessFolder own = requiredFolder();
    Path of = own.of(file.destination());
    if (!own.isThere()) {
      // its lock is gone too, so that another process could take what is written now
      throw new IOException("the folder is gone");
    }
    SpoolFiles.makeFolder(of);
    SpoolFiles.write(of.resolve(file.fileName()), content);
    log.works();
  }

  void failed(Throwable cause) {
    usable = false;
    if (!closed) {
      log.failed(cause);
    }
  }

  void delete(SpooledBatch file) {
    try {
      Files.deleteIfExists(pathOf(file));
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  /** Files that are not in the index any more are deleted, and their events are lost. */
  void drop(List<SpooledBatch> gone, DropReason reason) {
    for (SpooledBatch file : gone) {
      delete(file);
      LaneSpool lane = lanes.get(file.destination());
      if (lane != null) {
        lane.listener().dropped(file.events(), reason);
      }
    }
  }

  void moveAside(SpooledBatch file, DamagedBatchException why) {
    try {
      Path path = pathOf(file);
      if (Files.exists(path)) {
        Path aside = directory.resolve(DAMAGED);
        SpoolFiles.makeFolder(aside);
        if (movedAside.get() >= MAX_DAMAGED || SpoolFiles.list(aside).size() >= MAX_DAMAGED) {
          movedAside.set(MAX_DAMAGED);
          Files.delete(path);
        } else {
          movedAside.incrementAndGet();
          Files.move(path, aside.resolve(file.fileName()), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
    log.damaged(String.valueOf(why.getMessage()), file);
  }
}
