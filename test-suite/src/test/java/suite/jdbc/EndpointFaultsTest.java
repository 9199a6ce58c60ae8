package suite.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import suite.jdbc.FaultSoakProcess.Figures;
import suite.support.EndpointFault;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.TestApplication;

/**
 * An application in 128 MiB, under load with ever new SQL, while its endpoint does one wrong thing
 * after the other: its answers are those that it gives with an endpoint that works, and take as
 * long; nothing of the delivery is on its threads; all events are accounted for, and afterwards
 * heap and open files are what they were. For {@code -Dsuite.soak.seconds} in all; the order of the
 * last part is by {@code suite.soak.seed}.
 */
@Tag("load")
final class EndpointFaultsTest {

  private static final int SECONDS = Integer.getInteger("suite.soak.seconds", 10);
  private static final long SEED = Long.getLong("suite.soak.seed", System.nanoTime());

  /** One without a fault, two with each, one of them before it begins, two with any of them. */
  private static final int PARTS = 2 * EndpointFault.values().length + 3;

  private static final long PART_NANOS = TimeUnit.SECONDS.toNanos(SECONDS) / PARTS;
  private static final int CONNECTIONS = 2;
  private static final int SIZES = 40;

  /** Requests on each connection in a part, however slow the machine. */
  private static final int LEAST = 25;

  private static final int FAULT_MILLIS = 40;
  private static final long MEBIBYTE = 1 << 20;

  /** For the caches of database, module and JVM, which fill up to bounds of their own. */
  private static final long HEAP_LIMIT = 8 * MEBIBYTE;

  /** What the events that wait may take beside it. */
  private static final long WAITING_LIMIT = 24 * MEBIBYTE;

  /** As many connections as batches in flight may stay open, to be used again. */
  private static final int MORE_FILES = 8 + 4;

  private static final int MORE_FILES_MEANWHILE = 32;

  /**
   * How many times longer requests may take than without the fault, right before it, on the same
   * machine in the same state. No time of its own is asserted, since that is the machine's. An
   * endpoint that takes an event loop of the application was seen to make it 60 to 400 times, and
   * one that takes a connection of it more.
   */
  private static final double MOST_SLOWDOWN = 5;

  /**
   * What a fault does it does each time. What else the machine does it does not: on one with ten
   * programs for each processor, one try in eight was seen to be above the bound, up to 9 times.
   * Each further try takes twice as long, which makes it rarer.
   */
  private static final int TRIES = 6;

  private static final Duration PATIENCE = FakeIngest.PATIENCE.multipliedBy(3);

  private final String[] expected = new String[SIZES];

