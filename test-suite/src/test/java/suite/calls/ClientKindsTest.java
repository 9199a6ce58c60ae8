package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpClientRegistry;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.context.ServerRequestContext;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every kind of client that Micronaut has is seen, and its results stay as they are. */
final class ClientKindsTest {

  private static Calling calling;
  private static Clients.FarClient far;

  @BeforeAll
  static void start() {
    calling = Calling.start();
    far = calling.bean(Clients.FarClient.class);
  }

  @AfterAll
  static void stop() {
    calling.close();
  }

  @Test
  void aDeclarativeClientThatBlocks() {
    JsonNode call = farCall(calling.eventOf(() -> far.item(7, "hunter2")), "GET", 200);
    assertThat(call.path("service_id").asText()).isEqualTo("far");
    assertThat(call.has("path_template")).isFalse();
    assertThat(call.toString()).doesNotContain("hunter2").doesNotContain("items");
  }

  @Test
  void aDeclarativeClientThatAnswersLater() {
    farCall(calling.eventOfReactive(() -> far.later(7)), "GET", 200);
    farCall(calling.eventOf(() -> far.future(7).get()), "GET", 200);
  }

  @Test
  void aCallAfterHopsOfReactor() {
    farCall(
        calling.eventOfReactive(
            () -> Mono.delay(Duration.ofMillis(1)).flatMap(tick -> far.later(1))),
        "GET",
        200);
  }

  @Test
  void aCallWithABodyIsCaptured() {
    farCall(calling.eventOf(() -> far.add("seven")), "POST", 200);
  }

  @Test
  void aLowLevelClient() {
    HttpClient client = client(HttpClient.class);
    BlockingHttpClient blocking = client.toBlocking();
    farCall(calling.eventOf(() -> blocking.retrieve("/far/items/1")), "GET", 200);
    farCall(
        calling.eventOfReactive(() -> client.retrieve(HttpRequest.GET("/far/items/1"))),
        "GET",
        200);
    JsonNode call =
        farCall(
            calling.eventOfReactive(
                () ->
                    Mono.from(client.exchange(HttpRequest.GET("/far/items/1"), String.class))
                        .map(response -> response.body())),
            "GET",
            200);
    assertThat(call.has("service_id")).isFalse();
  }

  @Test
  void aStreamOfBytes() {
    StreamingHttpClient client = client(StreamingHttpClient.class);
    farCall(
        calling.eventOfReactive(
            () ->
                Flux.from(client.dataStream(HttpRequest.GET("/far/items/1")))
                    .map(ByteBuffer::toString)
                    .collectList()
                    .map(String::valueOf)),
        "GET",
        200);
    farCall(
        calling.eventOfReactive(
            () ->
                Flux.from(client.exchangeStream(HttpRequest.GET("/far/items/1")))
                    .count()
                    .map(String::valueOf)),
        "GET",
        200);
  }

  @Test
  void aStreamOfObjectsAndOfEvents() {
    farCall(calling.eventOfReactive(() -> far.rows().count().map(String::valueOf)), "GET", 200);
    farCall(calling.eventOfReactive(() -> far.events().count().map(String::valueOf)), "GET", 200);
    StreamingHttpClient client = client(StreamingHttpClient.class);
    farCall(
        calling.eventOfReactive(
            () ->
                Flux.from(client.jsonStream(HttpRequest.GET("/far/rows"), Map.class))
                    .count()
                    .map(String::valueOf)),
        "GET",
        200);
  }

  @Test
  void aCallOfTheProxyClientIsCaptured() {
    ProxyHttpClient proxy = client(ProxyHttpClient.class);
    JsonNode event =
        calling.eventOfReactive(
            () -> {
              HttpRequest<?> request = ServerRequestContext.currentRequest().orElseThrow();
              URI uri = URI.create(calling.far().url("/far/items/3").toString());
              Publisher<MutableHttpResponse<?>> answer = proxy.proxy(request.mutate().uri(uri));
              return answer;
            });
    farCall(event, "GET", 200);
  }

