package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** {@code -Dsuite.requests=100000} for the long run. */
final class ConcurrentRequestsTest {
  private static final int REQUESTS = Integer.getInteger("suite.requests", 5_000);
  private static final int CLIENTS = 64;
  private static final int STRAYS = 40;
  private static final int ROUND = 2_500;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WITH_VIRTUAL_THREADS = 21;
  private static final List<String> WAYS =
      Runtime.version().feature() < WITH_VIRTUAL_THREADS
          ? List.of("blocking", "reactive", "future", "transaction", "nested", "async", "thread")
          : List.of(
              "blocking",
              "reactive",
              "future",
              "transaction",
              "nested",
              "async",
              "thread",
              "virtual");

  @Test
  void nothingIsOnTheEventOfAnotherRequest() throws Exception {
    Map<String, Object> properties =
        Map.of("datasources.default.maximum-pool-size", 32, "routeflow.queue-maxsize", 4 * ROUND);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (var echo = EchoClient.start();
        var app = application(echo, properties)) {
      long before = app.unattributed();
      for (int first = 0; first < REQUESTS; first += ROUND) {
        int until = Math.min(REQUESTS, first + ROUND);
        send(clients, app, first, until);
        Set<String> expected = names(first, until);
        List<JsonNode> events = app.ingest.awaitEvents(expected.size(), PATIENCE);
        events.forEach(event -> expectOwnStatementsOnly(event, expected));
        assertThat(expected).as("requests without an event").isEmpty();
        app.ingest.forget();
      }
      assertThat(app.unattributed()).isEqualTo(before);
      assertThat(app.internalErrors()).isZero();
    } finally {
      clients.shutdownNow();
    }
  }

  private static DatabaseApplication application(TestApplication echo, Map<String, ?> more) {
    Map<String, Object> properties = new LinkedHashMap<>(EchoClient.at(echo));
    properties.put("suite.canaries", true);
    properties.put("suite.books", "no");
    properties.putAll(more);
    return DatabaseApplication.onH2("ConcurrentRequestsTest", properties);
  }

  /** A scheduled method that is captured is an event with what it has done itself, each time. */
  @Test
  void whatAScheduledMethodDoesIsOnItsOwnEventBesideRequests() {
    try (var echo = EchoClient.start();
        var app = application(echo, Map.of("suite.canaries.jobs", true))) {
      try (RawHttp http = RawHttp.connect(app.application.port())) {
        for (int i = 0; i < STRAYS; i++) {
          String path = "/canary/" + way(i) + "/c" + i;
          http.send(RawHttp.get(path, Canaries.ROUTE_HEADER + "c" + i));
          assertThat(http.read().text()).isEqualTo("c" + i);
        }
      }
      Set<String> requests = names(0, STRAYS);
      Set<String> jobs = new HashSet<>();
      await()
          .atMost(PATIENCE)
          .until(() -> count(app, true) >= STRAYS && count(app, false) == requests.size());
      for (JsonNode event : app.ingest.events()) {
        if (isJob(event)) {
          assertThat(event.path("name").asText()).isEqualTo(CanaryJobs.NAME);
          String name = event.path("attributes").path(Canaries.ATTRIBUTE).asText();
          assertThat(name).startsWith(CanaryJobs.PREFIX);
          assertThat(jobs.add(name)).as(name).isTrue();
          expectOwnOnly(event, name);
        } else {
          expectOwnStatementsOnly(event, requests);
        }
      }
    }
  }

  private static long count(DatabaseApplication app, boolean jobs) {
    return app.ingest.events().stream().filter(event -> isJob(event) == jobs).count();
  }

  private static boolean isJob(JsonNode event) {
    return event.path("type").asText().equals("job");
  }