  @Test
  void changeNoAnswerAndLeaveHeapAndOpenFilesAsTheyWere() {
    System.out.println("suite.soak.seed=" + SEED);
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process = start(ingest)) {
      String line = process.awaitLine(said -> said.startsWith(FaultSoakProcess.LISTENS));
      int port = Integer.parseInt(line.substring(FaultSoakProcess.LISTENS.length()));
      warmUp(ingest, port);
      Part first = without(ingest, port);
      for (EndpointFault fault : EndpointFault.values()) {
        check(first, alternating(nanos -> with(fault, ingest, port, nanos)));
      }
      check(first, alternating(nanos -> withAny(ingest, port, nanos)));
      assertThat(RawHttp.exchange(port, RawHttp.get("/soak/foreign")).text())
          .as("what of the delivery was seen on threads of the application")
          .isEmpty();
      assertThat(process.output())
          .as("what the process says")
          .noneMatch(said -> said.startsWith("\tat ") || said.contains("LEAK:"))
          .hasSizeLessThan(1 + 2 * PARTS + 2 * SECONDS / 60);
    }
  }

  @Test
  void theGuideListsThem() throws IOException {
    String guide = Files.readString(Path.of("../docs/guide/guarantees.md"), UTF_8);
    assertThat(EndpointFault.values())
        .hasSizeGreaterThanOrEqualTo(20)
        .allSatisfy(fault -> assertThat(guide).contains("\n- " + fault.words() + "\n"));
  }

  private static JavaProcess start(FakeIngest ingest) {
    return JavaProcess.of(FaultSoakProcess.class)
        .option("-Xmx128m")
        .option("-XX:+UseSerialGC")
        .option("-XX:+ExitOnOutOfMemoryError")
        .systemProperty("io.netty.leakDetection.level", "advanced")
        .systemProperty("routeflow.endpoint", ingest.uri().toString())
        .systemProperty("routeflow.ingest-key", TestApplication.INGEST_KEY)
        .systemProperty("routeflow.ignored-paths", "/soak/figures")
        .systemProperty("routeflow.flush-interval-ms", "50")
        .systemProperty("routeflow.timeout-ms", "300")
        .systemProperty("routeflow.max-attempts", "2")
        .systemProperty("routeflow.retry-base-ms", "5")
        .start();
  }

  /** Until events arrive, so that what is compared with is an application that delivers. */
  private void warmUp(FakeIngest ingest, int port) {
    for (int size = 0; size < SIZES; size++) {
      expected[size] = answer(RawHttp.exchange(port, RawHttp.get("/soak/" + size)));
    }
    Part part;
    do {
      part = without(ingest, port);
    } while (part.after().sent() == 0);
  }

  /** Again where it seems to be slower, until it is clear whether that is the fault's doing. */
  private static Part alternating(LongFunction<Part> part) {
    Part seen = part.apply(PART_NANOS);
    for (int i = 1; i < TRIES && seen.slowdown() > MOST_SLOWDOWN; i++) {
      seen = part.apply(PART_NANOS << i);
    }
    return seen;
  }

  private Part without(FakeIngest ingest, int port) {
    return ended("none", ingest, port, new long[0], latencies(port, PART_NANOS, () -> {}));
  }

  private Part with(EndpointFault fault, FakeIngest ingest, int port, long nanos) {
    long[] without = latencies(port, nanos, () -> {});
    fault.begin(ingest);
    return ended(fault.words(), ingest, port, without, latencies(port, nanos, () -> {}));
  }

  private Part withAny(FakeIngest ingest, int port, long nanos) {
    Random random = new Random(SEED);
    long[] without = latencies(port, nanos, () -> {});
    long[] latencies =
        latencies(
            port,
            nanos,
            () -> {
              EndpointFault.any(random).begin(ingest);
              LockSupport.parkNanos(
                  TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(FAULT_MILLIS)));
              EndpointFault.end(ingest);
            });
    return ended("any of them", ingest, port, without, latencies);
  }

  /** Those of a part's requests, while something is done over and over. */
  private long[] latencies(int port, long nanos, Runnable meanwhile) {
    long end = System.nanoTime() + nanos;
    List<CompletableFuture<long[]>> clients = clients(port, end);
    while (clients.stream().anyMatch(client -> !client.isDone())) {
      meanwhile.run();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return clients.stream()
        .map(CompletableFuture::join)
        .flatMapToLong(Arrays::stream)
        .sorted()
        .toArray();
  }

  private Part ended(String name, FakeIngest ingest, int port, long[] without, long[] latencies) {
    Figures meanwhile = figures(port);
    EndpointFault.end(ingest);
    await().atMost(PATIENCE).until(() -> sentAfterARequest(port) > meanwhile.sent());
    await().atMost(PATIENCE).until(() -> figures(port).isAtRest());
    Figures after = figures(port);
    ingest.forget();
    Part part = new Part(name, without, latencies, meanwhile, after);
    System.out.println(part);
    return part;
  }

  /** No fault may leave the delivery without a connection. */
  private static long sentAfterARequest(int port) {
    assertThat(RawHttp.exchange(port, RawHttp.get("/soak/1")).status()).isEqualTo(200);
    return figures(port).sent();
  }

  private List<CompletableFuture<long[]>> clients(int port, long end) {
    return IntStream.range(0, CONNECTIONS)
        .mapToObj(client -> CompletableFuture.supplyAsync(() -> load(port, end)))
        .toList();
  }

  /** Requests one after the other; how long each took, in nanoseconds. */
  private long[] load(int port, long end) {
    List<Long> latencies = new ArrayList<>();
    try (RawHttp http = RawHttp.connect(port)) {
      for (int i = 0; i < LEAST || System.nanoTime() - end < 0; i++) {
        long start = System.nanoTime();
        http.send(RawHttp.get("/soak/" + i % SIZES));
        RawResponse response = http.read();
        latencies.add(System.nanoTime() - start);
        assertThat(answer(response)).isEqualTo(expected[i % SIZES]);
      }
    }
    return latencies.stream().mapToLong(Long::longValue).toArray();
  }

  private static String answer(RawResponse response) {
    return response.statusLine() + response.headers() + response.text();
  }

  private static Figures figures(int port) {
    return Figures.of(RawHttp.exchange(port, RawHttp.get("/soak/figures")).text());
  }

  private static void check(Part first, Part part) {
    Figures before = first.after();
    assertThat(part.slowdown())
        .as("how much longer requests take while the endpoint %s", part.name())
        .isLessThan(MOST_SLOWDOWN);
    assertThat(part.meanwhile().heap())
        .as("heap while the endpoint %s", part.name())
        .isLessThan(before.heap() + HEAP_LIMIT + WAITING_LIMIT);
    assertThat(part.after().heap())
        .as("heap after %s", part.name())
        .isLessThan(before.heap() + HEAP_LIMIT);
    assertThat(part.meanwhile().files())
        .as("open files while the endpoint %s", part.name())
        .isLessThanOrEqualTo(before.files() + MORE_FILES_MEANWHILE);
    assertThat(part.after().files())
        .as("open files after %s", part.name())
        .isLessThanOrEqualTo(before.files() + MORE_FILES);
  }

  /** A stretch of time, and what the process said at its end and at rest. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(
      String name, long[] without, long[] latencies, Figures meanwhile, Figures after) {

    /** By the median, or by the mean where some requests wait long. */
    private double slowdown() {
      return without.length == 0
          ? 1
          : Math.max(median(latencies) / median(without), mean(latencies) / mean(without));
    }

    private static double median(long[] sorted) {
      return sorted[sorted.length / 2];
    }

    private static double mean(long[] latencies) {
      return Arrays.stream(latencies).average().orElseThrow();
    }

    private double millis(double share) {
      return latencies[(int) (share * (latencies.length - 1))] / 1e6;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-48s %6d requests, p50 %.2f p99 %.2f max %.1f ms, %.2f times; heap %.1f, at rest %.1f MiB; files %d, %d;"
              + " threads %d; %s",
          name,
          latencies.length,
          millis(0.5),
          millis(0.99),
          millis(1),
          slowdown(),
          (double) meanwhile.heap() / MEBIBYTE,
          (double) after.heap() / MEBIBYTE,
          meanwhile.files(),
          after.files(),
          after.threads(),
          after);
    }
  }
}
