package suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.PingProcess;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.SampleEvents;
import suite.support.TestApplication;

final class ShutdownTest {

  private static final String SPEC = "ShutdownTest";
  private static final int AN_HOUR = 3_600_000;
  private static final String DEADLINE = "routeflow.shutdown-timeout-ms";

  /** Never used up by an endpoint that answers, however slow the machine. */
  private static final int PATIENT = 20_000;

  private static final int SHORT = 300;
  private static final int LONGER = 1500;
  private static final Map<String, Object> LAZY =
      Map.of("routeflow.flush-interval-ms", AN_HOUR, DEADLINE, PATIENT);

  @Test
  void eventsOfTheLastMomentArriveBeforeTheContextIsClosedAndNoThreadStays() {
    try (LogCapture log = LogCapture.ofEverything(Level.WARN);
        FakeIngest ingest = FakeIngest.start()) {
      Routeflow routeflow;
      try (TestApplication application = Pings.start(ingest, SPEC, LAZY)) {
        routeflow = application.context().getBean(Routeflow.class);
        Pings.send(application, 7);
        LedgerLaw.holds(routeflow, 7);
      }
      assertThat(ingest.events()).hasSize(7);
      assertThat(LedgerLaw.holds(routeflow, 7).sent()).isEqualTo(7);
      awaitNoThread();
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void eventsArriveAlsoWhereAFlushIsPendingWhenTheApplicationStops() {
    try (FakeIngest ingest = FakeIngest.start(Answer.slow(Duration.ofMillis(200)))) {
      Routeflow routeflow;
      try (TestApplication application = Pings.start(ingest, SPEC, Map.of(DEADLINE, PATIENT))) {
        routeflow = application.context().getBean(Routeflow.class);
        Pings.send(application, 3);
        ingest.awaitRequests(1);
        Pings.send(application, 3);
        LedgerLaw.holds(routeflow, 6);
      }
      assertThat(LedgerLaw.holds(routeflow, 6).sent()).isEqualTo(6);
      assertThat(ingest.awaitEvents(6)).hasSize(6);
    }
  }

  /** Each of them: on a machine with much else to do, {@link TimeTaken} leaves the else out. */
  @RepeatedTest(3)
  void anEndpointThatHangsHoldsTheStopUpNoLongerThanTheDeadlineAndASecond() {
    assertThat(stopWithAHangingEndpoint())
        .isLessThanOrEqualTo(Duration.ofMillis(SHORT).plusSeconds(1));
  }

  private static Duration stopWithAHangingEndpoint() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start(Answer.hang())) {
      TestApplication application =
          Pings.start(
              ingest,
              SPEC,
              Map.of(
                  "routeflow.timeout-ms",
                  60_000,
                  "routeflow.max-events-per-batch",
                  2,
                  "routeflow.max-batches-in-flight",
                  2,
                  DEADLINE,
                  SHORT));
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 9);
      ingest.awaitRequests(2);
      LedgerLaw.holds(routeflow, 9);

      Duration taken = TimeTaken.by(application::close);

      RouteflowStats stats = LedgerLaw.holds(routeflow, 9);
      assertThat(stats.dropped(DropReason.SHUTDOWN)).isEqualTo(9);
      assertThat(stats.waiting()).isZero();
      assertThat(stats.batchesInFlight()).isZero();
      assertThat(log.messages())
          .contains("Stopped after 300 ms with events undelivered: 9 were dropped {ingest=9}");
      awaitNoThread();
      return taken;
    }
  }

  /** By two stops of the same run, and again where the machine has done something else. */
  @Test
  void severalDestinationsThatHangTakeOneDeadlineTogetherAndAHealthyOneGetsItsLastEvents() {
    Duration one;
    Duration four;
    int round = 0;
    do {
      one = stopWithHangingDestinations(1);
      four = stopWithHangingDestinations(4);
    } while (four.compareTo(one.plusMillis(LONGER)) >= 0 && ++round < 3);
    assertThat(four).isLessThan(one.plusMillis(LONGER));
  }

  private static Duration stopWithHangingDestinations(int hanging) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("routeflow.flush-interval-ms", AN_HOUR);
    settings.put(DEADLINE, LONGER);
    for (int i = 0; i < hanging; i++) {
      settings.put("routeflow.destinations.hanging-" + i + ".timeout-ms", 60_000);
    }
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start()) {
      TestApplication application = Pings.start(ingest, SPEC, settings);
      for (int i = 0; i < hanging; i++) {
        String name = "hanging-" + i;
        application
            .context()
            .registerSingleton(EventExporter.class, new Hanging(name), Qualifiers.byName(name));
      }
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 3);
      LedgerLaw.holds(routeflow, 3);

      Duration taken = TimeTaken.by(application::close);

      RouteflowStats stats = LedgerLaw.holds(routeflow, 3);
      assertThat(ingest.events()).hasSize(3);
      assertThat(stats.sent()).isEqualTo(3);
      assertThat(stats.destinations()).hasSize(1 + hanging);
      for (int i = 0; i < hanging; i++) {
        assertThat(stats.destinations().get("hanging-" + i))
            .isNotNull()
            .extracting(RouteflowStats.Destination::dropped)
            .isEqualTo(Map.of(DropReason.SHUTDOWN, 3L));
      }
      assertThat(log.messages()).filteredOn(line -> line.startsWith("Stopped after")).hasSize(1);
      awaitNoThread();
      return taken;
    }
  }

  /** Registered as an object, so that there may be several. */
  private record Hanging(String name) implements EventExporter {

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return new CompletableFuture<>();
    }
  }

  @Test
  void aDeadEndpointAndARateLimitAreGivenUpAtTheDeadlineToo() {
    try (FakeIngest ingest = FakeIngest.start(Answer.retryAfter(429, "60"))) {
      Routeflow routeflow;
      try (TestApplication application = Pings.start(ingest, SPEC, Map.of(DEADLINE, 100))) {
        routeflow = application.context().getBean(Routeflow.class);
        Pings.send(application, 2);
        ingest.awaitRequests(1);
        Pings.send(application, 2);
        LedgerLaw.holds(routeflow, 4);
      }
      assertThat(LedgerLaw.holds(routeflow, 4).dropped(DropReason.SHUTDOWN)).isEqualTo(4);
    }
  }

  @Test
  void stoppingTwiceAndFromSeveralThreadsIsHarmless() throws InterruptedException {
    try (LogCapture log = LogCapture.ofEverything(Level.WARN);
        FakeIngest ingest = FakeIngest.start()) {
      TestApplication application = Pings.start(ingest, SPEC, LAZY);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 5);
      LedgerLaw.holds(routeflow, 5);

      ApplicationContext context = application.context();
      List<Thread> closers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        closers.add(new Thread(context::close, "closer-" + i));
      }
      closers.forEach(Thread::start);
      for (Thread closer : closers) {
        closer.join();
      }
      application.close();

      assertThat(LedgerLaw.holds(routeflow, 5).sent()).isEqualTo(5);
      assertThat(ingest.events()).hasSize(5);
      awaitNoThread();
      assertThat(log.messages()).noneMatch(line -> line.contains("outeflow"));
    }
  }

  @Test
  void whatEndsAfterTheStopIsCountedAndHarmless() {
    try (FakeIngest ingest = FakeIngest.start()) {
      TestApplication application = Pings.start(ingest, SPEC, LAZY);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      EventQueue queue = application.context().getBean(EventQueue.class);
      EventLedger ledger = application.context().getBean(EventLedger.class);
      application.close();

      for (int i = 0; i < 3; i++) {
        ledger.captured();
        queue.offer(SampleEvents.pending(1));
      }
      assertThat(LedgerLaw.holds(routeflow, 3).dropped(DropReason.SHUTDOWN)).isEqualTo(3);
      assertThat(routeflow.flush(Duration.ZERO)).isTrue();
    }
  }

  @Test
  void aStopUnderLoadEndsWithEveryEventInOnePlace() throws InterruptedException {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start()) {
      TestApplication application = Pings.start(ingest, SPEC, Map.of(DEADLINE, PATIENT));
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      AtomicInteger answered = new AtomicInteger();
      Thread load = new Thread(() -> sendUntilClosed(application.port(), answered), "load");
      load.start();
      ingest.awaitEvents(100);
      application.close();
      load.join();

      // the last one may have ended without its answer
      await().until(() -> routeflow.stats().captured() >= answered.get());
      RouteflowStats stats = LedgerLaw.holds(routeflow, routeflow.stats().captured());
      assertThat(stats.waiting()).isZero();
      assertThat(ingest.events()).hasSize((int) stats.sent());
      assertThat(log.messages()).noneMatch(line -> line.startsWith("Stopped after"));
    }
  }

  @Test
  void onSigtermAFreshProcessDeliversItsLastEvents() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            JavaProcess.of(PingProcess.class)
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "3600000")
                .env("ROUTEFLOW_SHUTDOWN_TIMEOUT_MS", "20000")
                .start()) {
      Pings.send(PingProcess.portOf(process), 3);
      assertThat(ingest.attempts()).isEmpty();

      process.terminate();
      process.awaitExit();
      assertThat(ingest.events()).hasSize(3);
    }
  }

  private static void sendUntilClosed(int port, AtomicInteger answered) {
    try (RawHttp http = RawHttp.connect(port)) {
      while (true) {
        http.send(RawHttp.request("GET", "/ping/1"));
        http.read();
        answered.incrementAndGet();
      }
    } catch (RuntimeException expected) {
      // the server has gone
    }
  }

  private static void awaitNoThread() {
    await().until(() -> ourThreads().isEmpty());
  }

  private static List<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("routeflow"))
        .toList();
  }
}
