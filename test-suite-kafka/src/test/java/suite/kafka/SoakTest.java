package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.routeflow.micronaut.RouteflowStats;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests at a high rate to the ingest endpoint, ReplayStack and Kafka, each with a spool and with
 * faults at random, the broker's own included: every ledger is right to the event whenever the
 * application comes to rest, and nothing grows. {@code -Dsuite.soak.requests=180000} is an hour of
 * fifty requests a second.
 */
final class SoakTest {

  private static final int REQUESTS = Integer.getInteger("suite.soak.requests", 6_000);
  private static final long SEED = Long.getLong("suite.soak.seed", System.nanoTime());

  /** The first one is what the others are measured against. */
  private static final int ROUNDS = 5;

  private static final int STRETCH = 2;

  private static final int CLIENTS = 2;
  private static final int AT_ONCE = 20;
  private static final int A_ROUND = REQUESTS / ROUNDS / CLIENTS / AT_ONCE;

  /** 2,000 requests a second, where the machine can do that. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int FAULT_MILLIS = 60;
  private static final int TIMEOUT_MILLIS = 400;

  /** A round. What is retained for good shows in each of them. */
  private static final long HEAP_LIMIT = 128 << 10;

  /** Kafka's client keeps what it has once needed of it for its batches. */
  private static final int BUFFER_MEMORY = 1 << 20;

  private static final int MORE = 8;

  /** That two destinations may have open, more than at first; both ends are in this process. */
  private static final int MORE_CONNECTIONS = 16;

  private static final int COLLECTIONS = 4;
  private static final Duration PATIENCE = Application.PATIENCE.multipliedBy(6);
  private static final List<String> DESTINATIONS =
      List.of("ingest", "replaystack", "kafka", "other");

  @TempDir Path directory = Path.of("");

  private final Random random = new Random(SEED);
  private final List<Long> heap = new ArrayList<>();
  private final List<Long> threads = new ArrayList<>();
  private final List<Long> files = new ArrayList<>();
  private final Map<String, Long> sentBefore = new LinkedHashMap<>();
  private long sent;

  @Test
  void ledgersAreRightToTheEventAndHeapThreadsAndOpenFilesAreFlat() {
    System.out.println("suite.soak.seed=" + SEED);
    try (Broker broker = new Broker(directory).start();
        FaultyReceiver ingest = new FaultyReceiver(2 * TIMEOUT_MILLIS);
        FaultyReceiver replayStack = new FaultyReceiver(2 * TIMEOUT_MILLIS)) {
      Topic topic = Topic.create(broker, "soak");
      try (Application application =
          Application.start(broker, topic, settings(ingest, replayStack))) {
        fillWhatIsKept(broker, ingest, replayStack, application);
        for (int i = 1; i < ROUNDS; i++) {
          round(broker, ingest, replayStack, application, brokerFault(), this::fault);
          measure();
        }
        RouteflowStats stats = application.routeflow().stats();
        System.out.printf(
            "%d requests, heap %s, threads %s, open files %s%n", sent, heap, threads, files);
        stats.destinations().forEach((name, one) -> System.out.println(name + " " + one));
        assertThat(topic.countDifferent()).isGreaterThanOrEqualTo(at(stats, "kafka").sent());
        assertThat(leastGrowth()).isLessThan(HEAP_LIMIT);
        assertThat(threads.get(ROUNDS - 1)).isLessThanOrEqualTo(threads.get(0) + MORE);
        // connections with a fault end a while after their events
        await().atMost(PATIENCE).until(() -> openFiles() <= files.get(0) + 2 * MORE_CONNECTIONS);
      }
      assertThat(directory.resolve("spool").toFile().list()).isEmpty();
    }
  }

