package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import suite.support.RawHttp;

/** {@code -Drouteflow.jdbc.requests=100000} for the long run. */
final class ConcurrentRequestsTest {
  private static final int REQUESTS = Integer.getInteger("routeflow.jdbc.requests", 5_000);
  private static final int CLIENTS = 64;
  private static final int ROUND = 2_500;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WITH_VIRTUAL_THREADS = 21;
  private static final List<String> WAYS =
      Runtime.version().feature() < WITH_VIRTUAL_THREADS
          ? List.of("blocking", "reactive", "future", "transaction", "nested", "async")
          : List.of("blocking", "reactive", "future", "transaction", "nested", "async", "virtual");

  @Test
  void noStatementIsOnTheEventOfAnotherRequest() throws Exception {
    Map<String, Object> properties =
        Map.of(
            "suite.canaries",
            true,
            "suite.books",
            "no",
            "datasources.default.maximum-pool-size",
            32,
            "routeflow.queue-maxsize",
            4 * ROUND);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (var app = DatabaseApplication.onH2("ConcurrentRequestsTest", properties)) {
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

  private static void expectOwnStatementsOnly(JsonNode event, Set<String> expected) {
    String name = event.path("frontend_route").asText().substring(1);
    assertThat(expected.remove(name)).as(name).isTrue();
    JsonNode statement = DatabaseApplication.onlyStatement(event);
    assertThat(statement.path("statement").asText()).isEqualTo("SELECT ? AS " + name);
    assertThat(statement.path("count").asInt()).isEqualTo(Canaries.STATEMENTS);
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
