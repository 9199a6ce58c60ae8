package io.routeflow.micronaut.delivery.spool;

import io.routeflow.micronaut.event.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the batches of processes of the same application that have ended. Others may write to
 * the directory too, so that no link in it is followed and nothing but files is taken. Confined to
 * the spool's thread.
 */
final class Adopter {

  private final Spool spool;
  private final Path directory;
  private final SpoolOwner owner;
  private final SpoolIndex index;
  private final Map<String, LaneSpool> lanes;
  private final SpoolLog log;
  private boolean listed;

  Adopter(
      Spool spool,
      Path directory,
      SpoolOwner owner,
      SpoolIndex index,
      Map<String, LaneSpool> lanes,
      SpoolLog log) {
    this.spool = spool;
    this.directory = directory;
    this.owner = owner;
    this.index = index;
    this.lanes = lanes;
    this.log = log;
  }

  /** Moves what is in the folders of these processes into the own one. */
  void adoptInto(ProcessFolder own) throws IOException {
    List<Path> folders = SpoolFiles.list(directory);
    if (!listed) {
      listed = true;
      log.foreign(folders.stream().filter(path -> ProcessFolder.isForeign(path, owner)).count());
    }
    for (Path path : folders) {
      if (!path.equals(own.path())) {
        adopt(path, own);
      }
    }
  }

  /** A folder that cannot be read, such as that of another user, is none to adopt. */
  private void adopt(Path path, ProcessFolder own) {
    ProcessFolder dead = null;
    try {
      dead = ProcessFolder.ofDead(path, owner);
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
    for (Path entry : SpoolFiles.list(dead.path())) {
      String destination = ProcessFolder.destinationOf(entry);
      if (destination == null || !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      LaneSpool lane = lanes.get(destination);
      if (lane == null) {
        deleteExpired(entry, destination);
      } else {
        batches += adopt(entry, lane, own);
      }
    }
    return batches;
  }

  private int adopt(Path entry, LaneSpool lane, ProcessFolder own) throws IOException {
    int batches = 0;
    long nameMillis = spool.clock().nameMillis();
    SpoolFiles.makeOwnFolder(own.of(lane.destination()));
    for (Path file : Divisions.finish(SpoolFiles.list(entry), lane.destination())) {
      try {
        batches += adopt(file, nameMillis, lane, own) ? 1 : 0;
      } catch (IOException e) {
        // one that cannot be moved keeps none of the others from being adopted
        log.notAdopted(e);
      }
    }
    lane.listener().available();
    return batches;
  }

  private boolean adopt(Path file, long nameMillis, LaneSpool lane, ProcessFolder own)
      throws IOException {
    if (SpoolFiles.isTemporary(file)) {
      SpoolFiles.deleteQuietly(file);
      return false;
    }
    SpooledBatch named = named(file, lane.destination());
    if (named == null) {
      return false;
    }
    SpooledBatch batch = named.notAfter(nameMillis, since(named));
    Path to = own.of(lane.destination()).resolve(batch.fileName());
    if (spool.isSettled(batch) || Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      // its folder was gone meanwhile: it was written again, or has its outcome
      SpoolFiles.deleteQuietly(file);
      return false;
    }
    Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    lane.listener().adopted(batch.events());
    spool.drop(index.add(batch), DropReason.SPOOL_FULL);
    return true;
  }

  private static @Nullable SpooledBatch named(Path file, String destination) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return attributes.isRegularFile()
        ? SpooledBatch.of(destination, file.getFileName().toString(), attributes.size())
        : null;
  }

  private long since(SpooledBatch batch) {
    return spool.clock().since(batch.createdMillis());
  }

  /** There is no such destination any more; the batches wait for a process that has it. */
  private void deleteExpired(Path entry, String destination) throws IOException {
    for (Path file : SpoolFiles.list(entry)) {
      SpooledBatch batch = SpooledBatch.of(destination, file.getFileName().toString(), 0);
      boolean dropped =
          batch != null
              && spool.isExpired(batch.notAfter(Long.MAX_VALUE, since(batch)))
              && spool.expired().counts(destination)
              && SpoolFiles.deleteQuietly(file);
      if (batch != null && dropped) {
        spool.expired().add(destination, batch.events());
      }
    }
  }
}