  /**
   * Without micronaut-reactor the context ends where Reactor changes threads: what is done there is
   * on no event, and all else where it belongs.
   */
  @Test
  void withoutMicronautReactorWhatRunsBehindAHopOfReactorIsOnNoRequest() {
    try (var echo = EchoClient.start();
        FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            JavaProcess.of(CanaryProcess.class)
                .classpathWithout("micronaut-reactor")
                .systemProperty("micronaut.http.services.canary-echo.url", echo.url("").toString())
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
                .env("ROUTEFLOW_TIMEOUT_MS", "20000")
                .start()) {
      Set<String> expected = new HashSet<>();
      try (RawHttp http = RawHttp.connect(CanaryProcess.portOf(process))) {
        for (int i = 0; i < STRAYS; i++) {
          String way = List.of("reactive", "blocking", "future", "async").get(i % 4);
          String name = "c" + i;
          http.send(RawHttp.get("/canary/" + way + "/" + name, Canaries.ROUTE_HEADER + name));
          assertThat(http.read().text()).isEqualTo(name);
          expected.add(name);
        }
      }
      for (JsonNode event : ingest.awaitEvents(STRAYS, PATIENCE)) {
        if (event.path("path").asText().startsWith("/canary/reactive")) {
          expectNothing(event);
        } else {
          expectOwnStatementsOnly(event, expected);
        }
      }
    }
  }

  private static void expectNothing(JsonNode event) {
    assertThat(event.has("sql")).isFalse();
    assertThat(event.has("breadcrumbs")).isFalse();
    assertThat(event.has("external_calls")).isFalse();
    assertThat(event.path("attributes").has(Canaries.ATTRIBUTE)).isFalse();
  }

  /** What runs where the context does not go is on no event, rather than on a wrong one. */
  @Test
  void whatAThreadWithoutContextDoesIsOnNoRequest() {
    try (var echo = EchoClient.start();
        var app = application(echo, Map.of())) {
      try (RawHttp http = RawHttp.connect(app.application.port())) {
        for (int i = 0; i < STRAYS; i++) {
          String way = i % 2 == 0 ? "stray" : "thread";
          http.send(RawHttp.get("/canary/" + way + "/c" + i, Canaries.ROUTE_HEADER + "c" + i));
          assertThat(http.read().text()).isEqualTo("c" + i);
        }
      }
      for (JsonNode event : app.ingest.awaitEvents(STRAYS, PATIENCE)) {
        if (event.path("path").asText().startsWith("/canary/stray")) {
          expectNothing(event);
        } else {
          expectOwnStatementsOnly(event, names(0, STRAYS));
        }
      }
      assertThat(app.unattributed()).isEqualTo((long) STRAYS / 2 * Canaries.STATEMENTS);
    }
  }

  private static void expectOwnStatementsOnly(JsonNode event, Set<String> expected) {
    String name = event.path("frontend_route").asText().substring(1);
    assertThat(expected.remove(name)).as(name).isTrue();
    expectOwnOnly(event, name);
  }

  private static void expectOwnOnly(JsonNode event, String name) {
    JsonNode statement = DatabaseApplication.onlyStatement(event);
    assertThat(statement.path("statement").asText()).isEqualTo("SELECT ? AS " + name);
    assertThat(statement.path("count").asInt()).isEqualTo(Canaries.STATEMENTS);
    JsonNode attributes = event.path("attributes");
    assertThat(attributes.path(Canaries.ATTRIBUTE).asText()).isEqualTo(name);
    assertThat(attributes.path(Canaries.CALLED)).isEqualTo(event.path("trace_id"));
    assertThat(event.path("external_calls")).hasSize(1);
    assertThat(event.at("/external_calls/0/count").asInt()).isEqualTo(1);
    assertThat(event.path("breadcrumbs")).hasSize(1);
    assertThat(event.path("breadcrumbs").path(0).path("message").asText()).isEqualTo(name);
  }

  private static Set<String> names(int first, int until) {
    Set<String> names = new HashSet<>();
    for (int i = first; i < until; i++) {
      names.add("c" + i);
      if (way(i).equals("nested")) {
        names.add("c" + i + "n");
      }
    }
    return names;
  }

  private static String way(int request) {
    return WAYS.get(request % WAYS.size());
  }

  private static void send(ExecutorService clients, DatabaseApplication app, int first, int until)
      throws InterruptedException, ExecutionException {
    var next = new AtomicInteger(first);
    List<Future<?>> running = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      running.add(clients.submit(() -> sendEach(app.application.port(), next, until)));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  private static void sendEach(int port, AtomicInteger next, int until) {
    try (RawHttp http = RawHttp.connect(port)) {
      for (int i = next.getAndIncrement(); i < until; i = next.getAndIncrement()) {
        String name = "c" + i;
        String path = "/canary/" + way(i) + "/" + name;
        http.send(RawHttp.get(path, Canaries.ROUTE_HEADER + name));
        assertThat(http.read().text()).isEqualTo(name);
      }
    }
  }
}
