package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import suite.spool.victim.Victim;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.RawHttp;

/** An application with a spool as a process of its own, under load until it is killed. */
final class CrashingProcess implements AutoCloseable {

  static final int FLUSH_INTERVAL_MILLIS = 200;

  /** What the guide grants beside the flush interval. */
  static final int GRANTED_MILLIS = 250;

  static final int MAX_ATTEMPTS = 2;
  static final int RETRY_BASE_MILLIS = 20;

  static final Duration PATIENCE = FakeIngest.PATIENCE.multipliedBy(9);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final int CONNECTIONS = 2;
  private static final int AT_ONCE = 5;
  private static final long PAUSE_NANOS = 5_000_000;

  /** From one sign of life to the next on an idle machine. */
  private static final long TURN_NANOS = 2 * Victim.BEAT_NANOS;

  private final JavaProcess process;
  private final ConcurrentLinkedQueue<Answered> answered = new ConcurrentLinkedQueue<>();
  private final List<CompletableFuture<?>> clients = new ArrayList<>();
  private volatile boolean ends;

  private CrashingProcess(JavaProcess process) {
    this.process = process;
  }

  static CrashingProcess start(QuickStart quick, FakeIngest ingest, Path directory, boolean ahead) {
    return new CrashingProcess(quick.launch(settings(ingest, directory, ahead)).start());
  }

  /** The same for a destination, with batches of so many events at most. */
  static CrashingProcess start(
      QuickStart quick,
      CrashTarget target,
      FakeIngest receiver,
      Path directory,
      boolean ahead,
      int batch) {
    Map<String, String> settings = settings(target, receiver, directory, ahead);
    settings.put(target.prefix() + "max-events-per-batch", String.valueOf(batch));
    return new CrashingProcess(quick.launch(settings).start());
  }

  static Map<String, String> settings(FakeIngest ingest, Path directory, boolean ahead) {
    return settings(CrashTarget.INGEST, ingest, directory, ahead);
  }

  private static Map<String, String> settings(
      CrashTarget target, FakeIngest receiver, Path directory, boolean ahead) {
    Map<String, String> settings = new HashMap<>(target.settings(receiver));
    // only a kill may keep an answer from being recorded
    settings.put(target.prefix() + "timeout-ms", "20000");
    settings.put(target.prefix() + "max-attempts", String.valueOf(MAX_ATTEMPTS));
    settings.put(target.prefix() + "retry-base-ms", String.valueOf(RETRY_BASE_MILLIS));
    settings.put(target.prefix() + "flush-interval-ms", String.valueOf(FLUSH_INTERVAL_MILLIS));
    settings.put("routeflow.flush-interval-ms", String.valueOf(FLUSH_INTERVAL_MILLIS));
    settings.put("routeflow.spool.enabled", "true");
    settings.put("routeflow.spool.directory", directory.toString());
    settings.put("routeflow.spool.write-ahead", String.valueOf(ahead));
    settings.put("routeflow.console.enabled", "false");
    return settings;
  }

  /** Waits until it listens. */
  int port() {
    return QuickStart.portOf(process);
  }

  /** Ends it at once. */
  void kill() {
    process.kill();
  }

  /** Begins with the load, and returns at a moment after the first answer. */
  void loadUntil(int round, Moment moment) {
    int port = port();
    for (int client = 0; client < CONNECTIONS; client++) {
      String name = "trace-" + round + "-" + client + "-";
      clients.add(CompletableFuture.runAsync(() -> load(port, name), CrashingProcess::onThread));
    }
    pass(moment, 1);
  }

  /** The common pool has one thread on two processors, and each of these runs until it is ended. */
  private static void onThread(Runnable task) {
    Thread thread = new Thread(task, "crash-client");
    thread.setDaemon(true);
    thread.start();
  }

  private void pass(Moment moment, int atLeast) {
    int until = answered.size() + Math.max(atLeast, moment.answers());
    pause(moment.millis());
    await().atMost(PATIENCE).pollInterval(POLL).until(() -> answered.size() >= until);
  }

  /** Goes on, and kills it; returns when the endpoint has seen the end of it too. */
  Life killAt(int round, Moment moment, FakeIngest ingest) {
    pass(moment, 0);
    long killedAt = System.nanoTime();
    process.kill();
    endLoad();
    await().atMost(PATIENCE).pollInterval(POLL).until(() -> ingest.openConnections() == 0);
    return new Life(
        round,
        List.copyOf(answered),
        killedAt,
        System.nanoTime(),
        Stalls.of(process.output(), killedAt));
  }

