package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

/** What happens at one destination costs the others nothing. */
final class DestinationsTest {

  private static final String THREE = "DestinationsTest.three";
  private static final String BLOCKING = "DestinationsTest.blocking";
  private static final String NAMES = "DestinationsTest.names";
  private static final String CHOOSY = "DestinationsTest.choosy";
  private static final String UNMADE = "DestinationsTest.unmade";
  private static final int AN_HOUR = 3_600_000;
  private static final int EVENTS = 100;

  @Test
  void oneThatHangsAndOneThatRejectsCostTheHealthyOneNothingAndEachIsCountedForItself() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery");
        FakeIngest ingest = FakeIngest.start()) {
      Routeflow routeflow;
      try (TestApplication application =
          Pings.start(
              ingest,
              THREE,
              Map.of(
                  "routeflow.shutdown-timeout-ms", 200,
                  "routeflow.destinations.hanging.queue-maxsize", 10,
                  "routeflow.destinations.hanging.max-events-per-batch", 5,
                  "routeflow.destinations.hanging.max-batches-in-flight", 2,
                  "routeflow.destinations.hanging.flush-interval-ms", 20,
                  "routeflow.destinations.hanging.timeout-ms", 600_000))) {
        routeflow = application.context().getBean(Routeflow.class);
        Pings.send(application, EVENTS);
        assertThat(ingest.awaitEvents(EVENTS)).hasSize(EVENTS);
        await().until(() -> isSettledButForTheHangingOne(routeflow.stats()));

        RouteflowStats stats = LedgerLaw.holds(application, EVENTS);
        assertThat(stats.sent()).isEqualTo(EVENTS);
        assertThat(stats.droppedTotal()).isZero();
        RouteflowStats.Destination hanging = at(stats, "Hanging");
        // what the waiting room holds, and two batches of at most five where they left it in time
        assertThat(hanging.waiting()).isBetween(10L, 20L);
        assertThat(hanging.dropped()).containsOnlyKeys(DropReason.QUEUE_FULL);
        assertThat(application.context().getBean(Drops.class).destinations)
            .containsOnlyKeys("Hanging");
        RouteflowStats.Destination rejecting = at(stats, "Rejecting");
        assertThat(rejecting.dropped()).isEqualTo(Map.of(DropReason.HTTP_4XX, (long) EVENTS));
      }
      RouteflowStats stats = LedgerLaw.holds(routeflow, EVENTS);
      assertThat(stats.dropped(DropReason.SHUTDOWN)).isZero();
      RouteflowStats.Destination hanging = at(stats, "Hanging");
      assertThat(hanging.waiting()).isZero();
      assertThat(hanging.dropped(DropReason.SHUTDOWN)).isBetween(10L, 20L);
      long lost = hanging.dropped(DropReason.SHUTDOWN);
      assertThat(log.messages())
          .contains(
              "Stopped after 200 ms with events undelivered: %d were dropped {Hanging=%d}"
                  .formatted(lost, lost));
    }
  }

  private static boolean isSettledButForTheHangingOne(RouteflowStats stats) {
    RouteflowStats.Destination rejecting = stats.destinations().get("Rejecting");
    return rejecting != null && stats.waiting() == 0 && rejecting.waiting() == 0;
  }

  @Test
  void anExporterThatBlocksItsThreadHoldsUpNoOtherAndTheStopCountsWhatItHasNotTaken() {
    try (FakeIngest ingest = FakeIngest.start()) {
      Routeflow routeflow;
      Blocking blocking;
      try (TestApplication application =
          Pings.start(
              ingest,
              BLOCKING,
              Map.of(
                  "routeflow.shutdown-timeout-ms", 100,
                  "routeflow.destinations.blocking.max-events-per-batch", 3,
                  "routeflow.destinations.blocking.flush-interval-ms", 20))) {
        routeflow = application.context().getBean(Routeflow.class);
        blocking = application.context().getBean(Blocking.class);
        Pings.send(application, EVENTS);
        assertThat(ingest.awaitEvents(EVENTS)).hasSize(EVENTS);
        await().until(() -> blocking.entered.getCount() == 0);
        await().until(() -> routeflow.stats().sent() == EVENTS);
        assertThat(routeflow.flush(Duration.ofMillis(20))).isFalse();
        assertThat(at(LedgerLaw.holds(application, EVENTS), "Blocking").waiting())
            .isEqualTo(EVENTS);
      }
      assertCountedAtTheStop(routeflow);
      blocking.gate.countDown();
      await().until(() -> blocking.left);
      assertCountedAtTheStop(routeflow);
    }
  }

  private static void assertCountedAtTheStop(Routeflow routeflow) {
    RouteflowStats stats = LedgerLaw.holds(routeflow, EVENTS);
    assertThat(stats.sent()).isEqualTo(EVENTS);
    assertThat(at(stats, "Blocking").dropped())
        .isEqualTo(Map.of(DropReason.SHUTDOWN, (long) EVENTS));
  }

  @Test
  void namesAreCleanAndUniqueAndAThreadEachThatGetsEvents() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, NAMES, Map.of())) {
      Pings.send(application, 1);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 1);
      assertThat(stats.destinations().keySet())
          .containsExactly("ingest", "ingest-2", "twin", "twin-2", "Nameless");
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .contains("routeflow", "routeflow-ingest", "routeflow-ingest-2", "routeflow-twin-2");
    }
  }

  @Test
  void oneThatIsRegisteredAsAnObjectIsADestinationAlsoWhereAnotherOneCannotBeMade() {
    for (String spec : List.of("DestinationsTest.object", UNMADE)) {
      try (FakeIngest ingest = FakeIngest.start();
          TestApplication application =
              Pings.start(ingest, spec, Map.of("routeflow.flush-interval-ms", AN_HOUR))) {
        Patient registered = new Patient();
        application.context().registerSingleton(EventExporter.class, registered);
        Pings.send(application, 2);
        LedgerLaw.holds(application, 2);
        assertThat(application.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE))
            .isTrue();
        RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
        assertThat(stats.destinations().keySet()).containsExactly("ingest", "Patient");
        assertThat(ingest.events()).hasSize(2);
        assertThat(registered.batches).flatExtracting(EventBatch::events).hasSize(2);
      }
    }
  }

  @Test
  void eachHasItsOwnSampleRateBatchesAndInterval() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                CHOOSY,
                Map.of(
                    "routeflow.max-events-per-batch",
                    5,
                    "routeflow.flush-interval-ms",
                    AN_HOUR,
                    "routeflow.destinations.choosy.sample-rate",
                    0,
                    "routeflow.destinations.failures.capture-success",
                    false,
                    "routeflow.destinations.patient.max-events-per-batch",
                    20,
                    "routeflow.destinations.patient.flush-interval-ms",
                    AN_HOUR))) {
      Patient patient = application.context().getBean(Patient.class);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 25);
      ingest.awaitEvents(25);
      await().until(() -> patient.batches.size() == 1);
      assertThat(patient.batches).extracting(EventBatch::size).containsExactly(20);

      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 25);
      assertThat(patient.batches).extracting(EventBatch::size).containsExactly(20, 5);
      assertThat(patient.batches)
          .flatExtracting(EventBatch::events)
          .extracting(Event::eventId)
          .doesNotHaveDuplicates();
      assertThat(at(stats, "choosy").dropped()).isEqualTo(Map.of(DropReason.SAMPLED, 25L));
      assertThat(at(stats, "failures").dropped()).isEqualTo(Map.of(DropReason.FILTERED, 25L));
    }
  }

  /**
   * They are made with the first tick, before which no interval but that of the settings is known.
   */
  @Test
  void theIntervalOfOneHoldsForTheFirstEventsTooWhereThatOfTheIngestEndpointIsLonger() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                CHOOSY,
                Map.of(
                    "routeflow.flush-interval-ms",
                    AN_HOUR,
                    "routeflow.destinations.patient.flush-interval-ms",
                    20))) {
      Patient patient = application.context().getBean(Patient.class);
      Pings.send(application, 1);
      await().atMost(FakeIngest.PATIENCE).until(() -> !patient.batches.isEmpty());
      assertThat(ingest.events()).isEmpty();
    }
  }

  private static RouteflowStats.Destination at(RouteflowStats stats, String destination) {
    return Objects.requireNonNull(stats.destinations().get(destination), destination);
  }

  private static CompletionStage<ExportResult> accepted() {
    return CompletableFuture.completedFuture(ExportResult.accepted());
  }

  @Requires(property = "spec.name", value = THREE)
  @Singleton
  static class Hanging implements EventExporter {
    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return new CompletableFuture<>();
    }
  }

  @Requires(property = "spec.name", value = THREE)
  @Singleton
  static class Rejecting implements EventExporter {
    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return CompletableFuture.completedFuture(
          new ExportResult.Rejected(DropReason.HTTP_4XX, "not wanted"));
    }
  }

  @Requires(property = "spec.name", value = THREE)
  @Singleton
  static class Drops implements QueueDropListener {
    final Map<String, Long> destinations = new ConcurrentHashMap<>();

    @Override
    public void onQueueDrop(long events) {
      throw new AssertionError("the destination is known");
    }

    @Override
    public void onQueueDrop(long events, String destination) {
      destinations.merge(destination, events, Long::sum);
    }
  }

  @Requires(property = "spec.name", value = BLOCKING)
  @Singleton
  static class Blocking implements EventExporter {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    volatile boolean left;

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      entered.countDown();
      boolean open = false;
      while (!open) {
        try {
          gate.await();
          open = true;
        } catch (InterruptedException ignored) {
          // as badly as an exporter can behave
        }
      }
      left = true;
      return accepted();
    }
  }

  @Requires(property = "spec.name", value = UNMADE)
  @Singleton
  static class Unmade implements EventExporter {
    Unmade() {
      throw new IllegalStateException("there is no such destination");
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return accepted();
    }
  }

  /** One that takes the name of the module's own. */
  @Requires(property = "spec.name", value = NAMES)
  @Order(1)
  @Singleton
  static class Impostor implements EventExporter {
    @Override
    public String name() {
      return "ingest";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return accepted();
    }
  }

  @Requires(property = "spec.name", value = NAMES)
  @Order(2)
  @Singleton
  static class Twin implements EventExporter {
    @Override
    public String name() {
      return "twin";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return accepted();
    }
  }

  @Requires(property = "spec.name", value = NAMES)
  @Order(3)
  @Singleton
  static class OtherTwin implements EventExporter {
    @Override
    public String name() {
      return "t/w i\nn\u00e4";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return accepted();
    }
  }

  @Requires(property = "spec.name", value = NAMES)
  @Order(4)
  @Singleton
  static class Nameless implements EventExporter {
    @Override
    public String name() {
      throw new IllegalStateException("no name");
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return accepted();
    }
  }

  /** Gets nothing, by the one setting or by the other. */
  private static class Unwanted implements EventExporter {
    private final String name;

    Unwanted(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      throw new AssertionError("nothing is to be sent to " + name);
    }
  }

  @Requires(property = "spec.name", value = CHOOSY)
  @Singleton
  static class Choosy extends Unwanted {
    Choosy() {
      super("choosy");
    }
  }

  @Requires(property = "spec.name", value = CHOOSY)
  @Singleton
  static class Failures extends Unwanted {
    Failures() {
      super("failures");
    }
  }

  @Requires(property = "spec.name", value = CHOOSY)
  @Singleton
  static class Patient implements EventExporter {
    final Queue<EventBatch> batches = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      batches.add(batch);
      return accepted();
    }
  }
}
