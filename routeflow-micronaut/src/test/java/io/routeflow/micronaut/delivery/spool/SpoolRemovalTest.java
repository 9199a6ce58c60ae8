package io.routeflow.micronaut.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.DropReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The directory, the folder of the process or its lock is removed while the spool is open. */
final class SpoolRemovalTest {

  private static final int TIMES = 30;

  private final Path parent;
  private final Path directory;
  private final SampleBatches batches;
  private final CountingListener ingest;
  private final SpoolScene scene;
  private final Spool spool;
  private final LaneSpool lane;

  SpoolRemovalTest(@TempDir Path parent) {
    this.parent = parent;
    directory = parent.resolve("spool");
    scene = new SpoolScene(directory);
    batches = scene.batches;
    ingest = scene.ingest;
    SpoolScene.Opened opened = scene.open();
    spool = opened.spool();
    lane = opened.lane();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingStaysOpenHoweverOftenItIsRemoved() throws IOException {
    for (int i = 0; i < TIMES; i++) {
      scene.keep(lane, batches.next(1));
      remove(i % 3);
      spool.maintain();
      assertThat(lane.isUsable()).isTrue();
    }
    assertThat(SpoolScene.openBelow(parent)).hasSize(1);
    spool.close();
    assertThat(SpoolScene.openBelow(parent)).isEmpty();
  }

  /** All of it, the folder of the process, or only its lock. */
  private void remove(int what) throws IOException {
    if (what == 0) {
      SpoolScene.delete(directory);
    } else if (what == 1) {
      SpoolScene.delete(scene.folder());
    } else {
      Files.delete(scene.folder().resolve("lock"));
    }
  }

  @Test
  void whatWasOnDiskOnlyIsCountedAtOnceAndWhatIsBeingSentIsLeftToItsLane() throws IOException {
    scene.keep(lane, batches.next(2));
    scene.keep(lane, batches.next(3));
    scene.keep(lane, batches.next(4));
    LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
    SpoolScene.delete(directory);
    spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 7));
    assertThat(lane.isEmpty()).isTrue();
    assertThat(lane.isThere(claimed.file())).isFalse();
    spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 7));
  }

  @Test
  void whereOnlyTheLockIsRemovedTheFolderAndAllThatIsInItAreHeldAgain() throws IOException {
    UUID first = scene.keep(lane, batches.next(2));
    UUID second = scene.keep(lane, batches.next(3));
    Path folder = scene.folder();
    Files.delete(folder.resolve("lock"));
    assertThat(lane.write(batches.next(1))).isNull();
    spool.maintain();

    assertThat(scene.folder()).isEqualTo(folder);
    UUID third = scene.keep(lane, batches.next(4));
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
    scene.keep(lane, batches.next(2));
    UUID kept = scene.keep(lane, batches.next(3));
    Path folder = scene.folder();
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
    UUID moved = scene.keep(lane, batches.next(5));
    Path folder = scene.folder();
    Path away = Files.move(folder, parent.resolve("away"));
    spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 5));
    Path unused = Files.move(away, folder);
    spool.maintain();
    assertThat(ingest.adopted).isEqualTo(5);
    assertThat(Objects.requireNonNull(lane.next(null)).batch().id()).isEqualTo(moved);
  }

  @Test
  void aBatchThatWasWrittenAgainIsNotAdoptedFromAFolderThatComesBack() throws IOException {
    UUID id = scene.keep(lane, batches.next(5));
    LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
    Path folder = scene.folder();
    Path away = Files.move(folder, parent.resolve("away"));
    spool.maintain();
    lane.gone(claimed.file());
    SpooledBatch again = lane.writePart(claimed.batch(), claimed.file());
    Path unused = Files.move(away, folder);
    spool.maintain();
    assertThat(ingest.adopted).isZero();
    assertThat(lane.isEmpty()).as("it is claimed").isTrue();
    lane.release(Objects.requireNonNull(again));
    assertThat(Objects.requireNonNull(lane.next(null)).batch().id()).isEqualTo(id);
    assertThat(lane.next(null)).isNull();
    assertThat(scene.files()).hasSize(1);
  }

  @Test
  void whatWasSentWhileItsFolderWasAwayIsNotSentAgainWhenThatComesBack() throws IOException {
    scene.keep(lane, batches.next(5));
    scene.keep(lane, batches.next(3));
    LaneSpool.Claimed sent = Objects.requireNonNull(lane.next(null));
    LaneSpool.Claimed writtenAgain = Objects.requireNonNull(lane.next(sent.file()));
    Path folder = scene.folder();
    Path away = Files.move(folder, parent.resolve("away"));
    lane.delete(sent.file());
    spool.maintain();
    lane.gone(writtenAgain.file());
    lane.delete(Objects.requireNonNull(lane.writePart(writtenAgain.batch(), writtenAgain.file())));
    Path unused = Files.move(away, folder);
    spool.maintain();
    assertThat(ingest.adopted).isZero();
    assertThat(ingest.dropped).isEmpty();
    assertThat(lane.next(null)).isNull();
    assertThat(scene.files()).isEmpty();
  }

  /** As a volume that is away for less than it takes to notice. */
  @Test
  void whatWasSentWhileItsFolderWasAwayForAMomentIsNotLeftToTheNextProcess() throws IOException {
    scene.keep(lane, batches.next(5));
    LaneSpool.Claimed sent = Objects.requireNonNull(lane.next(null));
    Path folder = scene.folder();
    Path away = Files.move(folder, parent.resolve("away"));
    lane.delete(sent.file());
    Path unused = Files.move(away, folder);
    assertThat(scene.files()).hasSize(1);
    spool.maintain();
    assertThat(scene.files()).isEmpty();
    assertThat(lane.isUsable()).isTrue();
  }

  @Test
  void whatIsWrittenAgainUnderItsNameIsNotTakenForWhatWasToBeDeleted() throws IOException {
    scene.keep(lane, batches.next(5));
    LaneSpool.Claimed claimed = Objects.requireNonNull(lane.next(null));
    Files.delete(scene.files().get(0));
    lane.delete(claimed.file());
    SpooledBatch again = Objects.requireNonNull(lane.writePart(claimed.batch(), claimed.file()));
    assertThat(again.fileName()).isEqualTo(claimed.file().fileName());
    spool.maintain();
    assertThat(scene.files()).hasSize(1);
  }

  @Test
  void whereItCannotBeMadeAgainNothingIsLostTwice() throws IOException {
    scene.keep(lane, batches.next(5));
    SpoolScene.delete(directory);
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
}