  /** No more requests; returns when each has its answer, or none comes. */
  void endLoad() {
    ends = true;
    clients.forEach(CompletableFuture::join);
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  private void load(int port, String name) {
    int number = 0;
    try (RawHttp http = RawHttp.connect(port)) {
      while (!ends) {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < AT_ONCE; i++) {
          requests.append(RawHttp.get("/ping/1", "x-routeflow-trace-id: " + name + (number + i)));
        }
        http.send(requests.toString());
        for (int i = 0; i < AT_ONCE; i++) {
          http.read();
          answered.add(new Answered(name + number++, System.nanoTime()));
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (UncheckedIOException e) {
      // it is killed
    }
  }

  /** Waits until nothing is left on disk. */
  void awaitAllSent(SpoolFolder folder) {
    await().atMost(PATIENCE).until(() -> folder.batches().isEmpty());
  }

  /**
   * Waits until it says of a destination that nothing waits and nothing is on disk, and that all it
   * was offered or took over was sent or dropped.
   */
  Ledger awaitSettled(CrashTarget target) {
    String prefix = Victim.LEDGER + target.destination() + " ";
    Ledger[] last = new Ledger[1];
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String line =
                  process.output().stream()
                      .filter(said -> said.startsWith(prefix))
                      .reduce((first, second) -> second)
                      .orElseThrow(() -> new AssertionError("no statistics"));
              last[0] = Ledger.of(line.substring(prefix.length()));
              // the lines before a request has reached the destinations say nothing of it
              assertThat(last[0].offered()).isPositive();
              assertThat(last[0].waiting()).isZero();
              assertThat(last[0].spooled()).isZero();
              assertThat(last[0].sent() + last[0].dropped())
                  .as("%s", last[0])
                  .isEqualTo(last[0].offered() + last[0].adopted());
            });
    return last[0];
  }

  /** What a process says of a destination. */
  record Ledger(long offered, long adopted, long sent, long dropped, long waiting, long spooled) {

    private static Ledger of(String figures) {
      long[] all = Arrays.stream(figures.split(" ", -1)).mapToLong(Long::parseLong).toArray();
      return new Ledger(all[0], all[1], all[2], all[3], all[4], all[5]);
    }
  }

  /** Ends it in good order. */
  @Override
  public void close() {
    try {
      process.terminate();
      int unused = process.awaitExit();
    } finally {
      process.close();
    }
  }

  /**
   * A moment under load: after a time, and not before so many answers, since a busy machine gives
   * few of them in that time.
   */
  record Moment(int millis, int answers) {}

  /** A request and when its answer was there. */
  record Answered(String trace, long at) {}

  /** What it answered, when it was killed, and when the machine has kept it from running. */
  record Life(int round, List<Answered> answered, long killedAt, long endedAt, Stalls stalls) {

    /**
     * What was answered, has not arrived, and was answered longer ago than is granted.
     *
     * @param begin from when on that counts
     */
    List<String> lost(Set<String> arrived, Duration granted, long begin) {
      List<String> late = new ArrayList<>();
      int lost = 0;
      long oldest = 0;
      long mostOver = Long.MIN_VALUE;
      for (Answered one : answered) {
        if (!arrived.contains(one.trace())) {
          long from = Math.max(one.at(), begin);
          long age = Duration.ofNanos(killedAt - from).toMillis();
          long over = age - granted.toMillis() - stalls.since(from).toMillis();
          lost++;
          oldest = Math.max(oldest, age);
          mostOver = Math.max(mostOver, over);
          if (over > 0) {
            late.add(one.trace() + " (" + age + " ms)");
          }
        }
      }
      System.out.printf(
          "life %d: %d answered, %d lost, the oldest after %d ms; %s%n",
          round,
          answered.size(),
          lost,
          oldest,
          lost == 0 ? "" : -mostOver + " ms less than is granted");
      return late;
    }
  }

  /** The times at which a process has said that it runs, and that of its end. */
  record Stalls(List<Long> beats) {

    /** Of a process that is asked at certain times. */
    static Stalls of(Collection<Long> beats) {
      return new Stalls(List.copyOf(beats));
    }

    static Stalls of(List<String> output, long killedAt) {
      LongStream said =
          output.stream()
              .filter(line -> line.startsWith(Victim.BEAT))
              .mapToLong(line -> Long.parseLong(line.substring(Victim.BEAT.length())))
              .filter(at -> at < killedAt);
      return new Stalls(LongStream.concat(said, LongStream.of(killedAt)).boxed().toList());
    }

    /** How long it has not run altogether, from a time on. */
    Duration since(long nanos) {
      return between(nanos, Long.MAX_VALUE);
    }

    Duration between(long nanos, long until) {
      long stalled = 0;
      for (int i = 1; i < beats.size(); i++) {
        if (beats.get(i) > nanos && beats.get(i - 1) < until) {
          stalled += Math.max(0, beats.get(i) - Math.max(beats.get(i - 1), nanos) - TURN_NANOS);
        }
      }
      return Duration.ofNanos(stalled);
    }
  }
}
