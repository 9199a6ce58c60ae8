package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
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
    }
    assertThat(directory.toFile().list()).isEmpty();
  }

  /** Whose folders there are. */
  private int processes() {
    String[] folders = directory.toFile().list();
    return folders == null ? 0 : folders.length;
  }
}
