package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

/** Files that another process has left: some are not what they were, some are of another time. */
final class FilesTest {

  private static final String SPEC = "FilesTest";
  private static final int BATCH = 5;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @TempDir Path directory = Path.of("");

  @Test
  void damagedCutOffForeignAndFutureFilesAreMovedAsideAndTheOthersAreSentOnce() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    List<Path> files = leave(folder, 9);
    Files.writeString(files.get(0), "");
    byte[] whole = Files.readAllBytes(files.get(1));
    Files.write(files.get(1), java.util.Arrays.copyOf(whole, whole.length / 2));
    byte[] flipped = Files.readAllBytes(files.get(2));
    flipped[flipped.length - 3] ^= 1;
    Files.write(files.get(2), flipped);
    Files.writeString(files.get(3), Files.readString(files.get(3)).replace("spool 2", "spool 3"));
    Files.copy(files.get(8), files.get(4), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(files.get(5).resolveSibling("half.batch.tmp"), "a write that did not end");
    Files.writeString(files.get(5).resolveSibling("notes.txt"), "foreign");
    Path other =
        Files.createDirectories(files.get(0).resolveSibling("../to-elsewhere").normalize());
    Files.copy(files.get(6), other.resolve(files.get(6).getFileName()));

    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings(folder, Map.of()))) {
      ingest.awaitEvents(4 * BATCH);
      await().until(() -> stats(application).dropped(DropReason.VALIDATION) == 5 * BATCH);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 0);
      assertThat(stats.adopted()).isEqualTo(9 * BATCH);
      await().until(() -> stats(application).sent() == 4 * BATCH);
      assertThat(ingest.attempts())
          .extracting(ReceivedBatch::batchId)
          .containsExactlyElementsOf(files.subList(5, 9).stream().map(SpoolFolder::idOf).toList());
      assertThat(directory.resolve("damaged").toFile().list())
          .containsExactlyInAnyOrder(
              files.subList(0, 5).stream()
                  .map(file -> file.getFileName().toString())
                  .toArray(String[]::new));
      assertThat(files.get(5).resolveSibling("notes.txt")).exists();
      assertThat(files.get(5).resolveSibling("half.batch.tmp")).doesNotExist();
      assertThat(other.resolve(files.get(6).getFileName())).exists();
      // one line for each kind of damage
      assertThat(log.messages()).hasSizeLessThanOrEqualTo(5).isNotEmpty();
    }
  }

  @Test
  void aBatchOlderThanTheMaximumAgeIsDroppedAndCountedAndAYoungerOneIsSent() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    List<Path> files = leave(folder, 3);
    long now = System.currentTimeMillis();
    rename(files.get(0), now - 3 * HOUR);
    rename(files.get(1), now - HOUR - HOUR / 2);
    Map<String, Object> settings = settings(folder, Map.of("routeflow.spool.max-age-hours", 2));
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      await().until(() -> stats(application).sent() == 2 * BATCH);
      await().until(() -> stats(application).dropped(DropReason.SPOOL_EXPIRED) == BATCH);
      LedgerLaw.holdsAtRest(application, 0);
      assertThat(ingest.batches())
          .extracting(ReceivedBatch::batchId)
          .containsExactlyInAnyOrder(
              SpoolFolder.idOf(files.get(1)), SpoolFolder.idOf(files.get(2)));
      assertThat(folder.batches()).isEmpty();
    }
  }

  /** For a process whose clock was set back, what was written before is of the future. */
  @Test
  void whatIsOfTheFutureIsNeitherTooOldNorInTheWay() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    List<Path> files = leave(folder, 3);
    rename(files.get(0), System.currentTimeMillis() + 24 * HOUR * 365 * 10);
    rename(files.get(1), System.currentTimeMillis() + HOUR);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(
                ingest, SPEC, settings(folder, Map.of("routeflow.spool.max-age-hours", 1)))) {
      Pings.send(application, BATCH);
      await().until(() -> stats(application).spooled() == 4 * BATCH);
      ingest.otherwise(Answer.accept());
      ingest.awaitEvents(4 * BATCH);
      await().until(() -> stats(application).sent() == 4 * BATCH);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, BATCH);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(folder.batches()).isEmpty();
    }
  }

  @Test
  void whatIsOfTheFutureIsOlderThanWhatIsNewAndLeavesFirstWhereThereIsNoRoom() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    List<Path> files = leave(folder, 3);
    for (Path file : files) {
      rename(file, System.currentTimeMillis() + HOUR + files.indexOf(file));
    }
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(ingest, SPEC, settings(folder, Map.of("routeflow.spool.max-files", 3)))) {
      await().until(() -> stats(application).adopted() == 3 * BATCH);
      Pings.send(application, 2 * BATCH);
      await().until(() -> stats(application).dropped(DropReason.SPOOL_FULL) == 2 * BATCH);
      await().until(() -> stats(application).spooled() == 3 * BATCH);
      ingest.otherwise(Answer.accept());
      await().until(() -> stats(application).sent() == 3 * BATCH);
      LedgerLaw.holdsAtRest(application, 2 * BATCH);
      List<String> left = files.stream().map(SpoolFolder::idOf).toList();
      assertThat(ingest.batches())
          .extracting(ReceivedBatch::batchId)
          .filteredOn(left::contains)
          .hasSize(1);
    }
  }

  /** Batches of a process that has ended, oldest first. */
  private static List<Path> leave(SpoolFolder folder, int batches) {
    Map<String, Object> settings = settings(folder, Map.of());
    // only full batches, however slow the machine is
    settings.put("routeflow.flush-interval-ms", 3_600_000);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, batches * BATCH);
      await().until(() -> stats(application).spooled() == (long) batches * BATCH);
    }
    List<Path> files = folder.batches();
    assertThat(files).hasSize(batches);
    return files;
  }

  private static Map<String, Object> settings(SpoolFolder folder, Map<String, ?> more) {
    Map<String, Object> settings = folder.settings(more);
    settings.put("routeflow.max-events-per-batch", BATCH);
    settings.put("routeflow.flush-interval-ms", 1000);
    return settings;
  }

  private static void rename(Path file, long createdMillis) throws IOException {
    String rest = file.getFileName().toString().substring(15);
    Files.move(
        file, file.resolveSibling(String.format(Locale.ROOT, "%015d%s", createdMillis, rest)));
  }

  private static RouteflowStats stats(TestApplication application) {
    return application.context().getBean(Routeflow.class).stats();
  }
}
