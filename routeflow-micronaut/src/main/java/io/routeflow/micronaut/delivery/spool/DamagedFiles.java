package io.routeflow.micronaut.delivery.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The folder of files that are not what they should be, for all processes that share the directory;
 * bounded, beyond that they are deleted. Thread-safe.
 */
final class DamagedFiles {

  private static final String FOLDER = "damaged";

  /** More are not kept. */
  private static final int MAX = 100;

  private final Path directory;
  private final AtomicInteger moved = new AtomicInteger();

  DamagedFiles(Path directory) {
    this.directory = directory;
  }

  /** Moves a file here, or deletes it where there are enough; nothing where it is not there. */
  void moveHere(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Path folder = directory.resolve(FOLDER);
    SpoolFiles.makeOwnFolder(folder);
    if (moved.get() >= MAX || SpoolFiles.list(folder).size() >= MAX) {
      moved.set(MAX);
      Files.delete(file);
    } else {
      moved.incrementAndGet();
      Path aside = folder.resolve(file.getFileName());
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
