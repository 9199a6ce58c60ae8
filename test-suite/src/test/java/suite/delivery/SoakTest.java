package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.HeapGrowth;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.TestApplication;

/**
 * As many requests as there can be, to three destinations with faults at random: all ledgers are
 * right whenever the application comes to rest, and nothing of it grows. For {@code
 * -Dsuite.soak.seconds}, in rounds.
 */
final class SoakTest {

  private static final String SPEC = "SoakTest";
  private static final int SECONDS = Integer.getInteger("suite.soak.seconds", 10);
  private static final long SEED = Long.getLong("suite.soak.seed", System.nanoTime());

  /** The first one is not measured; {@link HeapGrowth} does four at least. */
  private static final int ROUNDS = 5;

  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(SECONDS) / ROUNDS;
  private static final int CONNECTIONS = 2;
  private static final int AT_ONCE = 25;
  private static final int FAULT_MILLIS = 40;
  private static final long HEAP_LIMIT = 2 << 20;
  private static final int MORE_THREADS = 8;

  /**
   * Both ends of as many connections as batches may be in flight: a pool keeps them for a while.
   */
  private static final int MORE_FILES = 2 * 8;

  private static final Duration PATIENCE = FakeIngest.PATIENCE.multipliedBy(6);

  @TempDir Path directory = Path.of("");

  private final Random random = new Random(SEED);
  private final List<Long> threads = new ArrayList<>();
  private final List<Long> files = new ArrayList<>();
  private long sent;

  @Test
  void ledgersAreRightAndHeapThreadsAndOpenFilesAreFlat() {
    System.out.println("suite.soak.seed=" + SEED);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings())) {
      HeapGrowth heap = HeapGrowth.of(HEAP_LIMIT, () -> round(ingest, application));
      System.out.printf(
          "%d requests, heap %s, threads %s, open files %s%n",
          sent, heap.perRound(), threads, files);
      assertThat(heap.least()).isLessThan(HEAP_LIMIT);
      assertFlat(threads, MORE_THREADS);
      assertFlat(files, MORE_FILES);
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        "routeflow.timeout-ms", 500,
        "routeflow.retry-base-ms", 5,
        "routeflow.max-attempts", 2,
        "routeflow.destinations.flaky.retry-base-ms", 5,
        "routeflow.destinations.flaky.timeout-ms", 200,
        "routeflow.destinations.flaky.spool.enabled", false,
        "routeflow.destinations.flaky.offline-queue-max", 200,
        "routeflow.destinations.slow.max-events-per-batch", 200,
        "routeflow.spool.enabled", true,
        "routeflow.spool.directory", directory.toString());
  }

  private static void assertFlat(List<Long> measured, int more) {
    long first = measured.get(0);
    assertThat(measured.get(measured.size() - 1)).isLessThanOrEqualTo(first + more);
  }

  /** Load and faults for a while, then rest. */
  private void round(FakeIngest ingest, TestApplication application) {
    Flaky flaky = application.context().getBean(Flaky.class);
    long end = System.nanoTime() + ROUND_NANOS;
    List<CompletableFuture<Long>> clients =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(client -> CompletableFuture.supplyAsync(() -> load(application, end)))
            .toList();
    while (System.nanoTime() - end < 0) {
      ingest.otherwise(answer());
      flaky.fault = Fault.values()[random.nextInt(Fault.values().length)];
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(FAULT_MILLIS)));
    }
    ingest.otherwise(Answer.accept());
    flaky.fault = Fault.NONE;
    for (CompletableFuture<Long> client : clients) {
      sent += client.join();
    }
    rest(application);
    ingest.forget();
    measure();
  }

  private void rest(TestApplication application) {
    Routeflow routeflow = application.context().getBean(Routeflow.class);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                routeflow.flush(Duration.ofSeconds(1))
                    && routeflow.stats().destinations().values().stream()
                        .allMatch(one -> one.waiting() == 0 && one.spooled() == 0));
    RouteflowStats stats = LedgerLaw.holdsAtRest(application, sent);
    assertThat(stats.destinations()).containsOnlyKeys("ingest", "flaky", "slow");
    assertThat(stats.destinations().values()).allMatch(one -> one.sent() > 0);
  }

  /** Connections end a little later than the events on them; one that stays open is a leak. */
  private void measure() {
    threads.add(
        atRest(threads, MORE_THREADS, () -> ManagementFactory.getThreadMXBean().getThreadCount()));
    files.add(atRest(files, MORE_FILES, SoakTest::openFiles));
  }

  private static long atRest(List<Long> before, int more, LongSupplier measured) {
    long end = System.nanoTime() + FakeIngest.PATIENCE.toNanos();
    long now = measured.getAsLong();
    while (!before.isEmpty() && now > before.get(0) + more && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      now = measured.getAsLong();
    }
    return now;
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getOpenFileDescriptorCount()
        : 0;
  }

  private Answer answer() {
    return switch (random.nextInt(12)) {
      case 0 -> Answer.status(503);
      case 1 -> Answer.reset();
      case 2 -> Answer.halfResponse();
      case 3 -> Answer.status(413);
      case 4 -> Answer.status(400);
      case 5 -> Answer.retryAfter(429, "0");
      case 6 -> Answer.slow(Duration.ofMillis(random.nextInt(FAULT_MILLIS)));
      case 7 -> Answer.hang();
      default -> Answer.accept();
    };
  }

  private static long load(TestApplication application, long end) {
    long count = 0;
    String requests = RawHttp.get("/ping/1").repeat(AT_ONCE);
    try (RawHttp http = RawHttp.connect(application.port())) {
      while (System.nanoTime() - end < 0) {
        http.send(requests);
        for (int i = 0; i < AT_ONCE; i++) {
          assertThat(http.read().status()).isEqualTo(200);
          count++;
        }
      }
    }
    return count;
  }

  /** What an exporter does now. */
  enum Fault {
    NONE,
    REJECTS,
    FAILS,
    THROWS,
    TOO_LARGE,
    HANGS
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Flaky implements EventExporter {
    volatile Fault fault = Fault.NONE;

    @Override
    public String name() {
      return "flaky";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return switch (fault) {
        case NONE -> CompletableFuture.completedFuture(ExportResult.accepted());
        case REJECTS ->
            CompletableFuture.completedFuture(
                new ExportResult.Rejected(DropReason.HTTP_4XX, "not wanted"));
        case FAILS ->
            CompletableFuture.completedFuture(
                new ExportResult.Retry(DropReason.HTTP_5XX, "busy", null));
        case THROWS -> throw new IllegalStateException("a fault");
        case TOO_LARGE ->
            CompletableFuture.completedFuture(
                new ExportResult.TooLarge(DropReason.HTTP_4XX, "too large"));
        case HANGS -> new CompletableFuture<>();
      };
    }
  }

  /** Accepts everything, a little later. */
  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Slow implements EventExporter {
    private static final int MILLIS = 5;

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return CompletableFuture.supplyAsync(
          ExportResult::accepted, CompletableFuture.delayedExecutor(MILLIS, TimeUnit.MILLISECONDS));
    }
  }
}
