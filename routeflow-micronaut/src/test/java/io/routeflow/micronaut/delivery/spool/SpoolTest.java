package io.routeflow.micronaut.delivery.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.configuration.SpoolSettings;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {

  private static final Duration AGE = Duration.ofDays(3);
  private static final long START = 1_763_631_000_000L;

  @TempDir Path directory = Path.of("");

  private final SampleBatches batches = new SampleBatches(11);
  private final CountingListener ingest = new CountingListener();
  private final CountingListener other = new CountingListener();
  private long now = START;

  @Test
  void whatIsWrittenComesBackOldestFirstAndOnceUntilItIsDeleted() {
    LaneSpool lane = open(1 << 20, 100).lane;
    List<UUID> written = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      written.add(keep(lane, batches.next(2)));
    }
    for (UUID id : written) {
      LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
      assertThat(claimed.batch().id()).isEqualTo(id);
      lane.delete(claimed.file());
    }
    assertThat(lane.next(null)).isNull();
    assertThat(lane.isEmpty()).isTrue();
    assertThat(files()).isEmpty();
  }

  @Test
  void oneThatIsReleasedComesAgainAndTheNextCanBeAskedFor() {
    LaneSpool lane = open(1 << 20, 100).lane;
    UUID first = keep(lane, batches.next(1));
    UUID second = keep(lane, batches.next(1));
    LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
    assertThat(Objects.requireNonNull(lane.next(null)).batch().id()).isEqualTo(second);
    lane.release(claimed.file());
    assertThat(Objects.requireNonNull(lane.next(claimed.file())).batch().id()).isEqualTo(first);
  }

  @Test
  void theOldestOfAllDestinationsLeavesAndIsCountedAtItsOwn() {
    Opened spool = open(1 << 20, 3);
    keep(spool.second, batches.next(7));
    UUID kept = keep(spool.lane, batches.next(1));
    keep(spool.lane, batches.next(1));
    assertThat(other.dropped).isEmpty();
    keep(spool.lane, batches.next(1));
    assertThat(other.dropped).isEqualTo(Map.of(DropReason.SPOOL_FULL, 7));
    assertThat(ingest.dropped).isEmpty();
    assertThat(files()).hasSize(3);

    // one that is being sent stays
    assertThat(Objects.requireNonNull(spool.lane.next(null)).batch().id()).isEqualTo(kept);
    keep(spool.lane, batches.next(2));
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_FULL, 1));
    assertThat(files()).hasSize(3);
  }

  @Test
  void theSizeOfAllFilesIsABoundAndABatchBeyondItIsNotTaken() {
    EventBatch small = batches.next(1);
    EventBatch large = batches.next(400);
    LaneSpool lane = open(1 << 16, 1000).lane;
    assertThat(lane.write(large)).isNull();
    assertThat(lane.isUsable()).isTrue();
    for (int i = 0; i < 100; i++) {
      keep(lane, new EventBatch(new UUID(1, i), small.events()));
    }
    long size = files().stream().mapToLong(file -> file.toFile().length()).sum();
    assertThat(size).isLessThanOrEqualTo(1 << 16).isGreaterThan(1 << 14);
    assertThat(ingest.dropped).containsOnlyKeys(DropReason.SPOOL_FULL);
    assertThat(ingest.dropped.get(DropReason.SPOOL_FULL)).isEqualTo(100 - files().size());
  }

  @Test
  void whatIsTooOldIsDroppedWhetherItIsAskedForOrNot() {
    Opened spool = open(1 << 20, 100);
    keep(spool.lane, batches.next(3));
    keep(spool.second, batches.next(4));
    now = START + AGE.toMillis();
    UUID young = keep(spool.lane, batches.next(1));
    spool.spool.maintain();
    assertThat(files()).hasSize(3);
    now++;
    assertThat(Objects.requireNonNull(spool.lane.next(null)).batch().id()).isEqualTo(young);
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 3));
    spool.spool.maintain();
    assertThat(other.dropped).isEmpty();
    now++;
    spool.spool.maintain();
    assertThat(other.dropped).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 4));
    assertThat(files()).hasSize(1);
  }

  @Test
  void onlyTheOwnerMayReadWhatIsThere() throws IOException {
    keep(open(1 << 20, 100).lane, batches.next(1));
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.filter(path -> !path.equals(directory)).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void whatAClosedOneLeftIsAdoptedOnceByTheNextAndTheFolderIsGone() {
    Opened first = open(1 << 20, 100);
    UUID oldest = keep(first.lane, batches.next(2));
    keep(first.lane, batches.next(3));
    keep(first.second, batches.next(4));
    SpooledBatch inFlight = Objects.requireNonNull(first.lane.write(batches.next(5)));
    assertThat(inFlight.events()).isEqualTo(5);
    first.spool.close();

    Opened second = open(1 << 20, 100);
    Opened third = open(1 << 20, 100);
    assertThat(ingest.adopted).isEqualTo(10);
    assertThat(ingest.available).isEqualTo(1);
    assertThat(other.adopted).isEqualTo(4);
    assertThat(Objects.requireNonNull(second.lane.next(null)).batch().id()).isEqualTo(oldest);
    assertThat(third.lane.next(null)).isNull();
    third.spool.close();
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void whileItIsOpenNoOtherTakesAnything() {
    Opened first = open(1 << 20, 100);
    keep(first.lane, batches.next(2));
    Opened second = open(1 << 20, 100);
    second.spool.maintain();
    assertThat(ingest.adopted).isZero();
    assertThat(second.lane.next(null)).isNull();
    assertThat(first.lane.next(null)).isNotNull();
  }

  @Test
  void whatIsAdoptedBeyondTheBoundsLeavesTheOldestFirst() {
    Opened first = open(1 << 20, 100);
    for (int i = 0; i < 10; i++) {
      keep(first.lane, batches.next(1));
    }
    UUID youngest = keep(first.lane, batches.next(1));
    first.spool.close();
    Opened second = open(1 << 20, 1);
    assertThat(ingest.adopted).isEqualTo(11);
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_FULL, 10));
    assertThat(Objects.requireNonNull(second.lane.next(null)).batch().id()).isEqualTo(youngest);
  }

  @Test
  void damagedTruncatedForeignAndFutureFilesAreMovedAsideAndTheRestIsSent() throws IOException {
    Opened spool = open(1 << 20, 100);
    for (int i = 0; i < 5; i++) {
      keep(spool.lane, batches.next(2));
    }
    List<Path> files = files();
    Files.writeString(files.get(0), "hello");
    Files.write(files.get(1), "x".getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);
    Files.writeString(files.get(2), Files.readString(files.get(2)).replace("spool 1", "spool 9"));
    Files.delete(files.get(3));
    Files.writeString(files.get(4).resolveSibling("README"), "not ours");

    LaneSpool.Claimed good = Objects.requireNonNull(spool.lane.next(null));
    assertThat(good.file().fileName()).isEqualTo(files.get(4).getFileName().toString());
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 8));
    assertThat(directory.resolve("damaged").toFile().list())
        .containsExactlyInAnyOrder(
            files.get(0).getFileName().toString(),
            files.get(1).getFileName().toString(),
            files.get(2).getFileName().toString());
    assertThat(files.get(4).resolveSibling("README")).exists();
  }

  @Test
  void whereTheFolderIsGoneNothingIsThrownAndItIsMadeAgain() throws IOException {
    Opened spool = open(1 << 20, 100);
    keep(spool.lane, batches.next(2));
    deleteAll();
    assertThat(spool.lane.write(batches.next(1))).isNull();
    assertThat(spool.lane.isUsable()).isFalse();
    assertThat(spool.lane.write(batches.next(1))).isNull();
    spool.spool.maintain();
    assertThat(spool.lane.isUsable()).isTrue();
    UUID kept = keep(spool.lane, batches.next(1));
    assertThat(Objects.requireNonNull(spool.lane.next(null)).batch().id()).isEqualTo(kept);
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 2));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatWasRemovedKeepsNoFileOpen() throws IOException {
    Opened spool = open(1 << 20, 100);
    for (int i = 0; i < 5; i++) {
      keep(spool.lane, batches.next(2));
      deleteAll();
      spool.spool.maintain();
    }
    assertThat(openFiles()).hasSize(1);
    spool.spool.close();
    assertThat(openFiles()).isEmpty();
  }

  /** Those of this process below the directory, also where they are deleted. */
  private List<String> openFiles() throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      for (Path link : links.toList()) {
        try {
          String file = Files.readSymbolicLink(link).toString();
          if (file.startsWith(directory.toString())) {
            open.add(file);
          }
        } catch (NoSuchFileException e) {
          // of another file, which was closed meanwhile
        }
      }
    }
    return open;
  }

  @Test
  void whereTheDirectoryCannotBeMadeNothingIsThrown() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Opened spool = open(file, 1 << 20, 100);
    assertThat(spool.lane.isUsable()).isFalse();
    assertThat(spool.lane.write(batches.next(1))).isNull();
    assertThat(spool.lane.next(null)).isNull();
    Files.delete(file);
    spool.spool.maintain();
    keep(spool.lane, batches.next(1));
  }

  private record Opened(Spool spool, LaneSpool lane, LaneSpool second) {}

  private Opened open(long maxBytes, int maxFiles) {
    return open(directory, maxBytes, maxFiles);
  }

  private Opened open(Path path, long maxBytes, int maxFiles) {
    SpoolSettings settings =
        new SpoolSettings(true, Optional.of(path.toString()), maxBytes, maxFiles, AGE, false);
    SpoolClock clock = new SpoolClock(() -> now, () -> TimeUnit.MILLISECONDS.toNanos(now));
    Spool spool =
        new Spool(path, new SpoolOwner("orders", "test"), settings, clock, System::nanoTime);
    Opened opened = new Opened(spool, spool.lane("ingest", ingest), spool.lane("other", other));
    spool.maintain();
    return opened;
  }

  private UUID keep(LaneSpool lane, EventBatch batch) {
    now++;
    lane.release(Objects.requireNonNull(lane.write(batch)));
    return batch.id();
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> path.toString().endsWith(".batch")).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void deleteAll() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
