package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.LedgerLaw;
import suite.support.PingProcess;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** At a low rate what matters is kept all the same, within a budget, and all is counted. */
final class TailSamplingTest {

  private static final String SPEC = "TailSamplingTest";
  private static final String RULED = "TailSamplingTest.ruled";
  private static final String LANES = "TailSamplingTest.lanes";
  private static final String RATE = "routeflow.sample_rate";
  private static final String REASON = "routeflow.kept_because";
  private static final int TRACES = 300;
  private static final int NEVER_SLOW = 3_600_000;

  @Test
  void failuresExceptionsAndWhatTheApplicationAskedForAreKeptAtARateOfZero() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, SPEC, on(0, NEVER_SLOW, 50))) {
      send(application, "/tail/works", 0, 20);
      send(application, "/tail/fails", 20, 2);
      send(application, "/tail/reports", 22, 1);
      send(application, "/tail/asks", 23, 1);
      RouteflowStats stats = LedgerLaw.holdsAtRestWithTailSampling(application, 25);

      assertThat(stats.sent()).isEqualTo(4);
      assertThat(stats.dropped(DropReason.SAMPLED)).isEqualTo(21);
      assertThat(ingest.events())
          .extracting(TailSamplingTest::reason)
          .containsExactlyInAnyOrder("failed", "failed", "failed", "asked");
      assertThat(ingest.events())
          .filteredOn(event -> event.path("type").asText().equals("exception"))
          .hasSize(1);
      assertThat(ingest.events()).allMatch(event -> rate(event) == 0.0);
    }
  }

  @Test
  void aRequestThatTookLongerThanTheLimitIsKept() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, SPEC, on(0, 0, 50))) {
      send(application, "/tail/works", 0, 3);
      LedgerLaw.holdsAtRestWithTailSampling(application, 3);
      assertThat(ingest.events()).hasSize(3).allMatch(event -> reason(event).equals("slow"));
    }
  }

  @Test
  void inAStormNoSecondHasMoreThanTheBudget() {
    int max = 5;
    int storm = 400;
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, SPEC, on(0, NEVER_SLOW, max))) {
      send(application, "/tail/fails", 0, storm);
      RouteflowStats stats = LedgerLaw.holdsAtRestWithTailSampling(application, storm);

      assertThat(stats.sent() + stats.dropped(DropReason.SAMPLED)).isEqualTo(storm);
      List<Double> ends =
          ingest.events().stream().map(TailSamplingTest::endMillis).sorted().toList();
      assertThat(ends).hasSizeGreaterThanOrEqualTo(max);
      for (int i = max; i < ends.size(); i++) {
        // the start of an event has whole milliseconds
        assertThat(ends.get(i) - ends.get(i - max)).isGreaterThan(1000 - 2);
      }
    }
  }

  @Test
  void whatTheRateKeepsIsTheSameAsWithoutTailSamplingAndInEveryApplication() {
    Map<String, Object> off = new HashMap<>(on(0.3, NEVER_SLOW, 50));
    off.put("routeflow.tail-sampling.enabled", false);
    List<String> without = keptBy(off);
    List<String> with = keptBy(on(0.3, NEVER_SLOW, 50));

    assertThat(with).containsExactlyInAnyOrderElementsOf(without);
  }

  @Test
  void whatTheRateKeepsIsTheSameInAnotherProcess() {
    List<String> here = keptBy(on(0.3, NEVER_SLOW, 50));
    try (FakeIngest ingest = FakeIngest.start()) {
      JavaLaunch launch =
          JavaProcess.of(PingProcess.class)
              .systemProperty("routeflow.endpoint", ingest.uri().toString())
              .systemProperty("routeflow.ingest-key", TestApplication.INGEST_KEY)
              .systemProperty("routeflow.console.enabled", "false")
              .systemProperty("routeflow.shutdown-timeout-ms", "20000");
      on(0.3, NEVER_SLOW, 50)
          .forEach((key, value) -> launch.systemProperty(key, String.valueOf(value)));
      try (JavaProcess process = launch.start()) {
        send(PingProcess.portOf(process), "/ping/1", 0, TRACES);
        process.terminate();
        int unused = process.awaitExit();
      }
      assertThat(ingest.events())
          .extracting(event -> event.path("trace_id").asText())
          .containsExactlyInAnyOrderElementsOf(here);
    }
  }

  /** As {@code SELECT SUM(1 / sample_rate) … WHERE kept_because IS NULL} in the guide. */
  @Test
  void theSumsOfWhatTheRateHasKeptScaleUpToAllRequestsWhateverTheTailAdds() {
    int works = 2000;
    int fails = 1000;
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, SPEC, on(0.25, NEVER_SLOW, fails))) {
      send(application, "/tail/works", 0, works);
      send(application, "/tail/fails", works, fails);
      LedgerLaw.holdsAtRestWithTailSampling(application, works + fails);

      // the ids are fixed, so these sums are too: a standard deviation is 0.04 and 0.06
      assertThat(scaledUp(ingest, "/tail/works")).isBetween(0.88 * works, 1.12 * works);
      assertThat(scaledUp(ingest, "/tail/fails")).isBetween(0.85 * fails, 1.15 * fails);
      assertThat(ingest.events())
          .filteredOn(event -> event.path("path").asText().equals("/tail/fails"))
          .as("with what the tail adds there are more than the rate keeps")
          .hasSizeGreaterThan(fails / 3);
    }
  }

  private static double scaledUp(FakeIngest ingest, String path) {
    return ingest.events().stream()
        .filter(event -> event.path("path").asText().equals(path) && reason(event).isEmpty())
        .mapToDouble(event -> 1 / rate(event))
        .sum();
  }

  @Test
  void whatTheRateKeepsIsTheSameInAnApplicationWhereOtherRequestsFail() {
    List<String> kept = keptBy(on(0.3, NEVER_SLOW, 50));
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, SPEC, on(0.3, NEVER_SLOW, 20))) {
      for (int i = 0; i < TRACES; i++) {
        send(application, i % 3 == 0 ? "/tail/fails" : "/tail/works", i, 1);
      }
      RouteflowStats stats = LedgerLaw.holdsAtRestWithTailSampling(application, TRACES);
      List<JsonNode> marked =
          ingest.events().stream().filter(event -> !reason(event).isEmpty()).toList();
      assertThat(marked).isNotEmpty().allMatch(event -> reason(event).equals("failed"));
      assertThat(stats.sent()).isEqualTo(kept.size() + marked.size());
      assertThat(ingest.events())
          .filteredOn(event -> reason(event).isEmpty())
          .extracting(event -> event.path("trace_id").asText())
          .containsExactlyInAnyOrderElementsOf(kept);
    }
  }

  private static List<String> keptBy(Map<String, ?> settings) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, SPEC, settings)) {
      send(application, "/tail/works", 0, TRACES);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(
              () ->
                  routeflow.stats().sent() + routeflow.stats().dropped(DropReason.SAMPLED)
                      == TRACES);
      // the ids are fixed, so this share is too
      assertThat(ingest.events())
          .hasSizeBetween(TRACES / 5, TRACES * 2 / 5)
          .allMatch(event -> rate(event) == 0.3 && reason(event).isEmpty());
      return ingest.events().stream().map(event -> event.path("trace_id").asText()).toList();
    }
  }

  @Test
  void keepingByHandNeedsNoTailSamplingAndHoldsAtEveryDestination() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("routeflow.sample-rate", 0);
    settings.put("routeflow.destinations.other.sample-rate", 0);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, LANES, settings)) {
      send(application, "/tail/works", 0, 5);
      send(application, "/tail/fails", 5, 5);
      send(application, "/tail/asks", 10, 1);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 11);

      assertThat(stats.sent()).isEqualTo(1);
      assertThat(reason(ingest.events().get(0))).isEqualTo("asked");
      assertThat(Objects.requireNonNull(stats.destinations().get("other")).sent()).isEqualTo(1);
    }
  }

  @Test
  void aDestinationsOwnRateStandsOnWhatItGetsAndNowhereElse() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("routeflow.destinations.other.sample-rate", 0.5);
    // these marks are no attributes in that sense
    settings.put("routeflow.destinations.other.leave-out", "attributes");
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, LANES, settings)) {
      send(application, "/tail/works", 0, 100);
      send(application, "/tail/asks", 100, 20);
      LedgerLaw.holdsAtRest(application, 120);

      assertThat(ingest.events()).hasSize(120).noneMatch(event -> event.has("attributes"));
      Queue<Event> other = application.context().getBean(Other.class).events;
      assertThat(other)
          .hasSizeBetween(50, 100)
          .allMatch(event -> Double.valueOf(0.5).equals(event.attributes().get(RATE)));
      assertThat(other)
          .filteredOn(event -> event.label().equals("/tail/asks"))
          .hasSize(20)
          .anyMatch(event -> "asked".equals(event.attributes().get(REASON)))
          .anyMatch(event -> event.attributes().get(REASON) == null);
    }
  }

  @Test
  void aDestinationTakesItsShareOfWhatTheRateAndOfWhatTheTailHasKept() {
    Map<String, Object> settings = new HashMap<>(on(0.5, NEVER_SLOW, TRACES));
    settings.put("routeflow.destinations.other.sample-rate", 0.5);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, LANES, settings)) {
      send(application, "/tail/fails", 0, TRACES);
      LedgerLaw.holdsAtRestWithTailSampling(application, TRACES);

      assertThat(ingest.events()).hasSize(TRACES).allMatch(event -> rate(event) == 0.5);
      Queue<Event> other = application.context().getBean(Other.class).events;
      assertThat(other)
          .allMatch(event -> Double.valueOf(0.25).equals(event.attributes().get(RATE)));
      long byRate = other.stream().filter(event -> event.attributes().get(REASON) == null).count();
      // the ids are fixed, so these shares are too
      assertThat(byRate).isBetween(TRACES / 5L, TRACES * 3L / 10);
      assertThat(other.size() - byRate).isBetween(TRACES / 5L, TRACES * 3L / 10);
    }
  }

  @Test
  void whatTheApplicationsRulesRefuseIsFilteredAndTakesNothingOfTheBudget() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, RULED, on(0, NEVER_SLOW, 1))) {
      send(application, "/tail/fails", 0, 10);
      send(application, "/tail/reports", 10, 1);
      RouteflowStats stats = LedgerLaw.holdsAtRestWithTailSampling(application, 12);

      assertThat(stats.dropped(DropReason.FILTERED)).isEqualTo(10);
      assertThat(ingest.events())
          .extracting(event -> event.path("type").asText())
          .containsExactly("exception");
    }
  }

  private static Map<String, Object> on(double rate, int slowMillis, int max) {
    return Map.of(
        "routeflow.sample-rate", rate,
        "routeflow.tail-sampling.enabled", true,
        "routeflow.tail-sampling.slower-than-ms", slowMillis,
        "routeflow.tail-sampling.max-per-second", max);
  }

  private static TestApplication start(FakeIngest ingest, String spec, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("suite.tail", true);
    return TestApplication.start(ingest, spec, all);
  }

  private static void send(TestApplication application, String path, int from, int count) {
    send(application.port(), path, from, count);
  }

  private static void send(int port, String path, int from, int count) {
    try (RawHttp http = RawHttp.connect(port)) {
      IntStream.range(from, from + count)
          .forEach(
              i -> {
                http.send(RawHttp.request("GET", path, "x-routeflow-trace-id: trace-number-" + i));
                http.read();
              });
    }
  }

  private static String reason(JsonNode event) {
    return event.path("attributes").path(REASON).asText("");
  }

  private static double rate(JsonNode event) {
    return event.path("attributes").path(RATE).asDouble(-1);
  }

  private static double endMillis(JsonNode event) {
    return Instant.parse(event.path("timestamp").asText()).toEpochMilli()
        + event.path("latency_ms").asDouble();
  }

  @Requires(property = "suite.tail")
  @Controller("/tail")
  static class Tail {
    private final Routeflow routeflow;

    Tail(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/works")
    String works() {
      return "fine";
    }

    @Get("/fails")
    String fails() {
      throw new IllegalStateException("no");
    }

    @Get("/reports")
    String reports() {
      routeflow.captureException(new IllegalStateException("later"));
      return "reported";
    }

    @Get("/asks")
    String asks() {
      routeflow.keep();
      return "kept";
    }
  }

  @Requires(property = "spec.name", value = RULED)
  @Singleton
  static class NoFailures implements ShouldCapture {
    @Override
    public boolean shouldCapture(Event event) {
      return !event.label().equals("/tail/fails");
    }
  }

  @Requires(property = "spec.name", value = LANES)
  @Singleton
  static class Other implements EventExporter {
    final Queue<Event> events = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
      return "other";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      events.addAll(batch.events());
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }
  }
}
