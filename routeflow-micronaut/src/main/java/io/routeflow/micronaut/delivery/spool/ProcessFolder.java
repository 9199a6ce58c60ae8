package io.routeflow.micronaut.delivery.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one process, held by a lock that the system takes away when the process ends, in
 * whatever way. For one thread at a time.
 */
final class ProcessFolder {

  private static final String PREFIX = "process-";
  private static final String LOCK = "lock";
  private static final String DESTINATION = "to-";

  /** In a name, with that of the application. */
  private static final int MARKED_PARTS = 5;

  /** Another process would have to be that quick each time. */
  private static final int TRIES = 3;

  private final Path path;
  private final FileChannel channel;

  /** Distinguishes the lock's file from another of its name, where the system has such a thing. */
  private final @Nullable Object key;

  private ProcessFolder(Path path, FileChannel channel, @Nullable Object key) {
    this.path = path;
    this.channel = channel;
    this.key = key;
  }

  /** Makes a folder of this process. */
  static ProcessFolder make(Path directory, SpoolOwner owner) throws IOException {
    SpoolFiles.makeFolder(directory);
    for (int i = 0; i < TRIES; i++) {
      ProcessFolder made = tryToMake(directory, owner);
      if (made != null) {
        return made;
      }
    }
    throw new IOException("no folder can be locked");
  }

  /** Another process may take a folder for one that was left before its lock is held. */
  private static @Nullable ProcessFolder tryToMake(Path directory, SpoolOwner owner)
      throws IOException {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    String name = PREFIX + thisProcess() + "-" + random + "-" + owner.mark();
    HeldFolders.holdNew(name);
    Path path = directory.resolve(name);
    ProcessFolder made = null;
    FileChannel channel = null;
    try {
      SpoolFiles.makeOwnFolder(path);
      channel = SpoolFiles.create(path.resolve(LOCK));
      if (channel.tryLock() != null && Files.exists(path.resolve(LOCK))) {
        made = new ProcessFolder(path, channel, keyOf(path));
      }
      return made;
    } finally {
      if (made == null) {
        close(channel);
        HeldFolders.release(name);
      }
    }
  }

  /**
   * The folder of a process of the same application that has ended; {@code null} where it has not,
   * is held already, or does not say that it is of the same application.
   */
  static @Nullable ProcessFolder ofDead(Path path, SpoolOwner owner) throws IOException {
    String name = path.getFileName().toString();
    if (!isOf(name, owner)
        || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        || !HeldFolders.hold(name)) {
      return null;
    }
    ProcessFolder dead = null;
    try {
      dead = lock(path);
      return dead;
    } finally {
      if (dead == null) {
        HeldFolders.release(name);
      }
    }
  }

  /** Whether it is the folder of a process of another application, or of another deployment. */
  static boolean isForeign(Path path, SpoolOwner owner) {
    String name = path.getFileName().toString();
    return name.startsWith(PREFIX) && !isOf(name, owner);
  }

  private static boolean isOf(String name, SpoolOwner owner) {
    String[] parts = name.split("-", -1);
    return name.startsWith(PREFIX)
        && parts.length >= MARKED_PARTS
        && parts[MARKED_PARTS - 1].equals(owner.mark());
  }

  /** {@code null} where another holds the lock. */
  private static @Nullable ProcessFolder lock(Path path) throws IOException {
    ProcessFolder locked = null;
    FileChannel channel = SpoolFiles.openLock(path.resolve(LOCK));
    try {
      if (channel.tryLock() != null) {
        locked = new ProcessFolder(path, channel, keyOf(path));
      }
      return locked;
    } catch (OverlappingFileLockException e) {
      // another copy of this class in this process
      return null;
    } finally {
      if (locked == null) {
        close(channel);
      }
    }
  }

  private static @Nullable Object keyOf(Path path) throws IOException {
    return Files.readAttributes(
            path.resolve(LOCK), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  Path path() {
    return path;
  }

  /** Where the batches of a destination are. */
  Path of(String destination) {
    return path.resolve(DESTINATION + destination);
  }

  /** The destination whose batches are in a folder; {@code null} where it is none of those. */
  static @Nullable String destinationOf(Path folder) {
    String name = folder.getFileName().toString();
    return name.startsWith(DESTINATION) ? name.substring(DESTINATION.length()) : null;
  }

  /** Whether the folder and its lock are where they were; another's lock is not this one. */
  boolean isThere() {
    try {
      return Objects.equals(keyOf(path), key);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Takes the lock of the same folder again where it was removed and the folder was not. Lets go of
   * this one: where the folder is gone, or another process has taken it, this is {@code null}.
   *
   * @throws IOException where that cannot be said; this one is held as before
   */
  @Nullable ProcessFolder holdAgain() throws IOException {
    ProcessFolder again = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? lock(path) : null;
    // the file that it locks has no name any more, so that no other lock is lost with it
    close(channel);
    if (again == null) {
      HeldFolders.release(path.getFileName().toString());
    }
    return again;
  }

  /** Lets go of it, and deletes it where nothing is in it any more. */
  void close() {
    if (isThere()) {
      deleteIfEmpty();
    }
    close(channel);
    HeldFolders.release(path.getFileName().toString());
  }

  private void deleteIfEmpty() {
    boolean empty;
    try {
      for (Path entry : SpoolFiles.list(path)) {
        if (destinationOf(entry) != null
            || entry.getFileName().toString().startsWith(Spool.CHECK)) {
          // a folder that is not empty stays
          SpoolFiles.deleteQuietly(entry);
        }
      }
      empty = SpoolFiles.list(path).size() <= 1;
    } catch (IOException e) {
      empty = false;
    }
    if (empty) {
      SpoolFiles.deleteQuietly(path.resolve(LOCK));
      SpoolFiles.deleteQuietly(path);
    }
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // the system takes the lock when the process ends
      }
    }
  }

  /** What no other process has at the same machine, now or before. */
  static String thisProcess() {
    ProcessHandle process = ProcessHandle.current();
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + started;
  }

  /** Whether a folder was made by this process. */
  static boolean isOfThisProcess(String name) {
    String own = thisProcess();
    return !own.endsWith("-0") && name.startsWith(PREFIX + own + "-");
  }
}
