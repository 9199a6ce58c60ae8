package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.spool.victim.Victim;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.Pings;
import suite.support.ReceivedBatch;

/**
 * A process under load is killed at moments that no one chooses, again and again, while the
 * endpoint works, refuses, is slow or does not answer; some are killed before they serve. {@code
 * -Dsuite.spool.kills=10} for less of that, {@code -Dsuite.spool.seed} for the same again.
 *
 * <p>Times are granted as in the guide, {@code spool.md}: what was answered longer ago is not lost.
 * For how long the machine has kept a process from running is measured in it, and comes on top.
 */
@Tag("load")
final class CrashTest {

  /**
   * What a busy machine takes beyond the stalls that the processes see, since a disk that
   * synchronizes or a thread that waits for its turn is none of them.
   */
  private static final int BUSY_MILLIS = 1_000;

  private static final int KILLS = Integer.getInteger("suite.spool.kills", 50);
  private static final long SEED = Long.getLong("suite.spool.seed", System.nanoTime());
  private static final int KILLS_OF_SINGLE_EVENTS = 4;
  private static final int LONGEST_MILLIS = 500;
  private static final int MOST_ANSWERS = 400;
  private static final int LONGEST_START_MILLIS = 1500;

  /** One in so many is killed while it starts. */
  private static final int STARTING = 8;

  private static final int SLOWEST_MILLIS = 200;

  /** In flight at the moment of a kill, with the one from disk. */
  private static final int MAX_UNRECORDED = 8 + 1;

  private static QuickStart quick;

  @TempDir Path directory = Path.of("");

  @BeforeAll
  static void prepare(@TempDir Path folder) {
    quick = QuickStart.in(folder);
  }

  /** Also with an event a batch, as always for ReplayStack, whose files are written in groups. */
  @ParameterizedTest(name = "{0}, write-ahead {1}, {2} events a batch")
  @CsvSource({"INGEST, true, 50", "INGEST, false, 50", "INGEST, true, 1", "REPLAYSTACK, true, 1"})
  void nothingArrivesTwiceOrInPartAndNothingIsLostThatIsPromised(
      CrashTarget target, boolean ahead, int batch) {
    int kills = batch == 1 ? Math.min(KILLS, KILLS_OF_SINGLE_EVENTS) : KILLS;
    System.out.printf("suite.spool.seed=%d, %s, write-ahead %s%n", SEED, target, ahead);
    Random random = new Random(SEED + (ahead ? 1 : 0));
    SpoolFolder folder = new SpoolFolder(directory);
    List<CrashingProcess.Life> lives = new ArrayList<>();
    Set<String> onDisk = new HashSet<>();
    try (Heart heart = new Heart();
        FakeIngest ingest = target.receiver()) {
      for (int round = 0; round < kills; round++) {
        lives.add(live(round, random, target, ingest, ahead, batch));
        folder.batches().forEach(file -> onDisk.addAll(target.idsOf(file)));
      }
      ingest.otherwise(Answer.accept());
      try (CrashingProcess last =
          CrashingProcess.start(quick, target, ingest, directory, ahead, batch)) {
        // what it has taken over is all that it has
        Pings.send(last.port(), 1);
        last.awaitAllSent(folder);
        CrashingProcess.Ledger ledger = last.awaitSettled(target);
        assertThat(ledger.dropped()).isZero();
        assertThat(ledger.sent()).isEqualTo(1 + ledger.adopted());
      }
      assertNothingInPart(target, ingest);
      assertNothingTwice(ingest, lives, heart.stalls());
      assertThat(ids(ingest.batches())).as("enough to show anything").hasSizeGreaterThan(kills / 2);
      assertThat(ids(ingest.batches())).containsAll(onDisk);
      assertThat(directory.resolve("damaged")).doesNotExist();
      assertThat(lost(target, ingest, lives, ahead)).isEmpty();
    }
  }

  private CrashingProcess.Life live(
      int round, Random random, CrashTarget target, FakeIngest ingest, boolean ahead, int batch) {
    ingest.otherwise(answer(random, ahead));
    CrashingProcess process = CrashingProcess.start(quick, target, ingest, directory, ahead, batch);
    if (random.nextInt(STARTING) == 0) {
      int millis = random.nextInt(LONGEST_START_MILLIS);
      return process.killAt(round, new CrashingProcess.Moment(millis, 0), ingest);
    }
    process.loadUntil(round, moment(random));
    ingest.otherwise(answer(random, ahead));
    return process.killAt(round, moment(random), ingest);
  }

  private static CrashingProcess.Moment moment(Random random) {
    return new CrashingProcess.Moment(random.nextInt(LONGEST_MILLIS), random.nextInt(MOST_ANSWERS));
  }

  /** Without a write-ahead what is in memory has a bound only where there are answers. */
  private static Answer answer(Random random, boolean ahead) {
    return switch (random.nextInt(6)) {
      case 0 -> Answer.status(503);
      case 1 -> Answer.slow(Duration.ofMillis(random.nextInt(SLOWEST_MILLIS)));
      case 2 -> Answer.reset();
      case 3 -> ahead ? Answer.hang() : Answer.status(500);
      default -> Answer.accept();
    };
  }

