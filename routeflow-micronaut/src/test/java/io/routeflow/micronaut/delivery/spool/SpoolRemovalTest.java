package io.routeflow.micronaut.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.routeflow.micronaut.configuration.SpoolSettings;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory, the folder of the process or its lock is removed while the spool is open. */
final class SpoolRemovalTest {

  private static final int TIMES = 30;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir Path parent = Path.of("");

  private final SampleBatches batches = new SampleBatches(12);
  private final CountingListener ingest = new CountingListener();
  private Path directory = Path.of("");
  private Spool spool = open(Path.of(""));
  private LaneSpool lane = spool.lane("ingest", ingest);

  @BeforeEach
  void openIt() {
    directory = parent.resolve("spool");
    spool = open(directory);
    lane = spool.lane("ingest", ingest);
    spool.maintain();
  }

  @Test
  void nothingStaysOpenHoweverOftenItIsRemoved() throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "open files can be listed");
    for (int i = 0; i < TIMES; i++) {
      keep(batches.next(1));
      remove(i % 3);
      spool.maintain();
      assertThat(lane.isUsable()).isTrue();
    }
    assertThat(openFiles()).hasSize(1);
    spool.close();
    assertThat(openFiles()).isEmpty();
  }

  /** All of it, the folder of the process, or only its lock. */
  private void remove(int what) throws IOException {
    if (what == 0) {
      delete(directory);
    } else if (what == 1) {
      delete(folder());
    } else {
      Files.delete(folder().resolve("lock"));
    }
  }

  @Test
  void whatWasOnDiskOnlyIsCountedAtOnceAndWhatIsBeingSentIsLeftToItsLane() throws IOException {
    keep(batches.next(2));
    keep(batches.next(3));
    keep(batches.next(4));
    LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
    delete(directory);
    spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 7));
    assertThat(lane.isEmpty()).isTrue();
    assertThat(lane.isThere(claimed.file())).isFalse();
    spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 7));
  }

  @Test
  void whereOnlyTheLockIsRemovedTheFolderAndAllThatIsInItAreHeldAgain() throws IOException {
    UUID first = keep(batches.next(2));
    UUID second = keep(batches.next(3));
    Path folder = folder();
    Files.delete(folder.resolve("lock"));
    assertThat(lane.write(batches.next(1))).isNull();
    spool.maintain();

    assertThat(folder()).isEqualTo(folder);
    UUID third = keep(batches.next(4));
    for (UUID expected : List.of(first, second, third)) {
      LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
      assertThat(claimed.batch().id()).isEqualTo(expected);
      lane.delete(claimed.file());
    }
    assertThat(ingest.adopted).isZero();
    assertThat(ingest.dropped).isEmpty();
    assertThat(isLocked(folder.resolve("lock"))).isTrue();
  }

  /** By this process; after that it is not any more, as POSIX has it. */
  private static boolean isLocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Test
  void whatAnotherProcessTookBehindANewLockIsNotThisOnesAnyMore() throws IOException {
    keep(batches.next(2));
    UUID kept = keep(batches.next(3));
    Path folder = folder();
    Files.delete(folder.resolve("lock"));
    Files.createFile(folder.resolve("lock"));
    try (Stream<Path> files = Files.list(folder.resolve("to-ingest"))) {
      Files.delete(files.sorted().findFirst().orElseThrow());
    }
    assertThat(lane.write(batches.next(1))).as("another's lock protects nothing").isNull();
    spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 2));
    assertThat(Objects.requireNonNull(lane.next(null)).batch().id()).isEqualTo(kept);
  }

  @Test
  void aFolderThatComesBackIsAdopted() throws IOException {
    UUID moved = keep(batches.next(5));
    Path folder = folder();
    Path away = Files.move(folder, parent.resolve("away"));
    spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 5));
    Path unused = Files.move(away, folder);
    spool.maintain();
    assertThat(ingest.adopted).isEqualTo(5);
    assertThat(Objects.requireNonNull(lane.next(null)).batch().id()).isEqualTo(moved);
  }

  @Test
  void whereItCannotBeMadeAgainNothingIsLostTwice() throws IOException {
    keep(batches.next(5));
    delete(directory);
    Path file = Files.createFile(directory);
    spool.maintain();
    spool.maintain();
    assertThat(lane.isUsable()).isFalse();
    Files.delete(file);
    spool.maintain();
    assertThat(lane.isUsable()).isTrue();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 5));
    assertThat(ingest.adopted).isZero();
  }

  private static Spool open(Path directory) {
    SpoolSettings settings =
        new SpoolSettings(
            true, Optional.of(directory.toString()), 1 << 20, 100, Duration.ofDays(1), false);
    return new Spool(
        directory,
        new SpoolOwner("orders", "test"),
        settings,
        SpoolClock.system(),
        System::nanoTime);
  }

  private UUID keep(EventBatch batch) {
    lane.release(Objects.requireNonNull(lane.write(batch)));
    return batch.id();
  }

  private Path folder() throws IOException {
    try (Stream<Path> folders = Files.list(directory)) {
      return folders
          .filter(path -> path.getFileName().toString().startsWith("process-"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Those below the directory, there or removed. */
  private List<String> openFiles() throws IOException {
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.map(SpoolRemovalTest::target)
          .filter(name -> name.startsWith(parent.toString()))
          .toList();
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

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
