package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.support.DeliveryWatch;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

/** Three destinations: one hangs, one refuses, and the healthy one notices nothing of that. */
final class ThreeDestinationsTest {

  private static final String SPEC = "ThreeDestinationsTest";
  private static final int ONE_BY_ONE = 10;

  /** More than there are event loops, so that one request that waits would hold up another. */
  private static final int CONNECTIONS = 50;

  private static final int INTERVAL_MS = 80;
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);
  private static final int SAMPLES = 9;
  private static final int ROUNDS = 5;

  /** Room for all events, so that none is lost but by what is done to it here. */
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "routeflow.console.enabled", false,
          "routeflow.flush-interval-ms", INTERVAL_MS,
          "routeflow.max-events-per-batch", 500,
          "routeflow.shutdown-timeout-ms", 200,
          "routeflow.destinations.hanging.max-events-per-batch", 1,
          "routeflow.destinations.hanging.max-batches-in-flight", 1,
          "routeflow.destinations.hanging.timeout-ms", 600_000);

  private final LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery");
  private final FakeIngest ingest = FakeIngest.start();

  @AfterEach
  void stop() {
    ingest.close();
    log.close();
  }

  /** What an exporter that hangs does. */
  enum Hang {
    NO_ANSWER,
    NO_RETURN
  }

  @ParameterizedTest
  @EnumSource(Hang.class)
  void theHealthyOneGetsEachEventByItsIntervalAloneAndEachLedgerHasEveryEvent(Hang hang) {
    int events = ONE_BY_ONE + CONNECTIONS;
    Routeflow routeflow;
    try (TestApplication application = Pings.start(ingest, SPEC, SETTINGS);
        DeliveryWatch watch = DeliveryWatch.ofServerLoops(false)) {
      routeflow = application.context().getBean(Routeflow.class);
      Hanging hanging = application.context().getBean(Hanging.class);
      Refusing refusing = application.context().getBean(Refusing.class);
      hanging.begin(hang);
      refusing.refuses = true;
      for (int sent = 1; sent <= ONE_BY_ONE; sent++) {
        Pings.send(application, 1);
        ingest.awaitEvents(sent);
        await().until(() -> hanging.attempts.size() == 1);
      }
      assertThat(ingest.batches()).as("one a flush").hasSize(ONE_BY_ONE);
      for (int i = 0; i < CONNECTIONS; i++) {
        Pings.send(application, 1);
      }
      ingest.awaitEvents(events);
      await().atMost(FakeIngest.PATIENCE).until(() -> noneWaits(routeflow, "ingest", "Refusing"));
      assertThat(hanging.attempts).as("it holds its first attempt open").hasSize(1);
      assertThat(hanging.attempts).noneMatch(CompletableFuture::isDone);
      assertNoRequestThreadWaits(watch);
      assertLedgers(LedgerLaw.holds(application, events), events);
      assertThat(refusing.events)
          .extracting(event -> event.eventId().toString())
          .containsExactlyInAnyOrderElementsOf(
              ingest.events().stream().map(ThreeDestinationsTest::idOf).toList());
      application.close();
      assertThat(hanging.attempts).hasSize(1);
      hanging.end();
    }
    RouteflowStats stopped = LedgerLaw.holds(routeflow, events);
    assertThat(at(stopped, "ingest").sent()).isEqualTo(events);
    assertThat(at(stopped, "Refusing").dropped()).isEqualTo(dropped(DropReason.HTTP_4XX, events));
    assertThat(at(stopped, "Hanging").dropped()).isEqualTo(dropped(DropReason.SHUTDOWN, events));
    assertThat(log.messages())
        .contains(
            "Stopped after 200 ms with events undelivered: %d were dropped {Hanging=%d}"
                .formatted(events, events));
  }

  private static String idOf(JsonNode event) {
    return event.path("event_id").asText();
  }

  /** Nor does what belongs to the delivery run there. */
  private static void assertNoRequestThreadWaits(DeliveryWatch watch) {
    await().atMost(FakeIngest.PATIENCE).until(ThreeDestinationsTest::requestThreadsAreFree);
    await().atMost(FakeIngest.PATIENCE).until(() -> watch.stacks() > 0);
    assertThat(watch.found()).isEmpty();
  }

  private static boolean requestThreadsAreFree() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(one -> one.getKey().getName().startsWith(DeliveryWatch.SERVER_LOOP))
        .flatMap(one -> Arrays.stream(one.getValue()))
        .noneMatch(frame -> frame.getClassName().startsWith("io.routeflow."));
  }

  private static void assertLedgers(RouteflowStats stats, int events) {
    RouteflowStats.Destination healthy = at(stats, "ingest");
    assertThat(healthy.offered()).isEqualTo(events);
    assertThat(healthy.sent()).isEqualTo(events);
    assertThat(healthy.droppedTotal()).isZero();
    RouteflowStats.Destination refusing = at(stats, "Refusing");
    assertThat(refusing.offered()).isEqualTo(events);
    assertThat(refusing.dropped()).isEqualTo(dropped(DropReason.HTTP_4XX, events));
    RouteflowStats.Destination hanging = at(stats, "Hanging");
    assertThat(hanging.offered()).isEqualTo(events);
    assertThat(hanging.waiting()).isEqualTo(events);
    assertThat(hanging.batchesInFlight()).isEqualTo(1);
    assertThat(hanging.droppedTotal()).isZero();
  }

  private static Map<DropReason, Long> dropped(DropReason reason, int events) {
    return Map.of(reason, (long) events);
  }

  private static boolean noneWaits(Routeflow routeflow, String... destinations) {
    RouteflowStats stats = routeflow.stats();
    return Arrays.stream(destinations).allMatch(name -> at(stats, name).waiting() == 0);
  }

  private static RouteflowStats.Destination at(RouteflowStats stats, String destination) {
    return Objects.requireNonNull(stats.destinations().get(destination), destination);
  }

  /** By medians of the same run, and once more where the machine has done something else. */
  @ParameterizedTest
  @EnumSource(Hang.class)
  void requestsAndTheEventsOfTheHealthyOneTakeAsLongAsWhereAllAreHealthy(Hang hang) {
    try (TestApplication application = Pings.start(ingest, SPEC, SETTINGS)) {
      Hanging hanging = application.context().getBean(Hanging.class);
      Refusing refusing = application.context().getBean(Refusing.class);
      Medians before;
      Medians beside;
      int round = 0;
      do {
        before = medians(application);
        hanging.begin(hang);
        refusing.refuses = true;
        beside = medians(application);
        assertThat(hanging.attempts).anyMatch(one -> !one.isDone());
        hanging.end();
        refusing.refuses = false;
        Routeflow routeflow = application.context().getBean(Routeflow.class);
        await().atMost(FakeIngest.PATIENCE).until(() -> noneWaits(routeflow, "Hanging"));
      } while (!beside.isLike(before) && ++round < ROUNDS);
      assertThat(round).as("%s beside such ones, %s before", beside, before).isLessThan(ROUNDS);
    }
  }

  private Medians medians(TestApplication application) {
    long[] answers = new long[SAMPLES];
    long[] arrivals = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      int known = ingest.events().size();
      long start = System.nanoTime();
      Pings.send(application, 1);
      answers[i] = System.nanoTime() - start;
      ingest.awaitEvents(known + 1);
      arrivals[i] = System.nanoTime() - start;
    }
    Arrays.sort(answers);
    Arrays.sort(arrivals);
    return new Medians(answers[SAMPLES / 2], arrivals[SAMPLES / 2]);
  }

  /**
   * In nanoseconds.
   *
   * @param answer from a request to its answer, with the connection
   * @param arrival from a request to its event at the healthy destination
   */
  private record Medians(long answer, long arrival) {

    boolean isLike(Medians other) {
      return answer <= 3 * other.answer + TimeUnit.MILLISECONDS.toNanos(1)
          && arrival <= other.arrival + INTERVAL_NANOS;
    }
  }

  /** Accepts, but while it hangs. */
  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Hanging implements EventExporter {
    final Queue<CompletableFuture<ExportResult>> attempts = new ConcurrentLinkedQueue<>();
    private volatile boolean hangs;
    private volatile boolean returns = true;

    void begin(Hang hang) {
      attempts.clear();
      returns = hang == Hang.NO_ANSWER;
      hangs = true;
    }

    void end() {
      hangs = false;
      attempts.forEach(one -> one.complete(ExportResult.accepted()));
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      if (!hangs) {
        return CompletableFuture.completedFuture(ExportResult.accepted());
      }
      CompletableFuture<ExportResult> answer = new CompletableFuture<>();
      attempts.add(answer);
      while (!returns && hangs) {
        // also where it is interrupted: as badly as an exporter can behave
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      if (!hangs) {
        answer.complete(ExportResult.accepted());
      }
      return answer;
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Refusing implements EventExporter {
    final Queue<Event> events = new ConcurrentLinkedQueue<>();
    volatile boolean refuses;

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      events.addAll(batch.events());
      return CompletableFuture.completedFuture(
          refuses
              ? new ExportResult.Rejected(DropReason.HTTP_4XX, "not wanted")
              : ExportResult.accepted());
    }
  }
}
