package io.routeflow.micronaut.delivery.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {

  private final Path directory;
  private final SpoolScene scene;
  private final SampleBatches batches;
  private final CountingListener ingest;
  private final CountingListener other;

  SpoolTest(@TempDir Path directory) {
    this.directory = directory;
    scene = new SpoolScene(directory);
    batches = scene.batches;
    ingest = scene.ingest;
    other = scene.other;
  }

  @Test
  void whatIsWrittenComesBackOldestFirstAndOnceUntilItIsDeleted() {
    LaneSpool lane = scene.open().lane();
    List<UUID> written = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      written.add(scene.keep(lane, batches.next(2)));
    }
    for (UUID id : written) {
      LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
      assertThat(claimed.batch().id()).isEqualTo(id);
      lane.delete(claimed.file());
    }
    assertThat(lane.next(null)).isNull();
    assertThat(lane.isEmpty()).isTrue();
    assertThat(scene.files()).isEmpty();
  }

  @Test
  void batchesThatAreWrittenTogetherAreWholeAndComeBackInTheirOrder() throws IOException {
    scene.writer = new GroupWriter();
    SpoolScene.Opened first = scene.open();
    List<EventBatch> group = Stream.generate(() -> batches.next(3)).limit(50).toList();
    assertThat(first.lane().writeAll(group)).doesNotContainNull();
    assertThat(scene.files()).hasSize(group.size());
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(SpoolFiles::isTemporary)).isEmpty();
    }
    first.spool().close();
    LaneSpool lane = scene.open().lane();
    for (EventBatch expected : group) {
      LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
      assertThat(claimed.batch().id()).isEqualTo(expected.id());
      assertThat(claimed.batch().size()).isEqualTo(3);
      lane.delete(claimed.file());
    }
    assertThat(ingest.dropped).isEmpty();
  }

  @Test
  void whereOneOfThemCannotBeWrittenTheOthersAreAndNothingOfItIsLeft() throws IOException {
    scene.writer = new GroupWriter();
    SpoolScene.Opened spool = scene.open();
    List<EventBatch> group = Stream.generate(() -> batches.next(3)).limit(4).toList();
    LaneSpool lane = spool.lane();
    List<SpooledBatch> files = lane.writeAll(group).stream().map(Objects::requireNonNull).toList();
    files.forEach(lane::delete);
    // in the way of the last one
    Path temporary = scene.folder().resolve("to-ingest").resolve(files.get(3).fileName() + ".tmp");
    Files.createDirectory(temporary);
    Files.createFile(temporary.resolve("other"));
    List<@Nullable SpooledBatch> again = lane.writeAll(group);
    assertThat(again.subList(0, 3)).doesNotContainNull();
    assertThat(again.get(3)).isNull();
    assertThat(scene.files()).hasSize(3);
    spool.spool().close();
  }

  @Test
  void oneThatIsReleasedComesAgainAndTheNextCanBeAskedFor() {
    LaneSpool lane = scene.open().lane();
    UUID first = scene.keep(lane, batches.next(1));
    UUID second = scene.keep(lane, batches.next(1));
    LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
    assertThat(Objects.requireNonNull(lane.next(null)).batch().id()).isEqualTo(second);
    lane.release(claimed.file());
    assertThat(Objects.requireNonNull(lane.next(claimed.file())).batch().id()).isEqualTo(first);
  }

  @Test
  void theOldestOfAllDestinationsLeavesAndIsCountedAtItsOwn() {
    SpoolScene.Opened spool = scene.open(1 << 20, 3);
    scene.keep(spool.second(), batches.next(7));
    UUID kept = scene.keep(spool.lane(), batches.next(1));
    scene.keep(spool.lane(), batches.next(1));
    assertThat(other.dropped).isEmpty();
    scene.keep(spool.lane(), batches.next(1));
    assertThat(other.dropped).isEqualTo(Map.of(DropReason.SPOOL_FULL, 7));
    assertThat(ingest.dropped).isEmpty();
    assertThat(scene.files()).hasSize(3);

    // one that is being sent stays
    assertThat(Objects.requireNonNull(spool.lane().next(null)).batch().id()).isEqualTo(kept);
    scene.keep(spool.lane(), batches.next(2));
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_FULL, 1));
    assertThat(scene.files()).hasSize(3);
  }

  @Test
  void theSizeOfAllFilesIsABoundAndABatchBeyondItIsNotTaken() {
    EventBatch small = batches.next(1);
    EventBatch large = batches.next(400);
    LaneSpool lane = scene.open(1 << 16, 1000).lane();
    assertThat(lane.write(large)).isNull();
    assertThat(lane.isUsable()).isTrue();
    for (int i = 0; i < 100; i++) {
      scene.keep(lane, new EventBatch(new UUID(1, i), small.events()));
    }
    long size = scene.files().stream().mapToLong(file -> file.toFile().length()).sum();
    assertThat(size).isLessThanOrEqualTo(1 << 16).isGreaterThan(1 << 14);
    assertThat(ingest.dropped).containsOnlyKeys(DropReason.SPOOL_FULL);
    assertThat(ingest.dropped.get(DropReason.SPOOL_FULL)).isEqualTo(100 - scene.files().size());
  }

  @Test
  void whatIsTooOldIsDroppedWhetherItIsAskedForOrNot() {
    SpoolScene.Opened spool = scene.open();
    scene.keep(spool.lane(), batches.next(3));
    scene.keep(spool.second(), batches.next(4));
    scene.now = SpoolScene.START + SpoolScene.AGE.toMillis();
    UUID young = scene.keep(spool.lane(), batches.next(1));
    spool.spool().maintain();
    assertThat(scene.files()).hasSize(3);
    scene.now++;
    assertThat(Objects.requireNonNull(spool.lane().next(null)).batch().id()).isEqualTo(young);
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 3));
    spool.spool().maintain();
    assertThat(other.dropped).isEmpty();
    scene.now++;
    spool.spool().maintain();
    assertThat(other.dropped).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 4));
    assertThat(scene.files()).hasSize(1);
  }

  @Test
  void onlyTheOwnerMayReadWhatIsThere() throws IOException {
    scene.keep(scene.open().lane(), batches.next(1));
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
    SpoolScene.Opened first = scene.open();
    UUID oldest = scene.keep(first.lane(), batches.next(2));
    scene.keep(first.lane(), batches.next(3));
    scene.keep(first.second(), batches.next(4));
    SpooledBatch inFlight = Objects.requireNonNull(first.lane().write(batches.next(5)));
    assertThat(inFlight.events()).isEqualTo(5);
    first.spool().close();

    SpoolScene.Opened second = scene.open();
    SpoolScene.Opened third = scene.open();
    assertThat(ingest.adopted).isEqualTo(10);
    assertThat(ingest.available).isEqualTo(1);
    assertThat(other.adopted).isEqualTo(4);
    assertThat(Objects.requireNonNull(second.lane().next(null)).batch().id()).isEqualTo(oldest);
    assertThat(third.lane().next(null)).isNull();
    third.spool().close();
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void ofABatchThatWasBeingDividedWhenTheProcessWasKilledEachEventIsAdoptedOnce() {
    for (int written = 0; written <= 2; written++) {
      SpoolScene.Opened killed = scene.open();
      EventBatch whole = batches.next(7);
      SpooledBatch file = Objects.requireNonNull(killed.lane().write(whole));
      List<EventBatch> halves =
          List.of(
              new EventBatch(EventIds.part(whole.id(), 0, 3), whole.events().subList(0, 3)),
              new EventBatch(EventIds.part(whole.id(), 3, 7), whole.events().subList(3, 7)));
      for (EventBatch half : halves.subList(0, written)) {
        assertThat(killed.lane().writePart(half, file)).isNotNull();
      }
      killed.spool().close();

      int before = ingest.adopted;
      SpoolScene.Opened next = scene.open();
      assertThat(ingest.adopted - before).isEqualTo(7);
      Set<UUID> found = new HashSet<>();
      for (var claimed = next.lane().next(null);
          claimed != null;
          claimed = next.lane().next(null)) {
        found.add(claimed.batch().id());
        next.lane().delete(claimed.file());
      }
      assertThat(found)
          .isEqualTo(
              written < 2 ? Set.of(whole.id()) : Set.of(halves.get(0).id(), halves.get(1).id()));
      next.spool().close();
    }
  }

  @Test
  void whileItIsOpenNoOtherTakesAnything() {
    SpoolScene.Opened first = scene.open();
    scene.keep(first.lane(), batches.next(2));
    SpoolScene.Opened second = scene.open();
    second.spool().maintain();
    assertThat(ingest.adopted).isZero();
    assertThat(second.lane().next(null)).isNull();
    assertThat(first.lane().next(null)).isNotNull();
  }

  @Test
  void whatIsAdoptedBeyondTheBoundsLeavesTheOldestFirst() {
    SpoolScene.Opened first = scene.open();
    for (int i = 0; i < 10; i++) {
      scene.keep(first.lane(), batches.next(1));
    }
    UUID youngest = scene.keep(first.lane(), batches.next(1));
    first.spool().close();
    SpoolScene.Opened second = scene.open(1 << 20, 1);
    assertThat(ingest.adopted).isEqualTo(11);
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_FULL, 10));
    assertThat(Objects.requireNonNull(second.lane().next(null)).batch().id()).isEqualTo(youngest);
  }

  @Test
  void damagedTruncatedForeignAndFutureFilesAreMovedAsideAndTheRestIsSent() throws IOException {
    SpoolScene.Opened spool = scene.open();
    for (int i = 0; i < 5; i++) {
      scene.keep(spool.lane(), batches.next(2));
    }
    List<Path> files = scene.files();
    Files.writeString(files.get(0), "hello");
    Files.write(files.get(1), "x".getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);
    Files.writeString(files.get(2), Files.readString(files.get(2)).replace("spool 1", "spool 9"));
    Files.delete(files.get(3));
    Files.writeString(files.get(4).resolveSibling("README"), "not ours");

    LaneSpool.Claimed good = Objects.requireNonNull(spool.lane().next(null));
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
    SpoolScene.Opened spool = scene.open();
    scene.keep(spool.lane(), batches.next(2));
    SpoolScene.delete(directory);
    assertThat(spool.lane().write(batches.next(1))).isNull();
    assertThat(spool.lane().isUsable()).isFalse();
    assertThat(spool.lane().write(batches.next(1))).isNull();
    spool.spool().maintain();
    assertThat(spool.lane().isUsable()).isTrue();
    UUID kept = scene.keep(spool.lane(), batches.next(1));
    assertThat(Objects.requireNonNull(spool.lane().next(null)).batch().id()).isEqualTo(kept);
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 2));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatWasRemovedKeepsNoFileOpen() throws IOException {
    SpoolScene.Opened spool = scene.open();
    for (int i = 0; i < 5; i++) {
      scene.keep(spool.lane(), batches.next(2));
      SpoolScene.delete(directory);
      spool.spool().maintain();
    }
    assertThat(SpoolScene.openBelow(directory)).hasSize(1);
    spool.spool().close();
    assertThat(SpoolScene.openBelow(directory)).isEmpty();
  }

  @Test
  void whereTheDirectoryCannotBeMadeNothingIsThrown() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    SpoolScene below = new SpoolScene(file);
    SpoolScene.Opened spool = below.open();
    assertThat(spool.lane().isUsable()).isFalse();
    assertThat(spool.lane().write(batches.next(1))).isNull();
    assertThat(spool.lane().next(null)).isNull();
    Files.delete(file);
    spool.spool().maintain();
    below.keep(spool.lane(), batches.next(1));
  }
}
