package io.routeflow.micronaut.delivery.spool;

import io.routeflow.micronaut.configuration.SpoolSettings;
import io.routeflow.micronaut.event.EventBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** A directory and the processes that have their batches in it, one after another or at a time. */
public final class SpoolScene {
  static final SpoolOwner OWNER = new SpoolOwner("orders", "test", () -> null);
  static final Duration AGE = Duration.ofDays(3);
  static final long START = 1_763_631_000_000L;

  final Path directory;
  final SampleBatches batches = new SampleBatches(11);
  final CountingListener ingest = new CountingListener();
  final CountingListener other = new CountingListener();

  /** The time of day, in milliseconds. */
  long now = START;

  /** How files are read by those that are opened from now on. */
  LaneSpool.Reader reader = SpoolFiles::read;

  /** How they are written by those that are opened from now on. */
  LaneSpool.Writer writer = SpoolFiles::write;

  SpoolScene(Path directory) {
    this.directory = directory;
  }

  /** A spool and its two destinations. */
  record Opened(Spool spool, LaneSpool lane, LaneSpool second) {}

  Opened open() {
    return open(OWNER);
  }

  Opened open(SpoolOwner owner) {
    return open(owner, settings(directory, 1 << 20, 100));
  }

  Opened open(long maxBytes, int maxFiles) {
    return open(OWNER, settings(directory, maxBytes, maxFiles));
  }

  private Opened open(SpoolOwner owner, SpoolSettings settings) {
    SpoolClock clock = new SpoolClock(() -> now, () -> TimeUnit.MILLISECONDS.toNanos(now));
    Spool spool = new Spool(directory, owner, settings, clock, System::nanoTime, reader, writer);
    Opened opened = new Opened(spool, spool.lane("ingest", ingest), spool.lane("other", other));
    spool.maintain();
    return opened;
  }

  /** One that is not opened yet, with the time of the system. */
  public static Spool unopened(Path directory) {
    SpoolSettings settings = settings(directory, 1 << 20, 100);
    return new Spool(directory, OWNER, settings, SpoolClock.system(), System::nanoTime);
  }

  /** One that is not opened yet, whose time of day is that of a test. */
  public static Spool unopened(Path directory, LongSupplier wall) {
    SpoolSettings settings = settings(directory, 1 << 20, 100);
    SpoolClock clock = new SpoolClock(wall, System::nanoTime);
    return new Spool(directory, OWNER, settings, clock, System::nanoTime);
  }

  /** One that is not opened yet, on a disk with room for so many bytes. */
  public static Spool unopened(Path directory, AtomicLong room) {
    return new Spool(
        directory,
        OWNER,
        settings(directory, 1 << 20, 100),
        SpoolClock.system(),
        System::nanoTime,
        SpoolFiles::read,
        small(room));
  }

  /** One that is not opened yet, and notes how many files are written together. */
  public static Spool unopened(Path directory, List<Integer> groups) {
    GroupWriter files = new GroupWriter();
    LaneSpool.Writer writer =
        new LaneSpool.Writer() {
          @Override
          public void write(Path file, byte[] content) throws IOException {
            files.write(file, content);
          }

          @Override
          public void writeAll(Map<Path, byte[]> all) throws IOException {
            groups.add(all.size());
            files.writeAll(all);
          }
        };
    return new Spool(
        directory,
        OWNER,
        settings(directory, 1 << 20, 1000),
        SpoolClock.system(),
        System::nanoTime,
        SpoolFiles::read,
        writer);
  }

  /** One that is not opened yet, on a disk that writes nothing before a test lets it. */
  public static Spool hanging(Path directory, Semaphore permits) {
    return new Spool(
        directory,
        OWNER,
        settings(directory, 1 << 24, 10_000),
        SpoolClock.system(),
        System::nanoTime,
        SpoolFiles::read,
        (file, content) -> {
          permits.acquireUninterruptibly();
          SpoolFiles.write(file, content);
        });
  }

  /** What a process has left for a destination of that name, long ago. */
  public static void leaveOld(Path directory, SpoolOwner owner, String destination, int events) {
    SpoolClock clock = new SpoolClock(() -> START, () -> TimeUnit.MILLISECONDS.toNanos(START));
    SpoolSettings settings = settings(directory, 1 << 20, 100);
    Spool spool =
        new Spool(
            directory,
            owner,
            settings,
            clock,
            System::nanoTime,
            SpoolFiles::read,
            SpoolFiles::write);
    LaneSpool lane = spool.lane(destination, new CountingListener());
    spool.maintain();
    lane.release(Objects.requireNonNull(lane.write(new SampleBatches(1).next(events))));
    spool.close();
  }

  /** Writes as long as there is room, which the test gives back. */
  static LaneSpool.Writer small(AtomicLong room) {
    return new LaneSpool.Writer() {
      @Override
      public void write(Path file, byte[] content) throws IOException {
        writeAll(Map.of(file, content));
      }

      @Override
      public void writeAll(Map<Path, byte[]> files) throws IOException {
        int bytes = files.values().stream().mapToInt(content -> content.length).sum();
        if (room.get() < bytes) {
          throw new FileSystemException("small", null, "No space left on device");
        }
        room.addAndGet(-bytes);
        SpoolFiles.writeAll(files, channels -> {});
      }
    };
  }

  private static SpoolSettings settings(Path directory, long maxBytes, int maxFiles) {
    return new SpoolSettings(
        true, Optional.of(directory.toString()), maxBytes, maxFiles, AGE, false);
  }

  /** Writes a batch that is younger than those before. */
  UUID keep(LaneSpool lane, EventBatch batch) {
    now++;
    lane.release(Objects.requireNonNull(lane.write(batch)));
    return batch.id();
  }

  /** Those of batches, the oldest first. */
  List<Path> files() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> path.toString().endsWith(".batch")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the only process. */
  Path folder() throws IOException {
    try (Stream<Path> folders = Files.list(directory)) {
      return folders
          .filter(path -> path.getFileName().toString().startsWith("process-"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Deletes a folder and all that is in it. */
  public static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The files below a folder that this process has open, there or deleted. */
  static List<String> openBelow(Path root) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(SpoolScene::target).filter(name -> name.startsWith(root.toString())).toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      // such as that of the list itself
      return "";
    }
  }
}
