package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.routeflow.micronaut.InternalErrorListener;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.TraceIdResolver;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/**
 * Errors, not only exceptions, come out of whatever the application plugs in, from its constructor
 * on: requests are answered meanwhile, each event is counted, and delivery goes on afterwards.
 */
final class InjectedErrorsTest {

  private static final String SPEC = "InjectedErrorsTest";
  private static final String INTERRUPTED = "InjectedErrorsTest.interrupted";

  enum Place {
    NEW_RULE,
    RULE,
    NEW_EXPORTER,
    EXPORTER_NAME,
    EXPORT,
    NEW_LISTENER,
    ERROR_LISTENER,
    TRACE_ID
  }

  enum Kind {
    MEMORY,
    STACK,
    LINKAGE;

    Error make() {
      return switch (this) {
        case MEMORY -> new OutOfMemoryError("injected");
        case STACK -> new StackOverflowError("injected");
        case LINKAGE -> new NoClassDefFoundError("injected");
      };
    }
  }

  static Stream<Arguments> faults() {
    return Arrays.stream(Place.values())
        .flatMap(place -> Arrays.stream(Kind.values()).map(kind -> Arguments.of(place, kind)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("faults")
  void leaveTheRequestsAnsweredAndTheDeliveryGoingOn(Place place, Kind kind) {
    Faults.place = place;
    Faults.kind = kind;
    Faults.left.set(3);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of("routeflow.retry-base-ms", 1, "routeflow.max-events-per-batch", 2))) {
      int sent = 0;
      while (sent < 4 || (Faults.left.get() > 0 && sent < 200)) {
        Pings.send(application, 2);
        sent += 2;
        LedgerLaw.holds(application, sent);
      }
      int total = sent;
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> LedgerLaw.holds(application, total).destinations().size() == 2);
      long before = LedgerLaw.holdsAtRest(application, sent).sent();
      assertThat(Faults.left).as("faults that did not come").hasValueLessThan(3);
      Faults.left.set(0);
      int last = sent + 5;
      Pings.send(application, 5);
      assertThat(LedgerLaw.holdsAtRest(application, last).sent()).isEqualTo(before + 5);
      Other other = application.context().getBean(Other.class);
      assertThat(other.events.get()).as("events at the application's exporter").isPositive();
    }
  }

  /** Code of the application may leave its own, and wait in a way that a later one ends. */
  @Test
  void anInterruptOfTheirThreadsCostsTheDeliveryNoLaterBatch() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, INTERRUPTED, Map.of("routeflow.max-events-per-batch", 2))) {
      Interrupting interrupting = application.context().getBean(Interrupting.class);
      Pings.send(application, 2);
      LedgerLaw.holdsAtRest(application, 2);
      assertThat(interrupting.interrupts).hasValue(2);
      Pings.send(application, 4);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 6);
      assertThat(stats.sent()).isEqualTo(6);
      assertThat(stats.destinations())
          .hasSize(2)
          .allSatisfy((name, at) -> assertThat(at.sent()).isEqualTo(6));
    }
  }

  @Requires(property = "spec.name", value = INTERRUPTED)
  @Singleton
  static class Interrupting implements EventExporter, ShouldCapture {
    final AtomicInteger interrupts = new AtomicInteger();
    private final AtomicBoolean dispatcher = new AtomicBoolean();
    private final AtomicBoolean lane = new AtomicBoolean();

    @Override
    public boolean shouldCapture(Event event) {
      interruptOnce(dispatcher);
      return true;
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      interruptOnce(lane);
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }

    private void interruptOnce(AtomicBoolean done) {
      if (done.compareAndSet(false, true)) {
        interrupts.incrementAndGet();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What goes wrong now. Of one test at a time. */
  static final class Faults {
    static volatile Place place = Place.RULE;
    static volatile Kind kind = Kind.MEMORY;
    static final AtomicInteger left = new AtomicInteger();

    private Faults() {}

    static boolean needListeners() {
      return left.get() > 0 && (place == Place.NEW_LISTENER || place == Place.ERROR_LISTENER);
    }

    static void at(Place here) {
      if (here == place && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw kind.make();
      }
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Rule implements ShouldCapture {
    Rule() {
      Faults.at(Place.NEW_RULE);
    }

    @Override
    public boolean shouldCapture(Event event) {
      Faults.at(Place.RULE);
      if (Faults.needListeners()) {
        throw new IllegalStateException("something to listen to");
      }
      return true;
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Other implements EventExporter {
    final AtomicInteger events = new AtomicInteger();

    Other() {
      Faults.at(Place.NEW_EXPORTER);
    }

    @Override
    public String name() {
      Faults.at(Place.EXPORTER_NAME);
      return "other";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      Faults.at(Place.EXPORT);
      events.addAndGet(batch.size());
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Errors implements InternalErrorListener {
    Errors() {
      Faults.at(Place.NEW_LISTENER);
    }

    @Override
    public void onError(String stage, Throwable error) {
      Faults.at(Place.ERROR_LISTENER);
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Traces implements TraceIdResolver {
    @Override
    public @Nullable String resolve(HttpRequest<?> request) {
      Faults.at(Place.TRACE_ID);
      return null;
    }
  }
}
