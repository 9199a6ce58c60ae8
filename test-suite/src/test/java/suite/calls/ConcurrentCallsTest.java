package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/**
 * However many requests are handled at once, each call and each breadcrumb belongs to the one that
 * made it. {@code -Dsuite.requests=100000} for the long run.
 */
final class ConcurrentCallsTest {

  private static final String SPEC = "ConcurrentCallsTest";
  private static final int CLIENTS = 64;
  private static final int REQUESTS = Integer.getInteger("suite.requests", 3_000);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void eachCallAndBreadcrumbIsInTheEventOfTheRequestThatMadeIt() throws Exception {
    try (FakeIngest ingest = FakeIngest.start();
        FakeIngest silent = FakeIngest.start();
        TestApplication echo = TestApplication.start(silent, "calls-echo", Map.of());
        TestApplication application =
            TestApplication.start(
                ingest,
                SPEC,
                Map.of(
                    "micronaut.http.services.echo.url",
                    echo.url("").toString(),
                    "routeflow.external-calls.path-template",
                    true,
                    "routeflow.queue-maxsize",
                    100_000))) {
      sendAll(application);
      List<JsonNode> events = ingest.awaitEvents(REQUESTS, PATIENCE);
      assertThat(events).hasSize(REQUESTS);
      Map<String, JsonNode> byTrace = new HashMap<>();
      for (JsonNode event : events) {
        byTrace.put(event.path("trace_id").asText(), event);
      }
      for (int i = 0; i < REQUESTS; i++) {
        JsonNode event =
            Objects.requireNonNull(byTrace.get("request-" + i), "no event of request " + i);
        int calls = 1 + i % 3;
        assertThat(event.path("external_calls")).as("%s", event).hasSize(1);
        JsonNode call = event.path("external_calls").get(0);
        assertThat(call.path("count").asInt()).as("%s", event).isEqualTo(calls);
        // each kind of request calls a path of its own
        assertThat(call.path("path_template").asText()).isEqualTo("/echo/" + kind(i) + "/{id}");
        assertThat(call.path("errors").asInt()).isZero();
        assertThat(event.path("breadcrumbs")).as("%s", event).hasSize(calls);
        for (JsonNode breadcrumb : event.path("breadcrumbs")) {
          assertThat(breadcrumb.path("message").asText()).isEqualTo("request-" + i);
        }
      }
    }
  }

  private static String kind(int i) {
    return List.of("blocking", "reactive", "future").get(i / 3 % 3);
  }

  private static void sendAll(TestApplication application) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> sent = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        sent.add(clients.submit(() -> send(application, next)));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static void send(TestApplication application, AtomicInteger next) {
    try (RawHttp connection = RawHttp.connect(application.port())) {
      for (int i = next.getAndIncrement(); i < REQUESTS; i = next.getAndIncrement()) {
        String path = "/many/" + kind(i) + "/" + i + "/" + (1 + i % 3);
        connection.send(RawHttp.get(path, "x-routeflow-trace-id: request-" + i));
        // what the other application was sent is what this request is known by
        String expected = ("request-" + i + ";").repeat(1 + i % 3);
        assertThat(connection.read().text()).isEqualTo(expected);
      }
    }
  }

  /** Makes some calls in the ways that there are. */
  @Requires(property = "spec.name", value = SPEC)
  @Controller(value = "/many", produces = MediaType.TEXT_PLAIN)
  static class Many {

    private final EchoClient echo;
    private final Routeflow routeflow;

    Many(EchoClient echo, Routeflow routeflow) {
      this.echo = echo;
      this.routeflow = routeflow;
    }

    private void note(int id) {
      routeflow.addBreadcrumb("request-" + id);
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/blocking/{id}/{calls}")
    String blocking(int id, int calls) {
      StringBuilder answers = new StringBuilder();
      for (int i = 0; i < calls; i++) {
        answers.append(echo.blocking(id)).append(';');
        note(id);
      }
      return answers.toString();
    }

    @Get("/reactive/{id}/{calls}")
    Mono<String> reactive(int id, int calls) {
      return Flux.range(0, calls)
          .publishOn(Schedulers.parallel())
          .flatMap(i -> echo.reactive(id))
          .doOnNext(answer -> note(id))
          .collectList()
          .map(answers -> String.join(";", answers) + ";");
    }

    @Get("/future/{id}/{calls}")
    CompletableFuture<String> future(int id, int calls) {
      List<CompletableFuture<String>> answers = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        note(id);
        answers.add(echo.future(id));
      }
      return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
          .thenApply(
              done ->
                  String.join(";", answers.stream().map(CompletableFuture::join).toList()) + ";");
    }
  }

  /** A client with a path for each way. */
  @Requires(property = "spec.name", value = SPEC)
  @Client(id = "echo")
  interface EchoClient {
    @Get(uri = "/echo/blocking/{id}", consumes = MediaType.TEXT_PLAIN)
    String blocking(int id);

    @Get(uri = "/echo/reactive/{id}", consumes = MediaType.TEXT_PLAIN)
    Mono<String> reactive(int id);

    @Get(uri = "/echo/future/{id}", consumes = MediaType.TEXT_PLAIN)
    CompletableFuture<String> future(int id);
  }

  /** Answers with the trace id that it was sent. */
  @Requires(property = "spec.name", value = "calls-echo")
  @Controller(value = "/echo", produces = MediaType.TEXT_PLAIN)
  static class Echo {
    @Get("/{kind}/{id}")
    String echo(
        String kind,
        int id,
        @io.micronaut.http.annotation.Header("x-routeflow-trace-id") String trace) {
      return trace;
    }
  }
}
