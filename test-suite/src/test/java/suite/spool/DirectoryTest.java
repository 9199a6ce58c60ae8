package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

/** Directories that are not there, are none, or hold what others have left. */
final class DirectoryTest {

  private static final String SPEC = "DirectoryTest";
  private static final String NOT_SET =
      "routeflow.spool.directory is not set: nothing is kept on disk";
  private static final int AN_HOUR = 3_600_000;
  private static final int EVENTS = 6;

  @TempDir Path directory = Path.of("");

  @ParameterizedTest(name = "directory \"{0}\"")
  @ValueSource(strings = {"none", "", "  ", "${SUITE_NOT_SET:}"})
  void whereItIsNotSetThatIsOneLineAndDeliveryGoesOnWithoutIt(String blank) {
    Map<String, Object> settings = notSet(blank);
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, 1);
      ingest.awaitEvents(1);
      LedgerLaw.holdsAtRest(application, 1);
      assertThat(log.messages()).containsExactly(NOT_SET);
    }
  }

  @ParameterizedTest(name = "directory \"{0}\"")
  @ValueSource(strings = {"none", ""})
  void alsoWhereThereIsNoDestination(String blank) {
    Map<String, Object> settings = notSet(blank);
    settings.put("routeflow.flush-interval-ms", 20);
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        TestApplication application = Pings.startBare(SPEC, settings)) {
      Pings.send(application, 1);
      LedgerLaw.holdsAtRest(application, 1);
      assertThat(log.messages()).containsExactly(NOT_SET);
    }
  }

  private Map<String, Object> notSet(String blank) {
    Map<String, Object> settings = new HashMap<>(new SpoolFolder(directory).settings(Map.of()));
    settings.put("routeflow.spool.directory", blank);
    if (blank.equals("none")) {
      settings.remove("routeflow.spool.directory");
    }
    return settings;
  }

  @Test
  void aFileInItsPlaceIsOneLineAndDeliveryGoesOnWithoutIt() throws IOException {
    SpoolFolder folder = new SpoolFolder(Files.createFile(directory.resolve("file")));
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                folder.settings(
                    Map.of(
                        "routeflow.spool.write-ahead",
                        true,
                        "routeflow.offline-queue-max",
                        100)))) {
      Pings.send(application, 2);
      ingest.awaitEvents(2);
      ingest.otherwise(Answer.status(503));
      Pings.send(application, 3);
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(
              () -> stats(application).waiting() == 3 && stats(application).batchesInFlight() == 0);
      assertThat(LedgerLaw.holds(application, 5).spooled()).isZero();
      assertThat(log.messages().stream().filter(line -> line.contains("spool")))
          .singleElement()
          .asString()
          .startsWith("The spool cannot be used");
      ingest.otherwise(Answer.accept());
      ingest.awaitEvents(5);
      assertThat(folder.path()).isRegularFile();
    }
  }

  /** The first interval has not passed, and no event has come. */
  @Test
  void whatAnEndedProcessHasLeftIsTriedAtOnceWhateverTheInterval() {
    SpoolFolder folder = new SpoolFolder(directory);
    Map<String, Object> settings = folder.settings(Map.of("routeflow.flush-interval-ms", AN_HOUR));
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503))) {
      try (TestApplication application = Pings.start(ingest, SPEC, folder.settings(Map.of()))) {
        Pings.send(application, EVENTS);
        await().until(() -> stats(application).spooled() == EVENTS);
      }
      ingest.otherwise(Answer.accept());
      try (TestApplication application = Pings.start(ingest, SPEC, settings)) {
        ingest.awaitEvents(EVENTS);
        assertThat(LedgerLaw.holdsAtRest(application, 0).adopted()).isEqualTo(EVENTS);
      }
    }
  }

  @Test
  void whereBatchesInFlightTakeAllTheRoomThatIsOneLineAndTheOthersAreSentAllTheSame() {
    SpoolFolder folder = new SpoolFolder(directory);
    Map<String, Object> settings =
        folder.settings(
            Map.of(
                "routeflow.spool.write-ahead", true,
                "routeflow.spool.max-files", 2,
                "routeflow.max-events-per-batch", 1,
                "routeflow.max-attempts", 3,
                "routeflow.max-batches-in-flight", 8));
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, EVENTS);
      ingest.awaitRequests(EVENTS);
      assertThat(folder.batches()).hasSize(2);
      ingest.refuse();
      ingest.otherwise(Answer.accept());
      ingest.listenAgain();
      ingest.awaitEvents(EVENTS);
      Pings.send(application, EVENTS);
      ingest.awaitEvents(2 * EVENTS);
      assertThat(LedgerLaw.holdsAtRest(application, 2 * EVENTS).droppedTotal()).isZero();
      assertThat(log.messages().stream().filter(line -> line.contains("no room")))
          .singleElement()
          .asString()
          .contains("routeflow.spool.max-files");
    }
  }

  @Test
  void aBatchThatIsLargerThanAllTheRoomIsDroppedAsWithoutASpoolAndIsOneLine() {
    SpoolFolder folder = new SpoolFolder(directory);
    Map<String, Object> settings =
        folder.settings(
            Map.of("routeflow.spool.max-bytes", 1024, "routeflow.max-events-per-batch", 20));
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, 1);
      await().until(() -> stats(application).spooled() == 1);
      Pings.send(application, 20);
      await().until(() -> stats(application).dropped(DropReason.HTTP_5XX) > 0);
      LedgerLaw.holdsAtRest(application, 21);
      assertThat(log.messages().stream().filter(line -> line.contains("no room"))).hasSize(1);
    }
  }

  @Test
  void foldersOfAnotherServiceAreNamedOnceAndLeftAlone() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    Path own = folder.left();
    for (int i = 0; i < 3; i++) {
      Files.createDirectories(directory.resolve("process-1-1-000000000000000" + i + "-00000000"));
    }
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, folder.settings(Map.of()))) {
      log.await(line -> line.getFormattedMessage().contains("left alone"));
      await().atMost(FakeIngest.PATIENCE).until(() -> Files.notExists(own));
      Pings.send(application, 1);
      ingest.awaitEvents(1);
      assertThat(log.messages().stream().filter(line -> line.contains("left alone")))
          .singleElement()
          .asString()
          .endsWith("of another service name or environment: 3");
    }
    assertThat(directory.toFile().list()).hasSize(3);
  }

  private static RouteflowStats stats(TestApplication application) {
    return application.context().getBean(Routeflow.class).stats();
  }
}
