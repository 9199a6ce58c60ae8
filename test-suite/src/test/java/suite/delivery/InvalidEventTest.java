package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.routeflow.micronaut.InternalErrorListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.SqlRecording;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** What cannot be made, written or dealt with is dropped, counted once, and harms nothing else. */
final class InvalidEventTest {

  private static final String UNMADE = "InvalidEventTest.unmade";
  private static final String UNWRITTEN = "InvalidEventTest.unwritten";
  private static final String NO_OUTCOME = "InvalidEventTest.noOutcome";
  private static final int AN_HOUR = 3_600_000;

  @Test
  void anEventThatCannotBeMadeIsDroppedAloneAndTheOthersOfItsBatchAreDelivered()
      throws IOException {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                UNMADE,
                Map.of(
                    "routeflow.flush-interval-ms",
                    AN_HOUR,
                    "endpoints.routeflow.sensitive",
                    false))) {
      Pings.send(application, 2);
      RawHttp.exchange(application.port(), RawHttp.get("/unmade"));
      Pings.send(application, 1);
      LedgerLaw.holds(application, 4);
      assertThat(flush(application)).isTrue();

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 4);
      assertThat(stats.dropped(DropReason.VALIDATION)).isEqualTo(1);
      assertThat(stats.sent()).isEqualTo(3);
      assertThat(ingest.batches()).hasSize(1);
      assertThat(ingest.events()).noneMatch(event -> event.path("path").asText().contains("made"));
      assertReported(application, "delivery");
      assertThat(shownOf(application).path("dropped_validation").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aBatchThatCannotBeWrittenIsDroppedWithoutAnAttemptAndTheNextIsDelivered() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, UNWRITTEN, Map.of("routeflow.flush-interval-ms", AN_HOUR))) {
      Tags tags = application.context().getBean(Tags.class);
      tags.broken = true;
      Pings.send(application, 3);
      LedgerLaw.holds(application, 3);
      assertThat(flush(application)).isTrue();

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 3);
      assertThat(stats.dropped(DropReason.VALIDATION)).isEqualTo(3);
      assertThat(stats.retries()).isZero();
      assertThat(stats.lastErrorAt()).isNotNull();
      assertThat(ingest.attempts()).isEmpty();

      tags.broken = false;
      Pings.send(application, 2);
      LedgerLaw.holds(application, 5);
      assertThat(flush(application)).isTrue();
      assertThat(LedgerLaw.holdsAtRest(application, 5).sent()).isEqualTo(2);
    }
  }

  /** What an exporter of the application may answer though nobody can do anything with it. */
  enum Answer {
    WAIT_BEYOND_ALL_NUMBERS,
    RETRY_FOR_NO_REASON,
    REJECTED_FOR_NO_REASON,
    TOO_LARGE_FOR_NO_REASON
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatCannotBeParsedIsAnOutcomeAndTheNextBatchIsDelivered(Answer answer) {
    try (TestApplication application =
        Pings.startBare(
            NO_OUTCOME,
            Map.of(
                "routeflow.destinations.puzzling.flush-interval-ms", 20,
                "routeflow.destinations.puzzling.max-events-per-batch", 1,
                "routeflow.destinations.puzzling.max-batches-in-flight", 1,
                "routeflow.destinations.puzzling.retry-base-ms", 1))) {
      Puzzling exporter = application.context().getBean(Puzzling.class);
      exporter.answer = answer;
      Pings.send(application, 1);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 1);
      assertThat(stats.batchesInFlight()).isZero();
      assertThat(stats.dropped(DropReason.HTTP_5XX)).isEqualTo(1);
      assertThat(stats.retries()).isEqualTo(2);
      if (answer == Answer.WAIT_BEYOND_ALL_NUMBERS) {
        assertThat(application.context().getBean(Errors.class).stages).isEmpty();
      } else {
        // made by the exporter, and so its failure
        assertReported(application, "export");
      }
      exporter.answer = null;
      Pings.send(application, 2);
      assertThat(LedgerLaw.holdsAtRest(application, 3).sent()).isEqualTo(2);
    }
  }

  private static boolean flush(TestApplication application) {
    return application.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE);
  }

  private static void assertReported(TestApplication application, String where) {
    Errors errors = application.context().getBean(Errors.class);
    await().until(() -> !errors.stages.isEmpty());
    assertThat(errors.stages).containsOnly(where);
  }

  private static JsonNode shownOf(TestApplication application) throws IOException {
    return new ObjectMapper()
        .readTree(RawHttp.exchange(application.port(), RawHttp.get("/routeflow")).body());
  }

  /** Adds to its recording what no event can be made of. */
  @Requires(property = "spec.name", value = UNMADE)
  @Controller("/unmade")
  static class Unmade {
    @Get
    String get() {
      Objects.requireNonNull(Recording.current()).sql(Unusable::new);
      return "served";
    }
  }

  static final class Unusable implements SqlRecording {
    @Override
    public @Nullable SqlUsage usage() {
      throw new IllegalStateException("no usage");
    }

    @Override
    public Map<String, Object> attributes() {
      return Map.of();
    }
  }

  /** Facts about the service that cannot be read for a while. */
  @Requires(property = "spec.name", value = UNWRITTEN)
  @Singleton
  static class Tags extends AbstractMap<String, String> {
    volatile boolean broken;

    @Override
    public Set<Entry<String, String>> entrySet() {
      if (broken) {
        throw new IllegalStateException("cannot be read");
      }
      return Map.of("team", "shop").entrySet();
    }
  }

  @Requires(property = "spec.name", value = UNWRITTEN)
  @Singleton
  static class Tagging implements BeanCreatedEventListener<RouteflowConfiguration> {
    private final Tags tags;

    Tagging(Tags tags) {
      this.tags = tags;
    }

    @Override
    public RouteflowConfiguration onCreated(BeanCreatedEvent<RouteflowConfiguration> event) {
      RouteflowConfiguration made = event.getBean();
      ServiceSettings service = made.service();
      return new RouteflowConfiguration(
          made.module(),
          made.ingest(),
          new ServiceSettings(
              service.name(),
              service.version(),
              service.instance(),
              service.environment(),
              service::codeVersion,
              tags),
          made.capture(),
          made.requests(),
          made.lane(),
          made.spool(),
          made.console());
    }
  }

  @Requires(property = "spec.name", value = NO_OUTCOME)
  @Singleton
  static class Puzzling implements EventExporter {
    volatile @Nullable Answer answer;

    @Override
    @SuppressWarnings("NullAway") // the fault that is tested
    public CompletionStage<ExportResult> export(EventBatch batch) {
      Answer given = answer;
      if (given == null) {
        return CompletableFuture.completedFuture(ExportResult.accepted());
      }
      return CompletableFuture.completedFuture(
          switch (given) {
            case WAIT_BEYOND_ALL_NUMBERS ->
                new ExportResult.Retry(
                    DropReason.HTTP_5XX, "busy", Duration.ofSeconds(Long.MIN_VALUE));
            case RETRY_FOR_NO_REASON -> new ExportResult.Retry(null, "busy", null);
            case REJECTED_FOR_NO_REASON -> new ExportResult.Rejected(null, "bad");
            case TOO_LARGE_FOR_NO_REASON -> new ExportResult.TooLarge(null, "large");
          });
    }
  }

  @Requires(property = "spec.name", pattern = "InvalidEventTest[.].*")
  @Singleton
  static class Errors implements InternalErrorListener {
    final Queue<String> stages = new ConcurrentLinkedQueue<>();

    @Override
    public void onError(String where, Throwable error) {
      stages.add(where);
    }
  }
}
