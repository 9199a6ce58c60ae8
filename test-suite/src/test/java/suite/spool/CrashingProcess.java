package suite.spool;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** An application with a spool as a process of its own, under load until it is killed. */
final class CrashingProcess implements AutoCloseable {

  private static final int FLUSH_INTERVAL_MILLIS = 200;

  /** What the guide grants beside the flush interval. */
  private static final int GRANTED_MILLIS = 250;

  /** For which a busy machine may keep the process from running; what comes of it is printed. */
  private static final int STALL_MILLIS = Integer.getInteger("suite.spool.stall-ms", 1000);

  static final Duration PATIENCE = FakeIngest.PATIENCE.multipliedBy(3);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final int CONNECTIONS = 2;
  private static final int AT_ONCE = 5;
  private static final long PAUSE_NANOS = 5_000_000;

  private final JavaProcess process;
  private final int port;
  private final ConcurrentLinkedQueue<Answered> answered = new ConcurrentLinkedQueue<>();
  private final List<CompletableFuture<?>> clients = new ArrayList<>();
  private volatile boolean ends;

  private CrashingProcess(JavaProcess process) {
    this.process = process;
    this.port = PingProcess.portOf(process);
  }

  static CrashingProcess start(FakeIngest ingest, Path directory, boolean ahead) {
    JavaLaunch launch =
        JavaProcess.of(PingProcess.class)
            .option("-XX:TieredStopAtLevel=1")
            .option("-XX:+UseSerialGC")
            .option("-Xmx128m");
    settings(ingest, directory, ahead).forEach(launch::systemProperty);
    JavaProcess process = launch.start();
    try {
      return new CrashingProcess(process);
    } catch (RuntimeException | AssertionError e) {
      process.close();
      throw e;
    }
  }

  private static Map<String, String> settings(FakeIngest ingest, Path directory, boolean ahead) {
    return Map.of(
        // only a kill may keep an answer from being recorded
        "routeflow.timeout-ms",
        "20000",
        "routeflow.endpoint",
        ingest.uri().toString(),
        "routeflow.ingest-key",
        TestApplication.INGEST_KEY,
        "routeflow.flush-interval-ms",
        String.valueOf(FLUSH_INTERVAL_MILLIS),
        "routeflow.max-attempts",
        "2",
        "routeflow.retry-base-ms",
        "20",
        "routeflow.spool.enabled",
        "true",
        "routeflow.spool.directory",
        directory.toString(),
        "routeflow.spool.write-ahead",
        String.valueOf(ahead),
        "routeflow.console.enabled",
        "false");
  }

  int port() {
    return port;
  }

  /** Ends it at once. */
  void kill() {
    process.kill();
  }

  /** Begins with the load, and returns some time after the first answer. */
  void loadFor(int round, Duration time) {
    for (int client = 0; client < CONNECTIONS; client++) {
      String name = "trace-" + round + "-" + client + "-";
      clients.add(CompletableFuture.runAsync(() -> load(name)));
    }
    await().atMost(PATIENCE).pollInterval(POLL).until(() -> !answered.isEmpty());
    LockSupport.parkNanos(time.toNanos());
  }

  /** Goes on for a time, and kills it. */
  Life loadAndKill(int round, int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    long killedAt = System.nanoTime();
    process.kill();
    ends = true;
    clients.forEach(CompletableFuture::join);
    return new Life(round, List.copyOf(answered), killedAt);
  }

  private void load(String name) {
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

  /** A request and when its answer was there. */
  record Answered(String trace, long at) {}

  /** What it answered, and when it was killed. */
  record Life(int round, List<Answered> answered, long killedAt) {

    Losses losses(Set<String> arrived) {
      List<String> promised = new ArrayList<>();
      int lost = 0;
      int late = 0;
      long oldest = 0;
      for (Answered one : answered) {
        if (!arrived.contains(one.trace())) {
          long age = Duration.ofNanos(killedAt - one.at()).toMillis();
          lost++;
          oldest = Math.max(oldest, age);
          late += age > FLUSH_INTERVAL_MILLIS + GRANTED_MILLIS ? 1 : 0;
          if (age > FLUSH_INTERVAL_MILLIS + GRANTED_MILLIS + STALL_MILLIS) {
            promised.add(one.trace() + " (" + age + " ms)");
          }
        }
      }
      return new Losses(round, answered.size(), lost, late, oldest, promised);
    }
  }

  /**
   * What has not arrived of what was answered.
   *
   * @param late those of them that were answered longer ago than the guide grants
   * @param oldestMillis the longest time from an answer whose event is lost to the kill
   * @param promised those that must not be lost with a write-ahead, whatever the machine does
   */
  record Losses(
      int round, int answered, int lost, int late, long oldestMillis, List<String> promised) {

    @Override
    public String toString() {
      return "life %d: %d answered, %d lost, %d of them late, the oldest after %d ms"
          .formatted(round, answered, lost, late, oldestMillis);
    }
  }
}
