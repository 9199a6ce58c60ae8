package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

/** Disks that are full, read-only or gone, and files that are not what they should be. */
final class DiskTest {

  private static final String SPEC = "DiskTest";
  private static final String FAILS = "The spool cannot be used";
  private static final int MANY = 10_000;

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
  void beyondTheNumberOfFilesTheOldestLeaveAndAreCounted() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                folder.settings(
                    Map.of("routeflow.spool.max-files", 3, "routeflow.max-events-per-batch", 5)))) {
      Pings.send(application, 100);
      await().until(() -> spooledOf(application) + droppedOf(application) == 100);
      assertThat(folder.batches()).hasSizeLessThanOrEqualTo(3);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 100);
      assertThat(stats.dropped(DropReason.SPOOL_FULL)).isGreaterThanOrEqualTo(80);
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

  @Test
  void tenThousandFilesDoNotConcernTheStartAndDamagedOnesAreAFewLines() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    Path dead = folder.left();
    for (int i = 0; i < MANY; i++) {
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
        TestApplication application =
            Pings.start(
                ingest, SPEC, folder.settings(Map.of("routeflow.flush-interval-ms", 3_600_000)))) {
      Pings.send(application, 1);
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("routeflow-spool");
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(ingest.events()).hasSize(1);
      await()
          .atMost(FakeIngest.PATIENCE.multipliedBy(3))
          .until(() -> routeflow.stats().dropped(DropReason.VALIDATION) == MANY);
      assertThat(routeflow.stats().adopted()).isEqualTo(MANY);
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

  /** A small file system of its own; where it cannot be had the test is skipped. */
  private record Mount(Path path) implements AutoCloseable {

    static Mount of(Path path, String options) {
      try {
        Files.createDirectories(path);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString());
      if (!mounted) {
        System.out.println("DiskTest: skipped, since no file system can be mounted here");
      }
      assumeTrue(mounted, "a file system can be mounted");
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