  @Test
  void aRawOne() {
    RawHttpClient client = client(RawHttpClient.class);
    farCall(
        calling.eventOfReactive(
            () ->
                Mono.from(
                        client.exchange(
                            HttpRequest.GET(calling.far().url("/far/items/1").toString()),
                            null,
                            null))
                    .map(
                        response -> {
                          if (response instanceof AutoCloseable closeable) {
                            close(closeable);
                          }
                          return "ok";
                        })),
        "GET",
        200);
  }

  @Test
  void aClientOfTheRegistry() {
    HttpClient client =
        calling
            .bean(HttpClientRegistry.class)
            .getClient(HttpVersionSelection.forClientConfiguration(configuration()), "far", null);
    JsonNode call =
        farCall(calling.eventOf(() -> client.toBlocking().retrieve("/far/items/1")), "GET", 200);
    assertThat(call.path("service_id").asText()).isEqualTo("far");
  }

  @Test
  void equalCallsAreOneEntry() {
    JsonNode event =
        calling.eventOf(
            () -> {
              for (int i = 0; i < 5; i++) {
                far.item(i, null);
              }
              return far.add("x");
            });
    assertThat(event.path("external_calls")).hasSize(2);
    JsonNode gets = event.path("external_calls").get(0);
    assertThat(gets.path("count").asInt()).isEqualTo(5);
    assertThat(gets.has("span_id")).isFalse();
    assertThat(gets.path("latency_ms").asDouble())
        .isGreaterThanOrEqualTo(gets.path("max_ms").asDouble());
    JsonNode post = event.path("external_calls").get(1);
    assertThat(post.path("method").asText()).isEqualTo("POST");
    assertThat(post.path("span_id").asText()).matches("[0-9a-f]{16}");
  }

  @Test
  void aCallInAScopeBelongsToTheScope() {
    Routeflow routeflow = calling.bean(Routeflow.class);
    JsonNode event =
        calling.eventOf(
            () -> {
              try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
                far.item(1, null);
              }
              return far.add("y");
            });
    assertThat(onlyCall(event).path("method").asText()).isEqualTo("POST");
    JsonNode worker =
        calling
            .ingest()
            .awaitEvent(
                other ->
                    other.path("name").asText().equals("import")
                        && other.path("trace_id").equals(event.path("trace_id")));
    farCall(worker, "GET", 200);
  }

  @Test
  void aCallOutsideOfAnyScopeIsNoCallAndSendsNoHeaders() {
    BlockingHttpClient client = client(HttpClient.class).toBlocking();
    assertThat(client.retrieve(calling.remote().url("/outside"))).isEqualTo("ok");
    assertThat(calling.remote().last("/outside").headers())
        .doesNotContainKeys("traceparent", "x-routeflow-trace-id", "x-routeflow-frontend-route");
  }

  private static JsonNode farCall(JsonNode event, String method, int status) {
    JsonNode call = onlyCall(event);
    assertThat(call.path("host").asText()).isEqualTo("127.0.0.1:" + calling.far().port());
    assertThat(call.path("method").asText()).isEqualTo(method);
    assertThat(call.path("status_code").asInt()).isEqualTo(status);
    assertThat(call.path("count").asInt()).isEqualTo(1);
    assertThat(call.path("errors").asInt()).isZero();
    assertThat(call.has("error")).isFalse();
    assertThat(call.path("latency_ms").asDouble()).isPositive();
    assertThat(call.path("span_id").asText()).matches("[0-9a-f]{16}");
    return call;
  }

  private static <T> T client(Class<T> type) {
    return calling.context().createBean(type, calling.far().url("").toString());
  }

  private static io.micronaut.http.client.HttpClientConfiguration configuration() {
    return calling.bean(io.micronaut.http.client.DefaultHttpClientConfiguration.class);
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
