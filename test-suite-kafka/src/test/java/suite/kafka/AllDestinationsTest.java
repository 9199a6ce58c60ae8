package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each destination has a ledger of its own, which is the same wherever it is shown. */
final class AllDestinationsTest {

  private static final int EVENTS = 20;
  private static final int FAILED = 5;
  private static final String CODE = "code=";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COUNTERS =
      List.of("offered", "sent", "waiting", "spooled", "adopted");
  private static final String RETRIES = "retries";
  private static final String LAST_ERROR = "last_error_at";

  @TempDir Path directory = Path.of("");

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer receiver;
  private final AtomicInteger ingestAnswer = new AtomicInteger(202);
  private volatile int replayStackAnswer = 503;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/", exchange -> answer(exchange, ingestAnswer.getAndSet(202)));
    receiver.createContext("/replay", exchange -> answer(exchange, replayStackAnswer));
    receiver.createContext("/otlp", exchange -> answer(exchange, 200));
    receiver.createContext("/flow", exchange -> answer(exchange, 200));
    receiver.start();
    Logger logger = (Logger) LoggerFactory.getLogger("io.routeflow.micronaut");
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    threads.shutdownNow();
    Logger logger = (Logger) LoggerFactory.getLogger("io.routeflow.micronaut");
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  @Test
  void theLedgerOfEachHoldsAndIsTheSameInStatisticsEndpointHealthMetersAndConsole()
      throws IOException {
    try (Application application = Application.start(settings())) {
      application.send(EVENTS, "first");
      await()
          .atMost(Application.PATIENCE)
          .until(
              () ->
                  spooled(application, "replaystack") == EVENTS
                      && spooled(application, "kafka") == EVENTS);
    }
    replayStackAnswer = 202;
    // so that there is a retry to be shown
    ingestAnswer.set(503);
    try (Application application = Application.start(settings())) {
      application.send(EVENTS, "second");
      await().atMost(Application.PATIENCE).until(() -> isAtRest(application));
      RouteflowStats stats = application.routeflow().stats();
      assertThat(stats.destinations())
          .containsOnlyKeys("ingest", "replaystack", "kafka", "other", "picky");
      stats.destinations().forEach(AllDestinationsTest::assertLaw);
      assertThat(at(stats, "ingest").sent()).isEqualTo(EVENTS);
      assertThat(at(stats, "other").sent()).isEqualTo(EVENTS);
      assertThat(at(stats, "replaystack").sent()).isEqualTo(2 * EVENTS);
      assertThat(at(stats, "replaystack").adopted()).isEqualTo(EVENTS);
      assertThat(at(stats, "kafka").spooled()).isEqualTo(2 * EVENTS);
      assertThat(at(stats, "kafka").adopted()).isEqualTo(EVENTS);
      assertThat(at(stats, "ingest").lastErrorAt()).isNotNull();
      assertThat(at(stats, "ingest").retries()).isPositive();
      assertThat(at(stats, "picky").dropped())
          .isEqualTo(Map.of(DropReason.HTTP_4XX, (long) EVENTS));

      assertShownEverywhere(stats, application);
    }
  }

  /** At a rate of 0 each gets what failed, and the figures for Prometheus have all requests. */
  @Test
  void withTailSamplingEachHasWhatMattersAndItsLedgerAndPrometheusCountsAllRequests(
      @TempDir Path brokerFolder) throws IOException {
    replayStackAnswer = 202;
    try (Broker broker = new Broker(brokerFolder).start()) {
      Topic topic = Topic.create(broker, "all-at-once");
      try (Application application = Application.start(settings(broker, topic))) {
        application.send(EVENTS, "fine");
        application.fail(FAILED);
        await().atMost(Application.PATIENCE).until(() -> isSent(application));
        RouteflowStats stats = application.routeflow().stats();
        assertThat(stats.captured()).isEqualTo(EVENTS + FAILED);
        assertThat(stats.dropped(DropReason.SAMPLED)).isEqualTo(EVENTS);
        assertThat(stats.destinations())
            .containsOnlyKeys(
                "ingest", "replaystack", "otlp", "telemetryflow", "kafka", "other", "picky");
        stats
            .destinations()
            .forEach(
                (name, one) -> {
                  assertLaw(name, one);
                  assertThat(one.offered()).as(name).isEqualTo(FAILED);
                  assertThat(one.sent()).as(name).isEqualTo(name.equals("picky") ? 0 : FAILED);
                });
        assertThat(application.others())
            .allMatch(event -> "failed".equals(event.attributes().get("routeflow.kept_because")))
            .extracting(event -> event.eventId().toString())
            .containsExactlyInAnyOrderElementsOf(Topic.ids(topic.await(FAILED)));
        assertShownEverywhere(stats, application);
        assertThat(application.get("/prometheus").lines())
            .filteredOn(line -> line.startsWith("http_request_duration_seconds_count{"))
            .anyMatch(line -> counts(line, "/ping/{number}", "2xx", EVENTS))
            .anyMatch(line -> counts(line, "/ping/failing/{number}", "5xx", FAILED));
      }
    }
  }