  /** Without a write-ahead also the time of the attempts that are not used up. */
  static Duration granted(boolean ahead) {
    int attempts =
        CrashingProcess.MAX_ATTEMPTS * (SLOWEST_MILLIS + CrashingProcess.RETRY_BASE_MILLIS);
    return Duration.ofMillis(
        CrashingProcess.FLUSH_INTERVAL_MILLIS
            + CrashingProcess.GRANTED_MILLIS
            + BUSY_MILLIS
            + (ahead ? 0 : attempts));
  }

  private static Set<String> ids(List<ReceivedBatch> batches) {
    return batches.stream().map(ReceivedBatch::batchId).collect(Collectors.toSet());
  }

  private static void assertNothingInPart(CrashTarget target, FakeIngest ingest) {
    assertThat(ingest.batches().stream().flatMap(batch -> target.eventIds(batch).stream()))
        .doesNotHaveDuplicates();
    Map<String, List<String>> contents = new HashMap<>();
    for (ReceivedBatch attempt : ingest.attempts()) {
      List<String> events = target.eventIds(attempt);
      assertThat(contents.computeIfAbsent(attempt.batchId(), key -> events)).isEqualTo(events);
    }
  }

  /**
   * A batch may come again under its id where the kill came before its acceptance was recorded:
   * what was in flight then.
   */
  private static void assertNothingTwice(
      FakeIngest ingest, List<CrashingProcess.Life> lives, CrashingProcess.Stalls here) {
    Map<String, ReceivedBatch> accepted = new HashMap<>();
    Map<Integer, Set<String>> againByLife = new HashMap<>();
    for (ReceivedBatch attempt : ingest.attempts()) {
      String id = attempt.batchId();
      assertThat(attempt.headers().first("Idempotency-Key")).isEqualTo(id);
      ReceivedBatch before = accepted.get(id);
      if (before != null) {
        CrashingProcess.Life life = firstEndedAfter(before.receivedAt(), lives);
        assertThat(life.endedAt()).as("a kill between").isLessThan(attempt.receivedAt());
        assertThat(recordedWithin(before, life, here))
            .as("%s in %d", id, life.round())
            .isNotPositive();
        againByLife.computeIfAbsent(life.round(), round -> new HashSet<>()).add(id);
      }
      if (attempt.answer().accepts()) {
        accepted.put(id, attempt);
      }
    }
    System.out.printf(
        "%d batches, sent again under the same id by the life that had them: %s%n",
        accepted.size(), againByLife);
    assertThat(againByLife.values()).allMatch(again -> again.size() <= MAX_UNRECORDED);
  }

  private static CrashingProcess.Life firstEndedAfter(
      long nanos, List<CrashingProcess.Life> lives) {
    return lives.stream()
        .filter(life -> life.endedAt() - nanos > 0)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no kill after it was accepted"));
  }

  /** How much longer than granted, in milliseconds, a batch was accepted before the kill. */
  private static long recordedWithin(
      ReceivedBatch batch, CrashingProcess.Life life, CrashingProcess.Stalls here) {
    long delay = batch.answer() instanceof Answer.Slow slow ? slow.delay().toMillis() : 0;
    long age = Duration.ofNanos(life.killedAt() - batch.receivedAt()).toMillis();
    long stalled =
        life.stalls().since(batch.receivedAt()).toMillis()
            + here.between(batch.receivedAt(), life.killedAt()).toMillis();
    return age - delay - stalled - CrashingProcess.GRANTED_MILLIS - BUSY_MILLIS;
  }

  private static List<String> lost(
      CrashTarget target, FakeIngest ingest, List<CrashingProcess.Life> lives, boolean ahead) {
    Set<String> arrived = ingest.events().stream().map(target::traceOf).collect(Collectors.toSet());
    List<String> lost = new ArrayList<>();
    long before = Long.MIN_VALUE;
    for (CrashingProcess.Life life : lives) {
      long begin = ahead ? Long.MIN_VALUE : firstAttempt(ingest, before, life.killedAt());
      lost.addAll(life.lost(arrived, granted(ahead), begin));
      before = life.endedAt();
    }
    return lost;
  }

  /**
   * In a life, else its end. Until then the client of the delivery is being made, and what was
   * answered is in the memory of an attempt that is not over.
   */
  private static long firstAttempt(FakeIngest ingest, long after, long killedAt) {
    return ingest.attempts().stream()
        .mapToLong(ReceivedBatch::receivedAt)
        .filter(at -> at > after && at < killedAt)
        .min()
        .orElse(killedAt);
  }

  /** Notes the time again and again: for how long this process, with the endpoint, has not run. */
  private static final class Heart implements AutoCloseable {
    private final Queue<Long> beats = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::beat, "heart");
    private volatile boolean ends;

    Heart() {
      thread.setDaemon(true);
      thread.start();
    }

    private void beat() {
      while (!ends) {
        beats.add(System.nanoTime());
        LockSupport.parkNanos(Victim.BEAT_NANOS);
      }
    }

    CrashingProcess.Stalls stalls() {
      return CrashingProcess.Stalls.of(beats);
    }

    @Override
    public void close() {
      ends = true;
    }
  }
}
