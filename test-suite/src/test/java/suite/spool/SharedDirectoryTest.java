package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.Pings;
import suite.support.ReceivedBatch;

/** Several processes have one directory, and one of them is killed. */
final class SharedDirectoryTest {

  private static final int EVENTS = 40;

  private static QuickStart quick;

  @TempDir Path directory = Path.of("");

  @BeforeAll
  static void prepare(@TempDir Path folder) {
    quick = QuickStart.in(folder);
  }

  @Test
  void theBatchesOfOneThatIsKilledAreTakenOverByExactlyOneAndThoseOfTheOthersStayTheirs() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        CrashingProcess first = CrashingProcess.start(quick, ingest, directory, true);
        CrashingProcess second = CrashingProcess.start(quick, ingest, directory, false);
        CrashingProcess third = CrashingProcess.start(quick, ingest, directory, true)) {
      for (CrashingProcess process : List.of(first, second, third)) {
        Pings.send(process.port(), EVENTS);
      }
      await().atMost(CrashingProcess.PATIENCE).until(() -> folder.events() == 3 * EVENTS);
      assertThat(directory.toFile().list()).hasSize(3);
      List<String> ids = folder.batches().stream().map(SpoolFolder::idOf).toList();

      first.kill();
      await().atMost(CrashingProcess.PATIENCE).until(() -> processes() == 2);
      assertThat(folder.batches().stream().map(SpoolFolder::idOf))
          .containsExactlyInAnyOrderElementsOf(ids);

      ingest.otherwise(Answer.accept());
      ingest.awaitEvents(3 * EVENTS, CrashingProcess.PATIENCE);
      second.awaitAllSent(folder);
      assertThat(ingest.batches())
          .extracting(ReceivedBatch::batchId)
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(ingest.attempts().stream().filter(attempt -> attempt.answer().accepts()))
          .extracting(ReceivedBatch::batchId)
          .doesNotHaveDuplicates();
      CrashingProcess.Ledger ofSecond = second.awaitSettled(CrashTarget.INGEST);
      CrashingProcess.Ledger ofThird = third.awaitSettled(CrashTarget.INGEST);
      assertThat(ofSecond.dropped() + ofThird.dropped()).isZero();
      assertThat(ofSecond.adopted() + ofThird.adopted()).isEqualTo(EVENTS);
      assertThat(ofSecond.sent() + ofThird.sent()).isEqualTo(3 * EVENTS);
    }
    assertThat(directory.toFile().list()).isEmpty();
  }

  /** Each has a receiver of its own, so that it shows which process has sent what. */
  @Test
  void whatOneHasOnDiskThatIsKilledUnderLoadIsSentByTheOtherOnceAndIsInItsLedger() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ofFirst = FakeIngest.start(Answer.status(503));
        FakeIngest ofSecond = FakeIngest.start(Answer.status(503));
        CrashingProcess first = CrashingProcess.start(quick, ofFirst, directory, true);
        CrashingProcess second = CrashingProcess.start(quick, ofSecond, directory, true)) {
      second.loadUntil(2, new CrashingProcess.Moment(0, EVENTS));
      first.loadUntil(1, new CrashingProcess.Moment(500, 5 * EVENTS));
      CrashingProcess.Life life = first.killAt(1, new CrashingProcess.Moment(200, EVENTS), ofFirst);
      List<String> onDisk = folder.batches().stream().map(SpoolFolder::idOf).toList();
      await().atMost(CrashingProcess.PATIENCE).until(() -> processes() == 1);
      second.endLoad();

      ofSecond.otherwise(Answer.accept());
      second.awaitAllSent(folder);
      CrashingProcess.Ledger ledger = second.awaitSettled(CrashTarget.INGEST);
      assertThat(ledger.adopted()).isPositive();
      assertThat(ledger.dropped()).isZero();
      assertThat(ofSecond.events()).hasSize((int) ledger.sent());
      assertThat(ofSecond.batches())
          .extracting(ReceivedBatch::batchId)
          .doesNotHaveDuplicates()
          .containsAll(onDisk);
      assertThat(ofFirst.batches()).isEmpty();
      Set<String> arrived =
          ofSecond.events().stream().map(CrashTarget.INGEST::traceOf).collect(Collectors.toSet());
      assertThat(life.lost(arrived, CrashTest.granted(true), Long.MIN_VALUE)).isEmpty();
    }
    assertThat(directory.toFile().list()).isEmpty();
  }

  /** Whose folders there are. */
  private int processes() {
    String[] folders = directory.toFile().list();
    return folders == null ? 0 : folders.length;
  }
}
