package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.ReceivedBatch;

/**
 * A process under load is killed at moments that no one chooses, again and again, while the
 * endpoint works, refuses, is slow or does not answer: {@code -Dsuite.spool.kills=50} for more of
 * that.
 */
final class CrashTest {

  private static final int KILLS = Integer.getInteger("suite.spool.kills", 6);
  private static final long SEED = Long.getLong("suite.spool.seed", System.nanoTime());
  private static final int LONGEST_LIFE_MILLIS = 2500;

  /** In flight at the moment of a kill, with the one that was kept and is tried again. */
  private static final int MAX_UNRECORDED = 8 + 1;

  @TempDir Path directory = Path.of("");

  @ParameterizedTest(name = "write-ahead {0}")
  @ValueSource(booleans = {true, false})
  void nothingArrivesTwiceOrInPartAndNothingIsLostThatIsPromised(boolean ahead) {
    System.out.printf("suite.spool.seed=%d, write-ahead %s%n", SEED, ahead);
    Random random = new Random(SEED + (ahead ? 1 : 0));
    SpoolFolder folder = new SpoolFolder(directory);
    List<CrashingProcess.Life> lives = new ArrayList<>();
    Set<String> onDisk = new HashSet<>();
    int rounds = (KILLS + 1) / 2;
    try (FakeIngest ingest = FakeIngest.start()) {
      for (int round = 0; round < rounds; round++) {
        ingest.otherwise(answer(random));
        CrashingProcess process = CrashingProcess.start(ingest, directory, ahead);
        process.loadFor(round, Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
        ingest.otherwise(answer(random));
        lives.add(process.loadAndKill(round, random.nextInt(LONGEST_LIFE_MILLIS)));
        folder.batches().forEach(file -> onDisk.add(SpoolFolder.idOf(file)));
      }
      ingest.otherwise(Answer.accept());
      try (CrashingProcess last = CrashingProcess.start(ingest, directory, ahead)) {
        last.awaitAllSent(folder);
      }
      List<CrashingProcess.Losses> losses = losses(ingest, lives);
      assertNothingTwice(ingest, rounds);
      assertThat(ids(ingest.batches())).containsAll(onDisk);
      assertThat(directory.resolve("damaged")).doesNotExist();
      if (ahead) {
        assertThat(losses).allSatisfy(life -> assertThat(life.promised()).isEmpty());
      }
    }
  }

  private static Answer answer(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Answer.status(503);
      case 1 -> Answer.slow(Duration.ofMillis(random.nextInt(200)));
      case 2 -> Answer.reset();
      case 3 -> Answer.hang();
      default -> Answer.accept();
    };
  }

  private static Set<String> ids(List<ReceivedBatch> batches) {
    Set<String> ids = new HashSet<>();
    batches.forEach(batch -> ids.add(batch.batchId()));
    return ids;
  }

  /** A batch may come again under its id where the kill came before its acceptance was recorded. */
  private static void assertNothingTwice(FakeIngest ingest, int rounds) {
    assertThat(ingest.events())
        .extracting(event -> event.path("event_id").asText())
        .doesNotHaveDuplicates();
    Map<String, List<String>> contents = new HashMap<>();
    Set<String> accepted = new HashSet<>();
    int again = 0;
    for (ReceivedBatch attempt : ingest.attempts()) {
      String id = attempt.batchId();
      assertThat(attempt.headers().first("Idempotency-Key")).isEqualTo(id);
      List<String> events =
          attempt.events().stream().map(event -> event.path("event_id").asText()).toList();
      assertThat(contents.computeIfAbsent(id, key -> events)).isEqualTo(events);
      if (accepted.contains(id)) {
        again++;
      }
      if (attempt.answer().accepts()) {
        accepted.add(id);
      }
    }
    System.out.printf("%d batches, sent again under the same id: %d%n", accepted.size(), again);
    assertThat(again).isLessThanOrEqualTo(rounds * MAX_UNRECORDED);
  }

  private static List<CrashingProcess.Losses> losses(
      FakeIngest ingest, List<CrashingProcess.Life> lives) {
    Set<String> arrived = new HashSet<>();
    for (JsonNode event : ingest.events()) {
      arrived.add(event.path("trace_id").asText());
    }
    List<CrashingProcess.Losses> losses = new ArrayList<>();
    for (CrashingProcess.Life life : lives) {
      CrashingProcess.Losses lost = life.losses(arrived);
      System.out.println(lost);
      losses.add(lost);
    }
    return losses;
  }
}
