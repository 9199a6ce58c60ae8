package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.Latches;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

/** Disks that are full, read-only or gone, and files that are not what they should be. */
final class DiskTest {

  private static final String SPEC = "DiskTest";
  private static final String DROPS = "DiskTest.drops";
  private static final String FAILS = "The spool cannot be used";
  private static final String REQUIRE = "ROUTEFLOW_REQUIRE_MOUNT";
  private static final int MANY = 10_000;
  private static final int DAMAGED = 2000;
  private static final int EVENTS = 20;

  @TempDir Path directory = Path.of("");

  @Test
  void beyondTheSizeTheOldestLeaveAndAreCounted() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                folder.settings(
                    Map.of(
                        "routeflow.spool.max-bytes", 65_536,
                        "routeflow.max-events-per-batch", 20)))) {
      Pings.send(application, 400);
      await().until(() -> spooledOf(application) + droppedOf(application) == 400);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 400);
      assertThat(stats.dropped(DropReason.SPOOL_FULL)).isPositive();
      assertThat(folder.batches().stream().mapToLong(file -> file.toFile().length()).sum())
          .isLessThanOrEqualTo(65_536)
          .isGreaterThan(32_768);
      ingest.otherwise(Answer.accept());
      ingest.awaitEvents((int) stats.spooled());
      assertThat(LedgerLaw.holdsAtRest(application, 400).sent()).isEqualTo(stats.spooled());
    }
  }

  @Test
  void beyondTheNumberOfFilesTheOldestLeaveAndAreCountedAndReported() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(
                ingest,
                DROPS,
                folder.settings(
                    Map.of("routeflow.spool.max-files", 3, "routeflow.max-events-per-batch", 5)))) {
      Pings.send(application, 100);
      await().until(() -> spooledOf(application) + droppedOf(application) == 100);
      assertThat(folder.batches()).hasSizeLessThanOrEqualTo(3);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 100);
      long full = stats.dropped(DropReason.SPOOL_FULL);
      assertThat(full).isGreaterThanOrEqualTo(80);
      Drops drops = application.context().getBean(Drops.class);
      await().until(() -> drops.eventsOf("ingest") == full);
      assertThat(log.messages().stream().filter(line -> line.startsWith("The spool was full")))
          .singleElement()
          .asString()
          .endsWith("}")
          .contains("{ingest=");
    }
  }

  @Test
  void whatIsTooOldIsCountedAndReportedWithItsDestination() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    String old = String.format(Locale.ROOT, "%015d-%s-3.batch", 1, new UUID(0x7000L, 1));
    Files.writeString(folder.left().resolve(old), "no one reads it");
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, DROPS, folder.settings(Map.of()))) {
      await().until(() -> droppedOf(application) == 3);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 0);
      assertThat(stats.dropped(DropReason.SPOOL_EXPIRED)).isEqualTo(3);
      Drops drops = application.context().getBean(Drops.class);
      await().until(() -> drops.eventsOf("ingest") == 3);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .endsWith("what was in it too old; 3 events were dropped {ingest=3}");
    }
  }

  @Test
  void aFullDiskIsOneLineAndTheRestIsKeptInMemory() {
    SpoolFolder folder = new SpoolFolder(directory.resolve("small"));
    try (Mount unused = Mount.of(folder.path(), "size=128k");
        LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(
                ingest, SPEC, folder.settings(Map.of("routeflow.offline-queue-max", 100_000)))) {
      Pings.send(application, 800);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      await().until(() -> log.messages().stream().anyMatch(line -> line.startsWith(FAILS)));
      RouteflowStats stats = LedgerLaw.holds(application, 800);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(stats.spooled()).isPositive();
      await().until(() -> routeflow.stats().waiting() > 0);

      ingest.otherwise(Answer.accept());
      ingest.awaitEvents(800);
      LedgerLaw.holdsAtRest(application, 800);
      assertThat(log.messages().stream().filter(line -> line.startsWith(FAILS))).hasSize(1);
      assertThat(log.messages()).noneMatch(line -> line.startsWith("Internal error"));
      application.close();
    }
  }

  @Test
  void aReadOnlyDiskIsOneLineAndDeliveryGoesOnWithoutIt() {
    SpoolFolder folder = new SpoolFolder(directory.resolve("readonly"));
    try (Mount unused = Mount.of(folder.path(), "size=1m,ro");
        LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, folder.settings(Map.of()))) {
      Pings.send(application, 3);
      ingest.awaitEvents(3);
      ingest.otherwise(Answer.status(503));
      Pings.send(application, 3);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 6);
      assertThat(stats.dropped(DropReason.HTTP_5XX)).isEqualTo(3);
      assertThat(log.messages().stream().filter(line -> line.startsWith(FAILS))).hasSize(1);
      application.close();
    }
  }

  @Test
  void aDirectoryThatIsRemovedIsOneLineAndIsMadeAgain() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory.resolve("removed"));
    try (LogCapture log = LogCapture.of("io.routeflow", Level.INFO);
        FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(
                ingest, SPEC, folder.settings(Map.of("routeflow.offline-queue-max", 1000)))) {
      Pings.send(application, 5);
      await().until(() -> spooledOf(application) == 5);
      folder.delete();
      Pings.send(application, 7);
      await().until(() -> folder.path().toFile().exists());
      Pings.send(application, 4);
      await().until(() -> events(folder) > 0);

      ingest.otherwise(Answer.accept());
      await().until(() -> spooledOf(application) == 0);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 16);
      // a batch that is being sent when its file is removed is in memory, and is not lost
      assertThat(stats.dropped(DropReason.VALIDATION)).isLessThanOrEqualTo(5);
      assertThat(stats.sent()).isEqualTo(16 - stats.dropped(DropReason.VALIDATION));
      assertThat(log.messages().stream().filter(line -> line.startsWith(FAILS)))
          .hasSizeLessThanOrEqualTo(1);
      assertThat(log.messages()).noneMatch(line -> line.startsWith("Internal error"));
    }
  }

  /**
   * The start is over, and requests are served, while the thread of the spool has not come further
   * than the first of two folders.
   */
  @ParameterizedTest(name = "write-ahead {0}")
  @ValueSource(booleans = {false, true})
  @Tag("load")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void theStartDoesNotWaitForTenThousandFilesAndEachArrivesOnce(boolean ahead) throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    SpoolFolder before = new SpoolFolder(directory.resolve("before"));
    List<String> ids = SpoolFolder.copies(oneBatch(before), folder.left(0), MANY);
    before.delete();
    List<Path> left = folder.batches();
    for (Path file : left.subList(0, MANY / 2)) {
      Files.move(file, folder.left(1).resolve(file.getFileName()));
    }
    Map<String, Object> settings =
        folder.settings(
            Map.of("routeflow.spool.write-ahead", ahead, "routeflow.spool.max-files", 2 * MANY));
    try (SlowLog log = SlowLog.at("Took over ");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, EVENTS);
      log.awaitHeld();
      Pings.send(application, EVENTS);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      ingest.awaitEvents(2 * EVENTS);
      assertThat(routeflow.stats().adopted()).isEqualTo(MANY / 2);

      log.goOn();
      await()
          .atMost(FakeIngest.PATIENCE.multipliedBy(15))
          .until(() -> routeflow.stats().sent() == MANY + 2 * EVENTS);
      assertThat(LedgerLaw.holdsAtRest(application, 2 * EVENTS).adopted()).isEqualTo(MANY);
      assertThat(ingest.attempts()).extracting(ReceivedBatch::batchId).doesNotHaveDuplicates();
      assertThat(ingest.batches()).extracting(ReceivedBatch::batchId).containsAll(ids);
      assertThat(ingest.events()).hasSize(MANY + 2 * EVENTS);
      assertThat(folder.batches()).isEmpty();
      assertThat(directory.resolve("damaged")).doesNotExist();
    }
  }

  /** A batch of one event, as this version writes it. */
  private static Path oneBatch(SpoolFolder folder) {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, folder.settings(Map.of()))) {
      Pings.send(application, 1);
      await().until(() -> spooledOf(application) == 1);
    }
    return folder.batches().get(0);
  }

  @Test
  void manyDamagedFilesAreAFewLinesAndAHundredOfThemAreKept() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    Path dead = folder.left();
    for (int i = 0; i < DAMAGED; i++) {
      String name =
          String.format(
              Locale.ROOT,
              "%015d-%s-1.batch",
              System.currentTimeMillis() - i,
              new UUID(0x7000L, i));
      Files.writeString(dead.resolve(name), "not a batch");
    }
    Files.writeString(dead.resolve("README.txt"), "foreign");
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, folder.settings(Map.of()))) {
      Pings.send(application, 1);
      ingest.awaitEvents(1);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      await()
          .atMost(FakeIngest.PATIENCE.multipliedBy(3))
          .until(() -> routeflow.stats().dropped(DropReason.VALIDATION) == DAMAGED);
      assertThat(routeflow.stats().adopted()).isEqualTo(DAMAGED);
      LedgerLaw.holdsAtRest(application, 1);
      assertThat(directory.resolve("damaged").toFile().list()).hasSize(100);
      assertThat(dead.resolve("README.txt")).exists();
      assertThat(log.messages()).hasSizeLessThan(5);
    }
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory.resolve("private"));
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, folder.settings(Map.of()))) {
      Pings.send(application, 3);
      await().until(() -> spooledOf(application) == 3);
      try (Stream<Path> all = Files.walk(folder.path())) {
        List<Path> paths = all.toList();
        assertThat(paths).hasSizeGreaterThan(3);
        for (Path path : paths) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
              .as(path.toString())
              .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
      }
    }
  }

  private static long spooledOf(TestApplication application) {
    return application.context().getBean(Routeflow.class).stats().spooled();
  }

  private static long droppedOf(TestApplication application) {
    return application.context().getBean(Routeflow.class).stats().droppedTotal();
  }

  private static int events(SpoolFolder folder) {
    return folder.batches().stream().mapToInt(SpoolFolder::eventsOf).sum();
  }

  @Requires(property = "spec.name", value = DROPS)
  @Singleton
  static class Drops implements QueueDropListener {
    private final Map<String, Long> events = new ConcurrentHashMap<>();

    @Override
    public void onQueueDrop(long dropped) {
      throw new AssertionError("the destination is named");
    }

    @Override
    public void onQueueDrop(long dropped, String destination) {
      events.merge(destination, dropped, Long::sum);
    }

    long eventsOf(String destination) {
      return events.getOrDefault(destination, 0L);
    }
  }

  /** Holds the thread that logs a line, until it may go on. */
  private static final class SlowLog extends TurboFilter implements AutoCloseable {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger logger = loggers.getLogger("io.routeflow.micronaut.delivery");
    private final String line;

    private SlowLog(String line) {
      this.line = line;
    }

    static SlowLog at(String line) {
      SlowLog log = new SlowLog(line);
      log.logger.setLevel(Level.INFO);
      log.loggers.addTurboFilter(log);
      return log;
    }

    void awaitHeld() {
      Latches.await(held);
    }

    void goOn() {
      gate.countDown();
    }

    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger by,
        Level level,
        @Nullable String format,
        Object @Nullable [] arguments,
        @Nullable Throwable error) {
      if (format != null && format.startsWith(line)) {
        held.countDown();
        try {
          gate.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return FilterReply.NEUTRAL;
    }

    @Override
    public void close() {
      goOn();
      loggers.getTurboFilterList().remove(this);
      logger.setLevel(null);
    }
  }

  /**
   * A small file system of its own. Where it cannot be had the test is skipped, with one line, and
   * fails where {@code ROUTEFLOW_REQUIRE_MOUNT} is {@code true}. {@code SpoolFaultsTest} and {@code
   * BacklogTest} of the module prove the same by writes that fail, without one.
   */
  private record Mount(Path path) implements AutoCloseable {

    static Mount of(Path path, String options) {
      try {
        Files.createDirectories(path);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString());
      if (!mounted) {
        String missing = "no file system can be mounted here; mount needs the rights for that";
        assertThat(Boolean.parseBoolean(System.getenv(REQUIRE))).as(missing).isFalse();
        System.out.println("DiskTest, one of them: skipped, " + missing);
        assumeTrue(false, missing);
      }
      return new Mount(path);
    }

    @Override
    public void close() {
      boolean unused = run("umount", "-l", path.toString());
    }

    private static boolean run(String... command) {
      try {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
