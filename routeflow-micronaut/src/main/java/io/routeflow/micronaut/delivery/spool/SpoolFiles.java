package io.routeflow.micronaut.delivery.spool;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files and folders that only their owner may read, and files that are there as a whole or not. */
final class SpoolFiles {

  private static final String TEMPORARY = ".tmp";

  private SpoolFiles() {}

  /** Makes the directory, and those above it, where they are missing; it may be a link to one. */
  static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes(folder, "rwx------"));
    }
  }

  /** Makes a folder in it where it is missing; a link of that name is none. */
  static void makeOwnFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createDirectory(folder, attributes(folder, "rwx------"));
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
    }
  }

  /**
   * Writes a file so that a reader, also after a crash, finds all of it: under another name,
   * synchronized with the disk, and then renamed.
   */
  static void write(Path file, byte[] content) throws IOException {
    writeAll(Map.of(file, content), files -> files.get(0).force(false));
  }

  /**
   * Writes files of one folder like that, so that it waits for the disk together; where that is not
   * possible none of them is there.
   */
  static void writeAll(Map<Path, byte[]> files, Synchronization synchronization)
      throws IOException {
    List<FileChannel> channels = new ArrayList<>(files.size());
    boolean written = false;
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        FileChannel channel = create(temporary(file.getKey()));
        channels.add(channel);
        ByteBuffer buffer = ByteBuffer.wrap(file.getValue());
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      synchronization.force(channels);
      close(channels);
      for (Path file : files.keySet()) {
        Files.move(temporary(file), file, StandardCopyOption.ATOMIC_MOVE);
      }
      synchronizeFolder(files.keySet().iterator().next());
      written = true;
    } finally {
      if (!written) {
        close(channels);
        for (Path file : files.keySet()) {
          deleteQuietly(temporary(file));
          // one that is there although it was not written would be sent by the next process
          deleteQuietly(file);
        }
      }
    }
  }

  private static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + TEMPORARY);
  }

  private static void close(List<FileChannel> channels) throws IOException {
    for (FileChannel channel : channels) {
      channel.close();
    }
  }

  /** Waits until what was written to files is on the disk. */
  @FunctionalInterface
  interface Synchronization {

    /** Of all of them, or it throws. */
    void force(List<FileChannel> files) throws IOException;
  }

  /** A file for writing, empty or new; no link to another one is followed. */
  static FileChannel create(Path file) throws IOException {
    return open(file, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** A file that is there, or is made, to be locked; what is in it stays. */
  static FileChannel openLock(Path file) throws IOException {
    boolean other =
        Files.exists(file, LinkOption.NOFOLLOW_LINKS)
            && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    if (other) {
      // a pipe would let its writer wait for ever
      throw new FileSystemException(file.toString(), null, "no file");
    }
    return open(file);
  }

  private static FileChannel open(Path file, OpenOption... more) throws IOException {
    Set<OpenOption> options = new HashSet<>(Set.of(more));
    options.add(StandardOpenOption.CREATE);
    options.add(StandardOpenOption.WRITE);
    options.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, options, attributes(file, "rw-------"));
  }

  private static FileAttribute<?>[] attributes(Path file, String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** So that the new name survives a loss of power; where the system can do that. */
  private static void synchronizeFolder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null && File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** All that is in a file. */
  static byte[] read(Path file, long maxBytes) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      // a pipe would let its reader wait for ever
      throw new DamagedBatchException("it is no file");
    }
    if (attributes.size() > maxBytes) {
      throw new DamagedBatchException("it is too large");
    }
    return Files.readAllBytes(file);
  }

  /** The files and folders of a folder; none where there is no such folder. */
  static List<Path> list(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(entries::add);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return entries;
  }

  /** Whether it is what a write left behind that did not come to its end. */
  static boolean isTemporary(Path file) {
    return file.getFileName().toString().endsWith(TEMPORARY);
  }

  /** Deletes a file or an empty folder; {@code false} where that was not possible. */
  static boolean deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
