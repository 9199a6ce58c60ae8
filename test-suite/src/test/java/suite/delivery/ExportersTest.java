package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.routeflow.micronaut.InternalErrorListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

final class ExportersTest {

  private static final String SEVERAL = "ExportersTest.several";
  private static final String ALONE = "ExportersTest.alone";
  private static final String BAD = "ExportersTest.bad";
  private static final String NONE = "ExportersTest.none";
  private static final String LATE = "ExportersTest.late";

  @Test
  void eachDestinationIsRetriedHalvedAndCountedForItself() {
    try (FakeIngest ingest =
            FakeIngest.start().answer(Answer.status(503), Answer.status(413), Answer.accept());
        TestApplication application =
            Pings.start(
                ingest,
                SEVERAL,
                Map.of(
                    "routeflow.flush-interval-ms", 3_600_000,
                    "routeflow.max-events-per-batch", 4,
                    "routeflow.retry-base-ms", 1,
                    "routeflow.destinations.Second.max-events-per-batch", 8,
                    "routeflow.destinations.second.flush-interval-ms", 3_600_000,
                    "routeflow.destinations.second.max-attempts", 4,
                    "routeflow.destinations.second.retry-base-ms", 1,
                    "routeflow.destinations.failing.retry-base-ms", 1))) {
      Pings.send(application, 8);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 8);
      assertThat(stats.sent()).isEqualTo(8);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(stats.destinations().keySet()).containsExactly("ingest", "Failing", "Second");
      RouteflowStats.Destination second =
          Objects.requireNonNull(stats.destinations().get("Second"));
      RouteflowStats.Destination failing =
          Objects.requireNonNull(stats.destinations().get("Failing"));
      assertThat(second.dropped(DropReason.HTTP_5XX)).isEqualTo(8);
      assertThat(second.retries()).isEqualTo(3);
      assertThat(second.lastErrorAt()).isNotNull();
      assertThat(application.context().getBean(Second.class).batches)
          .hasSize(4)
          .allMatch(batch -> batch.size() == 8)
          .extracting(EventBatch::id)
          .containsOnly(application.context().getBean(Second.class).batches.peek().id());
      assertThat(failing.dropped(DropReason.HTTP_5XX)).isEqualTo(8);
      assertThat(application.context().getBean(Errors.class).stages)
          .containsOnly("export to Failing");
    }
  }

  @Test
  void withoutAnEndpointTheApplicationsExporterIsThePrimaryOne() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        TestApplication application =
            Pings.startBare(
                ALONE, Map.of("routeflow.flush-interval-ms", 20, "routeflow.retry-base-ms", 1))) {
      Pings.send(application, 3);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 3);
      assertThat(stats.sent()).isEqualTo(3);
      assertThat(stats.retries()).isEqualTo(1);
      assertThat(log.messages())
          .containsOnlyOnce(
              "routeflow.endpoint is not set: requests are counted, and events go to Alone");
    }
  }

  @Test
  void withoutAnyDestinationOneLineSaysSoAndEventsAreCountedAsDropped() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        TestApplication application =
            Pings.startBare(
                NONE,
                Map.of("routeflow.flush-interval-ms", 20, "routeflow.console.enabled", false))) {
      Pings.send(application, 5);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 5);
      assertThat(stats.dropped(DropReason.NO_EXPORTER)).isEqualTo(5);
      assertThat(log.events())
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getLevel()).isEqualTo(Level.INFO);
                assertThat(line.getFormattedMessage()).contains("are sent nowhere");
              });
    }
  }

  enum Fault {
    NO_FAULT,
    THROWS,
    ERROR,
    NULL,
    NULL_RESULT,
    FAILED,
    NEVER
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NO_FAULT")
  void anExporterThatBreaksItsContractHarmsNoOtherAndTheNextBatchIsDelivered(Fault fault) {
    try (TestApplication application =
        Pings.startBare(
            BAD,
            Map.of(
                "routeflow.destinations.bad.flush-interval-ms", 20,
                "routeflow.destinations.bad.max-events-per-batch", 1,
                "routeflow.destinations.bad.max-batches-in-flight", 1,
                "routeflow.destinations.bad.timeout-ms", 100,
                "routeflow.destinations.bad.retry-base-ms", 1))) {
      Bad bad = application.context().getBean(Bad.class);
      bad.fault = fault;
      Pings.send(application, 1);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 1);
      assertThat(stats.dropped(DropReason.HTTP_5XX)).isEqualTo(1);
      assertThat(stats.retries()).isEqualTo(2);

      bad.fault = Fault.NO_FAULT;
      Pings.send(application, 2);
      assertThat(LedgerLaw.holdsAtRest(application, 3).sent()).isEqualTo(2);
      Errors errors = application.context().getBean(Errors.class);
      if (fault != Fault.NEVER) {
        await().until(() -> errors.stages.size() == 3);
        assertThat(errors.stages).containsOnly("export to Bad");
      }
    }
  }

  @Test
  void anExporterThatCanBeMadeLaterIsMadeSoonAndItsFlushIntervalHolds() {
    Late.BROKEN.set(true);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                LATE,
                Map.of(
                    "routeflow.flush-interval-ms", 3_600_000,
                    "routeflow.destinations.Late.flush-interval-ms", 20))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 1);
      LedgerLaw.holds(application, 1);
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(routeflow.stats().destinations()).containsOnlyKeys("ingest");
      Late.BROKEN.set(false);
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> routeflow.stats().destinations().containsKey("Late"));
      Pings.send(application, 1);
      await().atMost(FakeIngest.PATIENCE).until(() -> at(routeflow.stats(), "Late").sent() == 1);
    }
  }

  private static RouteflowStats.Destination at(RouteflowStats stats, String name) {
    return Objects.requireNonNull(stats.destinations().get(name));
  }

  @Requires(property = "spec.name", value = LATE)
  @Singleton
  static class Late implements EventExporter {
    static final AtomicBoolean BROKEN = new AtomicBoolean();

    Late() {
      if (BROKEN.get()) {
        throw new IllegalStateException("not yet");
      }
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }
  }

  @Requires(property = "spec.name", value = SEVERAL)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @Singleton
  static class Failing implements EventExporter {
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      if (calls.incrementAndGet() == 1) {
        throw new IllegalStateException("the first call fails");
      }
      return CompletableFuture.failedFuture(new IllegalStateException("so do the others"));
    }
  }

  @Requires(property = "spec.name", value = SEVERAL)
  @Order(2)
  @Singleton
  static class Second implements EventExporter {
    final Queue<EventBatch> batches = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      batches.add(batch);
      return CompletableFuture.completedFuture(
          new ExportResult.Retry(DropReason.HTTP_5XX, "nobody asks", null));
    }
  }

  @Requires(property = "spec.name", value = ALONE)
  @Singleton
  static class Alone implements EventExporter {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return CompletableFuture.completedFuture(
          calls.incrementAndGet() == 1
              ? new ExportResult.Retry(DropReason.HTTP_5XX, "busy", null)
              : ExportResult.accepted());
    }
  }

  @Requires(property = "spec.name", value = BAD)
  @Singleton
  static class Bad implements EventExporter {
    volatile Fault fault = Fault.NO_FAULT;

    @Override
    @SuppressWarnings("NullAway") // the fault that is tested
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return switch (fault) {
        case NO_FAULT -> CompletableFuture.completedFuture(ExportResult.accepted());
        case THROWS -> throw new IllegalStateException("thrown");
        case ERROR -> throw new StackOverflowError("thrown");
        case NULL -> null;
        case NULL_RESULT -> CompletableFuture.completedFuture(null);
        case FAILED -> CompletableFuture.failedFuture(new IllegalStateException("failed"));
        case NEVER -> new CompletableFuture<>();
      };
    }
  }

  @Requires(property = "spec.name", pattern = "ExportersTest[.].*")
  @Singleton
  static class Errors implements InternalErrorListener {
    final Queue<String> stages = new ConcurrentLinkedQueue<>();

    @Override
    public void onError(String where, Throwable error) {
      throw new AssertionError("every error here belongs to a destination");
    }

    @Override
    public void onError(String where, Throwable error, String destination) {
      stages.add(where + " to " + destination);
    }
  }
}
