package io.routeflow.micronaut.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single files that a disk or another user has made unusable, and directories that are shared. */
final class SpoolFaultsTest {

  private static final String UNMARKED = "process-1-1-0000000000000000";
  private static final String DEAD = UNMARKED + "-" + SpoolScene.OWNER.mark();

  private final Path directory;
  private final SpoolScene scene;
  private final SampleBatches batches;
  private final CountingListener ingest;
  private final Set<Path> unreadable = new HashSet<>();
  private int reads;

  SpoolFaultsTest(@TempDir Path directory) {
    this.directory = directory;
    scene = new SpoolScene(directory);
    batches = scene.batches;
    ingest = scene.ingest;
  }

  @Test
  void whatIsNoFileIsMovedAsideAtOnce() throws IOException {
    SpoolScene.Opened spool = scene.open();
    scene.keep(spool.lane(), batches.next(2));
    UUID second = scene.keep(spool.lane(), batches.next(3));
    Path first = scene.files().get(0);
    Files.delete(first);
    Files.createDirectory(first);

    LaneSpool.Claimed claimed = Objects.requireNonNull(spool.lane().next(null));
    assertThat(claimed.batch().id()).isEqualTo(second);
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 2));
    assertThat(spool.lane().isUsable()).isTrue();
    assertThat(directory.resolve("damaged").resolve(first.getFileName())).exists();
  }

  @Test
  void aFileThatCannotBeReadForAMomentIsReadAgainAndHoldsUpNoOther() throws IOException {
    SpoolScene.Opened spool = openWithUnreadableFiles();
    UUID first = scene.keep(spool.lane(), batches.next(2));
    UUID second = scene.keep(spool.lane(), batches.next(3));
    unreadable.add(scene.files().get(0));

    LaneSpool.Claimed claimed = Objects.requireNonNull(spool.lane().next(null));
    assertThat(claimed.batch().id()).isEqualTo(second);
    spool.lane().delete(claimed.file());
    assertThat(spool.lane().isEmpty()).as("there is nothing to be claimed now").isTrue();
    assertThat(spool.lane().next(null)).isNull();
    spool.spool().maintain();
    assertThat(ingest.available).isZero();
    assertThat(noCheckIsLeft()).isTrue();

    unreadable.clear();
    scene.now += UnreadBatches.FIRST_WAIT_MILLIS;
    spool.spool().maintain();
    assertThat(ingest.available).isEqualTo(1);
    assertThat(spool.lane().isEmpty()).isFalse();
    LaneSpool.Claimed again = Objects.requireNonNull(spool.lane().next(null));
    assertThat(again.batch().id()).isEqualTo(first);
    spool.lane().delete(again.file());
    assertThat(ingest.dropped).isEmpty();
    assertThat(reads).isEqualTo(3);
    assertThat(scene.files()).isEmpty();
  }

  @Test
  void aFileThatCanNeverBeReadIsMovedAsideAfterSomeAttemptsWithLongerAndLongerWaits() {
    SpoolScene.Opened spool = openWithUnreadableFiles();
    scene.keep(spool.lane(), batches.next(2));
    unreadable.addAll(scene.files());
    long begin = scene.now;
    while (ingest.dropped.isEmpty() && scene.now - begin < 1_000_000) {
      assertThat(spool.lane().next(null)).isNull();
      scene.now += 1000;
    }

    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 2));
    assertThat(reads).isEqualTo(UnreadBatches.MAX_READS);
    assertThat(scene.now - begin).isBetween(155_000L, 160_000L);
    assertThat(directory.resolve("damaged").toFile().list()).hasSize(1);
    assertThat(spool.lane().isEmpty()).isTrue();
  }

  @Test
  void oneThatWaitsToBeReadAgainIsAdoptedByTheNextProcess() {
    SpoolScene.Opened spool = openWithUnreadableFiles();
    scene.keep(spool.lane(), batches.next(2));
    unreadable.addAll(scene.files());
    assertThat(spool.lane().next(null)).isNull();
    spool.spool().close();
    unreadable.clear();

    assertThat(scene.open().lane().next(null)).isNotNull();
    assertThat(ingest.adopted).isEqualTo(2);
  }

  private SpoolScene.Opened openWithUnreadableFiles() {
    scene.reader =
        (file, maxBytes) -> {
          reads++;
          if (unreadable.contains(file)) {
            throw new FileSystemException(file.toString(), null, "Input/output error");
          }
          return SpoolFiles.read(file, maxBytes);
        };
    return scene.open();
  }

  /** What is written to see whether the disk works. */
  private boolean noCheckIsLeft() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.noneMatch(path -> path.getFileName().toString().startsWith("check"));
    }
  }

  @Test
  void aFileThatCouldNotBeDeletedIsDeletedLaterSoThatNoOtherProcessSendsIt() throws IOException {
    SpoolScene.Opened spool = scene.open();
    scene.keep(spool.lane(), batches.next(2));
    LaneSpool.Claimed claimed = Objects.requireNonNull(spool.lane().next(null));
    Path file = scene.files().get(0);
    Files.delete(file);
    Files.createDirectory(file);
    Path inIt = Files.createFile(file.resolve("it-is-not-empty"));

    spool.lane().delete(claimed.file());
    spool.spool().maintain();
    assertThat(file).exists();
    Files.delete(inIt);
    spool.spool().maintain();
    assertThat(file).doesNotExist();
  }

  @Test
  void nothingLeavesForABatchThatCannotBeWritten() throws IOException {
    SpoolScene.Opened spool = scene.open(1 << 20, 2);
    UUID first = scene.keep(spool.lane(), batches.next(2));
    UUID second = scene.keep(spool.lane(), batches.next(3));
    EventBatch third = batches.next(4);
    Path folder = Objects.requireNonNull(scene.files().get(0).getParent());
    Path away = Files.move(folder, directory.resolve("away"));
    Path unused = Files.createFile(folder);

    assertThat(spool.lane().write(third)).isNull();
    assertThat(ingest.available)
        .as("what has not left, for the lanes that may be idle")
        .isPositive();
    Files.delete(folder);
    unused = Files.move(away, folder);
    spool.spool().maintain();
    assertThat(ingest.dropped).isEmpty();
    for (UUID expected : List.of(first, second)) {
      LaneSpool.Claimed claimed = Objects.requireNonNull(spool.lane().next(null));
      assertThat(claimed.batch().id()).isEqualTo(expected);
      spool.lane().release(claimed.file());
      spool.lane().delete(Objects.requireNonNull(spool.lane().next(null)).file());
    }
    assertThat(spool.lane().next(null)).isNull();
  }

  /** Where no small disk can be mounted, this is what proves it. */
  @Test
  void aFullDiskTakesNothingAndLosesNothingAndIsUsedAgainWhenThereIsRoom() {
    AtomicLong room = new AtomicLong(100_000);
    scene.writer = SpoolScene.small(room);
    SpoolScene.Opened spool = scene.open(1 << 20, 2);
    UUID first = scene.keep(spool.lane(), batches.next(2));
    UUID second = scene.keep(spool.lane(), batches.next(2));
    room.set(0);
    assertThat(spool.lane().write(batches.next(2))).isNull();
    assertThat(spool.lane().isUsable()).isFalse();
    spool.spool().maintain();
    assertThat(spool.lane().isUsable()).as("no room for a check").isFalse();
    assertThat(ingest.dropped).isEmpty();
    assertThat(scene.files()).hasSize(2);

    room.set(100_000);
    spool.spool().maintain();
    assertThat(spool.lane().isUsable()).isTrue();
    UUID third = scene.keep(spool.lane(), batches.next(2));
    assertThat(ingest.dropped)
        .as("more than two files")
        .isEqualTo(Map.of(DropReason.SPOOL_FULL, 2));
    for (UUID expected : List.of(second, third)) {
      LaneSpool.Claimed claimed = Objects.requireNonNull(spool.lane().next(null));
      assertThat(claimed.batch().id()).isEqualTo(expected).isNotEqualTo(first);
      spool.lane().delete(claimed.file());
    }
  }

  /** The group as a whole fails then, and the files are written again, one by one. */
  @Test
  void ofBatchesThatAreWrittenTogetherADiskThatIsNearlyFullTakesThoseThatItHasRoomFor() {
    AtomicLong room = new AtomicLong(100_000);
    scene.writer = SpoolScene.small(room);
    SpoolScene.Opened spool = scene.open();
    scene.keep(spool.lane(), batches.next(1));
    long size = 100_000 - room.get();
    room.set(2 * size + size / 2);
    List<EventBatch> group = Stream.generate(() -> batches.next(1)).limit(5).toList();
    List<@Nullable SpooledBatch> files = spool.lane().writeAll(group);
    assertThat(files.subList(0, 1)).doesNotContainNull();
    assertThat(files.get(4)).isNull();
    assertThat(spool.lane().isUsable()).isFalse();
    assertThat(ingest.dropped).isEmpty();
    for (SpooledBatch file : files) {
      if (file != null) {
        assertThat(spool.lane().isThere(file)).isTrue();
        spool.lane().release(file);
      }
    }
    long there = files.stream().filter(Objects::nonNull).count();
    assertThat(scene.files()).hasSize(1 + (int) there);
  }

  /** Each of them had a place that a larger and older one has left. */
  @Test
  void nothingLeavesForAGroupThatCannotBeWritten() throws IOException {
    AtomicLong room = new AtomicLong(1 << 20);
    scene.writer = SpoolScene.small(room);
    EventBatch old = batches.next(40);
    int size = new BatchFormat().encode("ingest", old, null, scene.now).length;
    SpoolScene.Opened spool = scene.open(size + 100, 100);
    UUID kept = scene.keep(spool.lane(), old);
    room.set(0);
    List<EventBatch> group = Stream.generate(() -> batches.next(1)).limit(4).toList();
    assertThat(spool.lane().writeAll(group)).hasSize(4).containsOnlyNulls();
    assertThat(ingest.dropped).isEmpty();
    room.set(1 << 20);
    spool.spool().maintain();
    LaneSpool.Claimed claimed = Objects.requireNonNull(spool.lane().next(null));
    assertThat(claimed.batch().id()).isEqualTo(kept);
    spool.lane().delete(claimed.file());
    assertThat(spool.lane().next(null)).isNull();
  }

  @Test
  void whatIsTooOldOfADestinationThatThereIsNotIsCountedAsItsOwn() throws IOException {
    SpoolScene.Opened first = scene.open();
    scene.keep(first.second(), batches.next(4));
    first.spool().close();
    Path left = Objects.requireNonNull(scene.files().get(0).getParent());
    Path absent = left.resolveSibling("to-absent");
    Files.move(left, absent);
    SpoolScene.Opened second = scene.open();
    assertThat(second.spool().expiredElsewhere()).isEmpty();
    assertThat(scene.files()).hasSize(1);

    scene.now += SpoolScene.AGE.toMillis() + 1000;
    second.spool().maintain();
    second.spool().maintain();
    assertThat(scene.files()).isEmpty();
    assertThat(second.spool().expiredElsewhere()).isEqualTo(Map.of("absent", 4L));

    CountingListener late = new CountingListener();
    LaneSpool unused = second.spool().lane("absent", late);
    assertThat(late.adopted).isEqualTo(4);
    assertThat(late.dropped).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 4));
    assertThat(second.spool().expiredElsewhere()).isEmpty();
  }

  @Test
  void whatIsTooOldOfMoreDestinationsThanCanBeCountedStays() throws IOException {
    Path dead = Files.createDirectory(directory.resolve(DEAD));
    int destinations = ExpiredBatches.MAX_DESTINATIONS + 3;
    for (int i = 0; i < destinations; i++) {
      Path of = Files.createDirectory(dead.resolve("to-absent" + i));
      Path unused = Files.createFile(of.resolve("000000000000001-" + new UUID(1, i) + "-7.batch"));
    }
    Spool spool = scene.open().spool();
    assertThat(spool.expiredElsewhere()).hasSize(ExpiredBatches.MAX_DESTINATIONS).containsValue(7L);
    assertThat(scene.files()).hasSize(3);
  }

  @Test
  void whatAnotherApplicationLeftIsLeftToIt() {
    SpoolScene.Opened orders = scene.open();
    scene.keep(orders.lane(), batches.next(2));
    orders.spool().close();
    for (SpoolOwner another :
        List.of(
            new SpoolOwner("billing", "test", () -> null),
            new SpoolOwner("orders", "production", () -> null))) {
      SpoolScene.Opened other = scene.open(another);
      assertThat(other.lane().next(null)).isNull();
      other.spool().close();
    }
    assertThat(ingest.adopted).isZero();
    assertThat(scene.open().lane().next(null)).isNotNull();
    assertThat(ingest.adopted).isEqualTo(2);
  }

  @Test
  void whatDoesNotSayWhoseItIsIsLeftUntilItDoes() throws IOException {
    SpoolScene.Opened first = scene.open();
    scene.keep(first.lane(), batches.next(2));
    Path made = scene.folder();
    first.spool().close();
    Path unmarked = Files.move(made, directory.resolve(UNMARKED));

    SpoolScene.Opened second = scene.open();
    second.spool().maintain();
    assertThat(second.lane().next(null)).isNull();
    assertThat(ingest.adopted).isZero();
    assertThat(scene.files()).hasSize(1);

    Path unused = Files.move(unmarked, directory.resolve(DEAD));
    second.spool().maintain();
    assertThat(ingest.adopted).isEqualTo(2);
    assertThat(second.lane().next(null)).isNotNull();
  }

  @Test
  void nothingButFilesIsTakenFromAFolder(@TempDir Path elsewhere) throws IOException {
    SpoolScene.Opened first = scene.open();
    scene.keep(first.lane(), batches.next(2));
    first.spool().close();
    Path file = scene.files().get(0);
    Path target = elsewhere.resolve(file.getFileName());
    Files.move(file, target);
    Files.createSymbolicLink(file, target);
    String another = "000000000000001" + file.getFileName().toString().substring(15);
    Files.createDirectory(file.resolveSibling(another));

    assertThat(scene.open().lane().next(null)).isNull();
    assertThat(ingest.adopted).isZero();
    assertThat(target).exists();
  }

  @Test
  void aFolderThatIsALinkIsLeftAlone(@TempDir Path elsewhere) throws IOException {
    SpoolScene.Opened first = scene.open();
    scene.keep(first.lane(), batches.next(2));
    first.spool().close();
    Path dead = Objects.requireNonNull(directory.toFile().listFiles())[0].toPath();
    Path target = elsewhere.resolve(dead.getFileName());
    Files.move(dead, target);
    Files.createSymbolicLink(dead, target);

    assertThat(scene.open().lane().next(null)).isNull();
    assertThat(ingest.adopted).isZero();
    assertThat(target.resolve("to-ingest")).isNotEmptyDirectory();
  }

  @Test
  void aLockThatIsALinkIsNotFollowedAndNothingIsWrittenWhereItPoints(@TempDir Path elsewhere)
      throws IOException {
    Path dead = Files.createDirectory(directory.resolve(DEAD));
    Path target = elsewhere.resolve("target");
    Files.createSymbolicLink(dead.resolve("lock"), target);
    SpoolScene.Opened spool = scene.open();
    assertThat(target).doesNotExist();
    assertThat(spool.lane().isUsable()).isTrue();
  }

  @Test
  void whatACheckOfTheDiskLeftKeepsNoFolder() throws IOException {
    Path dead = Files.createDirectory(directory.resolve(DEAD));
    Files.createFile(dead.resolve("check.tmp"));
    Files.createFile(dead.resolve("check-ingest"));
    SpoolScene.Opened spool = scene.open();
    assertThat(dead).doesNotExist();
    spool.spool().close();
    assertThat(directory.toFile().list()).isEmpty();
  }
}
