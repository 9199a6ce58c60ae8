package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** An application with the module for Kafka, and another destination that takes everything. */
final class Application implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private int sent;

  private Application(EmbeddedServer server) {
    this.server = server;
  }

  static Application start(Broker broker, Topic topic, Map<String, ?> settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("kafka.bootstrap.servers", broker.servers());
    all.put("routeflow.kafka.topic", topic.name());
    all.putAll(settings);
    return start(all);
  }

  static Application start(Map<String, ?> settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("suite.kafka", true);
    all.put("micronaut.application.name", "test-application");
    all.put("micronaut.server.host", "127.0.0.1");
    all.put("micronaut.server.port", -1);
    all.put("routeflow.console.enabled", false);
    // asks the broker by itself, which is not always there
    all.put("kafka.health.enabled", false);
    all.put("routeflow.flush-interval-ms", 50);
    all.put("routeflow.kafka.flush-interval-ms", 50);
    all.putAll(settings);
    return new Application(ApplicationContext.run(EmbeddedServer.class, all));
  }

  /** Sends requests, one after the other; each is answered at once, whatever the broker does. */
  void send(int count, String trace) {
    for (int i = 0; i < count; i++) {
      send("/ping/" + sent++, trace, 200);
    }
  }

  /** The same of requests that fail. */
  void fail(int count) {
    for (int i = 0; i < count; i++) {
      send("/ping/failing/" + i, "failing-" + i, 500);
    }
  }

  private void send(String path, String trace, int expected) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
            .header("x-routeflow-trace-id", trace)
            .timeout(PATIENCE)
            .build();
    try {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the application answers, with status 200. */
  String get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
            .timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  int port() {
    return server.getPort();
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  Routeflow routeflow() {
    return server.getApplicationContext().getBean(Routeflow.class);
  }

  /** The events that the other destination has. */
  Queue<Event> others() {
    return server.getApplicationContext().getBean(Other.class).events;
  }

  RouteflowStats.Destination kafka() {
    return Objects.requireNonNull(routeflow().stats().destinations().get("kafka"));
  }

  /** Waits until so many events have their outcome, and holds the counters against the law. */
  RouteflowStats.Destination kafkaAtRest(long captured) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              RouteflowStats stats = routeflow().stats();
              return stats.captured() == captured
                  && stats.waiting() == 0
                  && stats.destinations().values().stream().allMatch(one -> one.waiting() == 0);
            });
    RouteflowStats.Destination kafka = kafka();
    assertThat(kafka.offered())
        .isEqualTo(kafka.sent() + kafka.dropped().values().stream().mapToLong(n -> n).sum());
    return kafka;
  }

  @Override
  public void close() {
    server.close();
  }

  @Requires(property = "suite.kafka")
  @Controller("/ping")
  static class Ping {
    private final Routeflow routeflow;

    Ping(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/failing/{number}")
    String fail(int number) {
      throw new IllegalStateException("no " + number);
    }

    @Get("/{number}")
    String answer(int number) {
      routeflow.attribute("number", number);
      return "pong " + number;
    }
  }

  @Requires(property = "suite.kafka")
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
