package io.routeflow.micronaut.delivery.spool;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.SpoolSettings;
import io.routeflow.micronaut.event.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches of all destinations on disk: a folder of this process in the directory that processes
 * share. Opened, looked after and closed by one thread; written and read by those of the lanes.
 */
@Internal
public final class Spool {

  /** How the files begin that are written to see whether the disk works. */
  static final String CHECK = "check";

  /** How long a lane waits for the folder to be made, at the very start. */
  private static final long MAX_OPENING_MILLIS = 2000;

  private final Path directory;
  private final SpoolOwner owner;
  private final SpoolSettings settings;
  private final SpoolClock clock;
  private final SpoolLog log;
  private final SpoolIndex index;
  private final Map<String, LaneSpool> lanes = new ConcurrentHashMap<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final DamagedFiles damaged;
  private final Adopter adopter;
  private final LaneSpool.Reader reader;
  private final LaneSpool.Writer writer;

  /**
   * Files that have left the index and could not be deleted, as on a disk that has become
   * read-only, or were not there, as on one that is away for a moment: the next process would send
   * them again. As many as there may be files, at most.
   */
  private final Set<SpooledBatch> undeleted = ConcurrentHashMap.newKeySet();

  /** What a folder that comes back may hold, and what nothing may be done with any more. */
  private final SettledBatches settled;

  private final ExpiredBatches expired = new ExpiredBatches();

  /** The folder was not where it was, so that some of what is known may not be there. */
  private boolean disturbed;

  private volatile @Nullable ProcessFolder folder;
  private volatile boolean usable = true;
  private volatile boolean closed;

  /**
   * Nothing is on disk yet; {@link #maintain} opens it.
   *
   * @param owner whose batches these are
   * @param clock orders batches and lets them grow old
   * @param nanoTime the clock of the log lines
   */
  public Spool(
      Path directory,
      SpoolOwner owner,
      SpoolSettings settings,
      SpoolClock clock,
      LongSupplier nanoTime) {
    this(directory, owner, settings, clock, nanoTime, SpoolFiles::read, new GroupWriter());
  }

  /** The same with another way to read and to write files. */
  Spool(
      Path directory,
      SpoolOwner owner,
      SpoolSettings settings,
      SpoolClock clock,
      LongSupplier nanoTime,
      LaneSpool.Reader reader,
      LaneSpool.Writer writer) {
    this.reader = reader;
    this.writer = writer;
    this.directory = directory;
    this.owner = owner;
    this.settings = settings;
    this.clock = clock;
    this.log = new SpoolLog(nanoTime);
    this.damaged = new DamagedFiles(directory);
    this.index = new SpoolIndex(settings.maxBytes(), settings.maxFiles());
    this.settled = new SettledBatches(settings.maxFiles());
    this.adopter = new Adopter(this, directory, owner, index, lanes, log);
  }

  /** The batches of a destination; to be asked for before the spool is opened. */
  public LaneSpool lane(String destination, SpoolListener listener) {
    LaneSpool lane = new LaneSpool(destination, this, index, listener, reader, owner);
    lanes.put(destination, lane);
    int tooOld = expired.take(destination);
    if (tooOld > 0) {
      listener.adopted(tooOld);
      listener.dropped(tooOld, DropReason.SPOOL_EXPIRED);
    }
    return lane;
  }

  /** The events of destinations that this process does not have which were too old, by name. */
  public Map<String, Long> expiredElsewhere() {
    return expired.byDestination();
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
      undeleted.removeIf(this::isDeleted);
      if (disturbed) {
        dropMissing();
        disturbed = false;
      }
      drop(index.takeWhile(this::isExpired), DropReason.SPOOL_EXPIRED);
      lanes.values().forEach(LaneSpool::readAgain);
      adopter.adoptInto(requiredFolder());
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
      folder = ProcessFolder.make(directory, owner);
    } else if (!usable) {
      check(own, CHECK);
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

  private void check(ProcessFolder own, String name) throws IOException {
    Path file = own.path().resolve(name);
    writer.write(file, new byte[] {'\n'});
    Files.deleteIfExists(file);
  }

  /** Whether the disk works for others than a file that cannot be read; for a lane's thread. */
  boolean works(String destination) {
    try {
      check(requiredFolder(), CHECK + "-" + destination);
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Lets go of the folder; what is in it waits for the next process. For the spool's thread. */
  public void close() {
    closed = true;
    usable = false;
    undeleted.removeIf(this::isDeleted);
    writer.close();
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

  /**
   * As {@link #isUsable}, once the folder was made, or could not be. A disk that hangs is waited
   * for once: until the folder is made after all there is no spool.
   */
  boolean awaitUsable() {
    try {
      if (usable && !opened.await(MAX_OPENING_MILLIS, TimeUnit.MILLISECONDS)) {
        failed(new IOException("its folder is not open after " + MAX_OPENING_MILLIS + " ms"));
      }
      return usable;
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

  /** Batches of one destination. */
  void write(List<NewBatch> batches) throws IOException {
    ProcessFolder own = requiredFolder();
    Path of = own.of(batches.get(0).file().destination());
    if (!own.isThere()) {
      // its lock is gone too, so that another process could take what is written now
      throw new IOException("the folder is gone");
    }
    SpoolFiles.makeOwnFolder(of);
    Map<Path, byte[]> files = new LinkedHashMap<>();
    batches.forEach(one -> files.put(of.resolve(one.file().fileName()), one.content()));
    writer.writeAll(files);
    batches.forEach(one -> undeleted.remove(one.file()));
    log.works();
  }

  void failed(Throwable cause) {
    usable = false;
    if (!closed) {
      log.failed(cause);
    }
  }

  SpoolLog log() {
    return log;
  }

  void delete(SpooledBatch file) {
    try {
      if (!Files.deleteIfExists(pathOf(file))) {
        notDeleted(file);
      }
    } catch (IOException | RuntimeException e) {
      notDeleted(file);
      failed(e);
    }
  }

  private void notDeleted(SpooledBatch file) {
    gone(file);
    if (undeleted.size() < settings.maxFiles()) {
      undeleted.add(file);
    }
  }

  /** The file of a batch is not there, and must not be adopted where it comes back. */
  void gone(SpooledBatch file) {
    settled.add(file);
  }

  boolean isSettled(SpooledBatch file) {
    return settled.contains(file);
  }

  ExpiredBatches expired() {
    return expired;
  }

  /** Whether a file is deleted now that could not be, or was not there. */
  private boolean isDeleted(SpooledBatch file) {
    try {
      return Files.deleteIfExists(pathOf(file));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Files that were to leave stay, and may be what their destinations wait for. */
  void takeBack(List<SpooledBatch> stay) {
    Set<String> destinations = new HashSet<>();
    for (SpooledBatch file : stay) {
      drop(index.add(file), DropReason.SPOOL_FULL);
      destinations.add(file.destination());
    }
    for (String destination : destinations) {
      LaneSpool lane = lanes.get(destination);
      if (lane != null) {
        lane.listener().available();
      }
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
      damaged.moveHere(pathOf(file));
    } catch (IOException | RuntimeException e) {
      // the folder of the damaged ones may be that of another user
      delete(file);
    }
    log.damaged(String.valueOf(why.getMessage()), file);
  }
}