  private Map<String, Object> settings(FaultyReceiver ingest, FaultyReceiver replayStack) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("routeflow.endpoint", ingest.address());
    settings.put("routeflow.ingest-key", "rf_test_key");
    settings.put("routeflow.timeout-ms", TIMEOUT_MILLIS);
    settings.put("routeflow.retry-base-ms", 5);
    settings.put("routeflow.replaystack.api-key", "rs_live_canary");
    settings.put("routeflow.replaystack.endpoint", replayStack.address());
    settings.put("routeflow.replaystack.timeout-ms", TIMEOUT_MILLIS);
    settings.put("routeflow.replaystack.retry-base-ms", 5);
    settings.put("routeflow.replaystack.flush-interval-ms", 50);
    settings.put("routeflow.kafka.timeout-ms", 4000);
    settings.put("kafka.producers.routeflow.buffer.memory", BUFFER_MEMORY);
    settings.put("routeflow.spool.enabled", true);
    settings.put("routeflow.spool.directory", directory.resolve("spool").toString());
    return settings;
  }

  /**
   * The first round: the faults in which most events wait. Buffers and memories that are kept from
   * then on are bounded, and come all at once with the first such fault.
   */
  private void fillWhatIsKept(
      Broker broker, FaultyReceiver ingest, FaultyReceiver replayStack, Application application) {
    for (BrokerFault fault : List.of(BrokerFault.HELD, BrokerFault.KILLED, BrokerFault.NONE)) {
      round(broker, ingest, replayStack, application, fault, () -> FaultyReceiver.Fault.TOO_SLOW);
    }
    measure();
  }

  /** Load and faults for a while, then rest. */
  private void round(
      Broker broker,
      FaultyReceiver ingest,
      FaultyReceiver replayStack,
      Application application,
      BrokerFault brokerFault,
      Supplier<FaultyReceiver.Fault> faults) {
    List<CompletableFuture<Void>> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(client -> CompletableFuture.runAsync(() -> load(application.port())))
            .toList();
    brokerFault.begin(broker);
    while (!clients.stream().allMatch(CompletableFuture::isDone)) {
      ingest.set(faults.get());
      replayStack.set(faults.get());
      pause(1 + random.nextInt(FAULT_MILLIS));
    }
    brokerFault.end(broker);
    ingest.set(FaultyReceiver.Fault.NONE);
    replayStack.set(FaultyReceiver.Fault.NONE);
    clients.forEach(CompletableFuture::join);
    sent += (long) CLIENTS * A_ROUND * AT_ONCE;
    rest(application);
    assertArrived(application, replayStack);
    int unused = ingest.takeAccepted();
    application.others().clear();
  }

  /** What happens to the broker for the time of a round. */
  private enum BrokerFault {
    NONE,
    HELD,
    KILLED;

    void begin(Broker broker) {
      if (this == HELD) {
        broker.hold();
      } else if (this == KILLED) {
        broker.kill();
      }
    }

    void end(Broker broker) {
      if (this == HELD) {
        broker.resume();
      } else if (this == KILLED) {
        Broker unused = broker.start();
      }
    }
  }

  private BrokerFault brokerFault() {
    return random.nextBoolean()
        ? BrokerFault.NONE
        : BrokerFault.values()[random.nextInt(BrokerFault.values().length)];
  }

  private FaultyReceiver.Fault fault() {
    FaultyReceiver.Fault[] faults = FaultyReceiver.Fault.values();
    return random.nextBoolean() ? FaultyReceiver.Fault.NONE : faults[random.nextInt(faults.length)];
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void rest(Application application) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                application.routeflow().flush(Duration.ofSeconds(1))
                    && application.routeflow().stats().destinations().values().stream()
                        .allMatch(one -> one.waiting() == 0 && one.spooled() == 0));
    RouteflowStats stats = application.routeflow().stats();
    assertThat(stats.captured()).isEqualTo(sent);
    assertThat(stats.destinations()).containsOnlyKeys(DESTINATIONS);
    long queueFull = stats.captured() - stats.enqueued();
    stats
        .destinations()
        .forEach(
            (name, one) -> {
              assertThat(one.sent() + one.droppedTotal()).as("%s", one).isEqualTo(one.offered());
              assertThat(one.offered()).as("%s", one).isLessThanOrEqualTo(sent);
              assertThat(one.offered() + queueFull).as("%s", one).isGreaterThanOrEqualTo(sent);
              assertThat(one.adopted()).isZero();
            });
  }

  /** One event a call: what counts as sent is what was accepted, but for answers that were late. */
  private void assertArrived(Application application, FaultyReceiver replayStack) {
    RouteflowStats stats = application.routeflow().stats();
    long now = at(stats, "replaystack").sent();
    long before = Objects.requireNonNullElse(sentBefore.put("replaystack", now), 0L);
    assertThat((long) replayStack.takeAccepted()).isGreaterThanOrEqualTo(now - before);
    assertThat(application.others())
        .hasSize((int) (at(stats, "other").sent() - otherBefore(stats)));
  }

  private long otherBefore(RouteflowStats stats) {
    return Objects.requireNonNullElse(sentBefore.put("other", at(stats, "other").sent()), 0L);
  }

  private static RouteflowStats.Destination at(RouteflowStats stats, String destination) {
    return Objects.requireNonNull(stats.destinations().get(destination));
  }

  private void measure() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    heap.add(least);
    threads.add((long) ManagementFactory.getThreadMXBean().getThreadCount());
    files.add(openFiles());
  }

  /** Of the heap in a round, over stretches that have none in common. */
  private long leastGrowth() {
    return IntStream.rangeClosed(1, (ROUNDS - 1) / STRETCH)
        .map(stretch -> stretch * STRETCH)
        .mapToLong(end -> (heap.get(end) - heap.get(end - STRETCH)) / STRETCH)
        .min()
        .orElseThrow();
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getOpenFileDescriptorCount()
        : 0L;
  }

  /** In step with the clock, as far as the application answers. */
  private static void load(int port) {
    byte[] requests =
        "GET /ping/1 HTTP/1.1\r\nhost: localhost\r\n\r\n"
            .repeat(AT_ONCE)
            .getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      long start = System.nanoTime();
      for (int turn = 0; turn < A_ROUND; turn++) {
        LockSupport.parkNanos(start + turn * TURN_NANOS - System.nanoTime());
        socket.getOutputStream().write(requests);
        for (int i = 0; i < AT_ONCE; i++) {
          readAnswer(in);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readAnswer(InputStream in) throws IOException {
    String status = line(in);
    assertThat(status).startsWith("HTTP/1.1 200");
    int length = 0;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      if (field.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(field.substring(15).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection has ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
