package io.routeflow.micronaut.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.configuration.SpoolSettings;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single files that a disk or another user has made unusable, and directories that are shared. */
final class SpoolFaultsTest {

  private static final SpoolOwner OWNER = new SpoolOwner("orders", "test");

  @TempDir Path directory = Path.of("");

  private final SampleBatches batches = new SampleBatches(13);
  private final CountingListener ingest = new CountingListener();

  @Test
  void aFileThatCannotBeReadIsMovedAsideAndHoldsUpNoOther() throws IOException {
    Opened spool = open();
    keep(spool.lane, batches.next(2));
    UUID second = keep(spool.lane, batches.next(3));
    Path first = files().get(0);
    Files.delete(first);
    Files.createDirectory(first);

    LaneSpool.Claimed claimed = Objects.requireNonNull(spool.lane.next(null));
    assertThat(claimed.batch().id()).isEqualTo(second);
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.VALIDATION, 2));
    assertThat(spool.lane.isUsable()).isTrue();
    assertThat(directory.resolve("damaged").resolve(first.getFileName())).exists();
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("check"));
    }
  }

  @Test
  void aFileThatCouldNotBeDeletedIsDeletedLaterSoThatNoOtherProcessSendsIt() throws IOException {
    Opened spool = open();
    keep(spool.lane, batches.next(2));
    LaneSpool.Claimed claimed = Objects.requireNonNull(spool.lane.next(null));
    Path file = files().get(0);
    Files.delete(file);
    Files.createDirectory(file);
    Path inIt = Files.createFile(file.resolve("it-is-not-empty"));

    spool.lane.delete(claimed.file());
    spool.spool.maintain();
    assertThat(file).exists();
    Files.delete(inIt);
    spool.spool.maintain();
    assertThat(file).doesNotExist();
  }

  @Test
  void whatAnotherApplicationLeftIsLeftToIt() {
    Opened orders = open();
    keep(orders.lane, batches.next(2));
    orders.spool.close();
    for (SpoolOwner another :
        List.of(new SpoolOwner("billing", "test"), new SpoolOwner("orders", "production"))) {
      Opened other = open(another);
      assertThat(other.lane.next(null)).isNull();
      other.spool.close();
    }
    assertThat(ingest.adopted).isZero();
    assertThat(open().lane.next(null)).isNotNull();
    assertThat(ingest.adopted).isEqualTo(2);
  }

  @Test
  void nothingButFilesIsTakenFromAFolder(@TempDir Path elsewhere) throws IOException {
    Opened first = open();
    keep(first.lane, batches.next(2));
    first.spool.close();
    Path file = files().get(0);
    Path target = elsewhere.resolve(file.getFileName());
    Files.move(file, target);
    Files.createSymbolicLink(file, target);
    String another = "000000000000001" + file.getFileName().toString().substring(15);
    Files.createDirectory(file.resolveSibling(another));

    assertThat(open().lane.next(null)).isNull();
    assertThat(ingest.adopted).isZero();
    assertThat(target).exists();
  }

  @Test
  void aFolderThatIsALinkIsLeftAlone(@TempDir Path elsewhere) throws IOException {
    Opened first = open();
    keep(first.lane, batches.next(2));
    first.spool.close();
    Path dead = Objects.requireNonNull(directory.toFile().listFiles())[0].toPath();
    Path target = elsewhere.resolve(dead.getFileName());
    Files.move(dead, target);
    Files.createSymbolicLink(dead, target);

    assertThat(open().lane.next(null)).isNull();
    assertThat(ingest.adopted).isZero();
    assertThat(target.resolve("to-ingest")).isNotEmptyDirectory();
  }

  @Test
  void aLockThatIsALinkIsNotFollowedAndNothingIsWrittenWhereItPoints(@TempDir Path elsewhere)
      throws IOException {
    Path dead = Files.createDirectory(directory.resolve("process-1-1-0000000000000000"));
    Path target = elsewhere.resolve("target");
    Files.createSymbolicLink(dead.resolve("lock"), target);
    Opened spool = open();
    assertThat(target).doesNotExist();
    assertThat(spool.lane.isUsable()).isTrue();
  }

  @Test
  void whatACheckOfTheDiskLeftKeepsNoFolder() throws IOException {
    Path dead = Files.createDirectory(directory.resolve("process-1-1-0000000000000000"));
    Files.createFile(dead.resolve("check.tmp"));
    Files.createFile(dead.resolve("check-ingest"));
    Opened spool = open();
    assertThat(dead).doesNotExist();
    spool.spool.close();
    assertThat(directory.toFile().list()).isEmpty();
  }

  private record Opened(Spool spool, LaneSpool lane) {}

  private Opened open() {
    return open(OWNER);
  }

  private Opened open(SpoolOwner owner) {
    SpoolSettings settings =
        new SpoolSettings(
            true, Optional.of(directory.toString()), 1 << 20, 100, Duration.ofDays(3), false);
    Spool spool = new Spool(directory, owner, settings, SpoolClock.system(), System::nanoTime);
    Opened opened = new Opened(spool, spool.lane("ingest", ingest));
    spool.maintain();
    return opened;
  }

  private static UUID keep(LaneSpool lane, EventBatch batch) {
    lane.release(Objects.requireNonNull(lane.write(batch)));
    return batch.id();
  }

  /** Those of the spool, the oldest first. */
  private List<Path> files() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> path.toString().endsWith(".batch")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