  private static boolean counts(String line, String handler, String status, int requests) {
    return line.contains("handler=\"" + handler + "\"")
        && line.contains("status=\"" + status + "\"")
        && Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) == requests;
  }

  private static boolean isSent(Application application) {
    RouteflowStats stats = application.routeflow().stats();
    return stats.destinations().size() == 7
        && stats.destinations().values().stream()
            .allMatch(one -> one.offered() == FAILED && one.waiting() == 0 && one.spooled() == 0);
  }

  private Map<String, Object> settings(Broker broker, Topic topic) {
    Map<String, Object> settings = settings();
    settings.put("kafka.bootstrap.servers", broker.servers());
    settings.put("routeflow.kafka.topic", topic.name());
    settings.put("routeflow.kafka.timeout-ms", 30_000);
    settings.put("routeflow.otlp.endpoint", address() + "/otlp");
    settings.put("routeflow.otlp.metrics-interval-ms", 3_600_000);
    settings.put("routeflow.otlp.flush-interval-ms", 50);
    settings.put("routeflow.telemetryflow.api-key-id", "tfk_id");
    settings.put("routeflow.telemetryflow.api-key-secret", "tfs_secret");
    settings.put("routeflow.telemetryflow.protocol", "http");
    settings.put("routeflow.telemetryflow.endpoint", address() + "/flow");
    settings.put("routeflow.telemetryflow.flush-interval-ms", 50);
    settings.put("routeflow.sample-rate", 0);
    settings.put("routeflow.tail-sampling.enabled", true);
    settings.put("routeflow.tail-sampling.slower-than-ms", 3_600_000);
    settings.put("routeflow.tail-sampling.max-per-second", 1000);
    settings.put("routeflow.metrics.enabled", true);
    settings.put("endpoints.prometheus.sensitive", false);
    return settings;
  }

  private void assertShownEverywhere(RouteflowStats stats, Application application)
      throws IOException {
    assertSame(stats, JSON.readTree(application.get("/routeflow")).path("destinations"));
    JsonNode health = JSON.readTree(application.get("/health")).at("/details/routeflow");
    assertThat(health.path("status").asText()).isEqualTo("UP");
    assertSame(stats, health.at("/details/destinations"));
    String console =
        application.get(
            "/routeflow-console/api/delivery", "X-Routeflow-Console-Token", consoleCode());
    assertSame(stats, JSON.readTree(console).path("destinations"));
    stats
        .destinations()
        .forEach((name, one) -> assertSame(name, one, application.bean(SimpleMeterRegistry.class)));
  }

  private String address() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort();
  }

  private Map<String, Object> settings() {
    String address = address();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("suite.destinations", true);
    settings.put("routeflow.endpoint", address);
    settings.put("routeflow.ingest-key", "rf_test_key");
    settings.put("routeflow.timeout-ms", 20_000);
    settings.put("routeflow.replaystack.api-key", "rs_live_canary");
    settings.put("routeflow.replaystack.endpoint", address + "/replay");
    settings.put("routeflow.replaystack.timeout-ms", 20_000);
    settings.put("routeflow.replaystack.flush-interval-ms", 50);
    settings.put("routeflow.replaystack.retry-base-ms", 20);
    settings.put("routeflow.replaystack.max-attempts", 1);
    // nothing listens there
    settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
    settings.put("routeflow.kafka.topic", "nowhere");
    settings.put("routeflow.kafka.timeout-ms", 500);
    settings.put("routeflow.spool.enabled", true);
    settings.put("routeflow.spool.directory", directory.toString());
    settings.put("routeflow.console.enabled", true);
    settings.put("endpoints.routeflow.sensitive", false);
    settings.put("endpoints.health.details-visible", "ANONYMOUS");
    return settings;
  }

  private static long spooled(Application application, String destination) {
    RouteflowStats.Destination one =
        application.routeflow().stats().destinations().get(destination);
    return one == null ? 0 : one.spooled();
  }

  /** Nothing waits, and only the one that cannot be reached has batches on disk. */
  private static boolean isAtRest(Application application) {
    RouteflowStats stats = application.routeflow().stats();
    return stats.captured() == EVENTS
        && stats.destinations().size() == 5
        && stats.destinations().values().stream()
            .allMatch(one -> one.waiting() == 0 && one.offered() == EVENTS)
        && spooled(application, "replaystack") == 0
        && at(stats, "replaystack").adopted() == EVENTS
        && spooled(application, "kafka") == 2 * EVENTS;
  }

  private static RouteflowStats.Destination at(RouteflowStats stats, String destination) {
    return Objects.requireNonNull(stats.destinations().get(destination), destination);
  }

  private static void assertLaw(String name, RouteflowStats.Destination one) {
    assertThat(one.sent() + one.waiting() + one.spooled() + one.droppedTotal())
        .as("offered + adopted = sent + waiting + spooled + dropped of %s, in %s", name, one)
        .isEqualTo(one.offered() + one.adopted());
  }

  private String consoleCode() {
    return log.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.startsWith("Console: "))
        .map(line -> line.substring(line.indexOf(CODE) + CODE.length()).strip())
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static void assertSame(RouteflowStats stats, JsonNode shown) {
    assertThat(shown.size()).isEqualTo(stats.destinations().size());
    stats
        .destinations()
        .forEach(
            (name, one) -> {
              Map<String, ?> figures = one.asMap();
              for (String counter : COUNTERS) {
                assertThat(shown.path(name).path(counter).asLong(-1))
                    .as("%s of %s", counter, name)
                    .isEqualTo(figures.get(counter));
              }
              if (isStill(one)) {
                assertThat(shown.path(name).path(RETRIES).asLong(-1))
                    .as("%s of %s", RETRIES, name)
                    .isEqualTo(figures.get(RETRIES));
                assertThat(shown.path(name).path(LAST_ERROR).asText(null))
                    .as("%s of %s", LAST_ERROR, name)
                    .isEqualTo(figures.get(LAST_ERROR));
              }
              for (DropReason reason : DropReason.values()) {
                assertThat(shown.path(name).path(reason.key()).asLong())
                    .as("%s of %s", reason, name)
                    .isEqualTo(one.dropped(reason));
              }
            });
  }

  /** What is on disk is tried again, and may fail again, between two looks. */
  private static boolean isStill(RouteflowStats.Destination one) {
    return one.spooled() == 0;
  }

  private static void assertSame(
      String name, RouteflowStats.Destination one, MeterRegistry registry) {
    if (isStill(one)) {
      double retries =
          registry.get("routeflow.retries").tag("destination", name).functionCounter().count();
      assertThat((long) retries).as("%s of %s", RETRIES, name).isEqualTo(one.retries());
    }
    for (String counter : COUNTERS) {
      double shown =
          registry
              .get("routeflow.events." + counter)
              .tag("destination", name)
              .meter()
              .measure()
              .iterator()
              .next()
              .getValue();
      assertThat((long) shown).as("%s of %s", counter, name).isEqualTo(one.asMap().get(counter));
    }
    for (DropReason reason : DropReason.values()) {
      double shown =
          registry
              .get("routeflow.events.dropped")
              .tag("destination", name)
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .functionCounter()
              .count();
      assertThat((long) shown).as("%s of %s", reason, name).isEqualTo(one.dropped(reason));
    }
  }

  /** Takes nothing. */
  @Requires(property = "suite.destinations")
  @Singleton
  static class Picky implements EventExporter {
    @Override
    public String name() {
      return "picky";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return CompletableFuture.completedFuture(
          new ExportResult.Rejected(DropReason.HTTP_4XX, "not wanted"));
    }
  }

  @Requires(property = "suite.destinations")
  @Factory
  static class Registries {
    @Singleton
    SimpleMeterRegistry registry() {
      return new SimpleMeterRegistry();
    }
  }
}
