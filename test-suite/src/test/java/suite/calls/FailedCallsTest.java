package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.client.exceptions.HttpClientException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import suite.support.SelfSigned;

/** However a call ends, its entry says so, and the application gets what it gets without us. */
final class FailedCallsTest {

  private static final String CANCELLED = "java.util.concurrent.CancellationException";

  private static Calling calling;
  private static Clients.FarClient far;
  private static HttpClient remote;

  @BeforeAll
  static void start() {
    calling =
        Calling.start(
            Map.of(
                "micronaut.http.services.tight.url",
                "http://127.0.0.1:1",
                "micronaut.http.services.tight.pool.enabled",
                true,
                "micronaut.http.services.tight.pool.max-concurrent-http1-connections",
                1,
                "micronaut.http.services.tight.pool.max-pending-acquires",
                1,
                "micronaut.http.services.tight.pool.acquire-timeout",
                "20s"));
    far = calling.bean(Clients.FarClient.class);
    remote = calling.context().createBean(HttpClient.class, calling.remote().url(""));
  }

  @AfterAll
  static void stop() {
    calling.close();
  }

  @Test
  void a404IsAnAnswer() {
    JsonNode call = onlyCall(calling.eventOf(far::missing));
    assertThat(call.path("status_code").asInt()).isEqualTo(404);
    assertThat(call.path("errors").asInt()).isZero();
    assertThat(call.has("error")).isFalse();
    JsonNode thrown = onlyCall(calling.eventOf(() -> get("/status/404", 404)));
    assertThat(thrown.path("status_code").asInt()).isEqualTo(404);
    assertThat(thrown.path("errors").asInt()).isZero();
  }

  @Test
  void a5xxIsAnErrorWithAnAnswer() {
    JsonNode call = onlyCall(calling.eventOf(far::broken));
    assertThat(call.path("status_code").asInt()).isEqualTo(500);
    assertThat(call.path("errors").asInt()).isEqualTo(1);
    assertThat(call.has("error")).isFalse();
  }

  @Test
  void whoRefusesTheConnectionIsRecorded() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/x";
    JsonNode call = failed(onlyCall(calling.eventOf(() -> remote.toBlocking().retrieve(url))), 0);
    assertThat(call.path("error").asText()).isEqualTo("java.net.ConnectException");
    assertThat(call.path("host").asText()).isEqualTo("127.0.0.1:" + port);
  }

  @Test
  void aCertificateThatNothingTrusts() {
    var context = SelfSigned.create().server();
    try (RemoteServer tls = RemoteServer.start(context.getServerSocketFactory())) {
      String url = "https://localhost:" + tls.port() + "/x";
      JsonNode call = failed(onlyCall(calling.eventOf(() -> remote.toBlocking().retrieve(url))), 0);
      assertThat(call.path("error").asText()).startsWith("javax.net.ssl.SSL");
      assertThat(call.path("host").asText()).isEqualTo("localhost:" + tls.port());
    }
  }

  @Test
  void aServerThatIsTooSlow() {
    calling.remote().on("/slow", RemoteServer.Exchange::hang);
    var configuration = new DefaultHttpClientConfiguration();
    configuration.setReadTimeout(Duration.ofMillis(200));
    HttpClient hasty = calling.context().createBean(HttpClient.class, url(), configuration);
    JsonNode call =
        failed(onlyCall(calling.eventOf(() -> hasty.toBlocking().retrieve("/slow"))), 0);
    assertThat(call.path("error").asText()).endsWith("ReadTimeoutException");
  }

  @Test
  void aTimeLimitOfTheWholeRequestCancelsIt() {
    calling.remote().on("/slow", RemoteServer.Exchange::hang);
    var configuration = new DefaultHttpClientConfiguration();
    configuration.setRequestTimeout(Duration.ofMillis(200));
    HttpClient hasty = calling.context().createBean(HttpClient.class, url(), configuration);
    JsonNode call =
        failed(onlyCall(calling.eventOf(() -> hasty.toBlocking().retrieve("/slow"))), 0);
    assertThat(call.path("error").asText()).isEqualTo(CANCELLED);
  }

  @Test
  void aCallerThatWaitsNoLonger() {
    calling.remote().on("/slow", RemoteServer.Exchange::hang);
    JsonNode call =
        failed(
            onlyCall(
                calling.eventOfReactive(
                    () ->
                        Mono.from(remote.retrieve(HttpRequest.GET("/slow")))
                            .timeout(Duration.ofMillis(100), Mono.just("late")))),
            0);
    assertThat(call.path("error").asText()).isEqualTo(CANCELLED);
  }

  @Test
  void aCallThatIsStillOpenWhenItsEventEndsIsLeftOut() {
    CountDownLatch answered = new CountDownLatch(1);
    calling
        .remote()
        .on(
            "/later",
            exchange -> {
              answered.await();
              exchange.respond(200, "late");
            });
    CompletableFuture<?>[] result = new CompletableFuture<?>[1];
    JsonNode event =
        calling.eventOf(
            () -> {
              result[0] = Mono.from(remote.retrieve(HttpRequest.GET("/later"))).toFuture();
              return "early";
            });
    assertThat(event.has("external_calls")).isFalse();
    answered.countDown();
    assertThat(result[0].join()).isEqualTo("late");
  }

  @Test
  void aConnectionThatEndsWithoutAnAnswer() {
    calling.remote().on("/reset", RemoteServer.Exchange::reset);
    failed(onlyCall(calling.eventOf(() -> remote.toBlocking().retrieve("/reset"))), 0);
  }

  @Test
  void anAnswerThatEndsInTheMiddle() {
    calling
        .remote()
        .on(
            "/half",
            exchange -> {
              exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
              exchange.reset();
            });
    failed(onlyCall(calling.eventOf(() -> remote.toBlocking().retrieve("/half"))), 0);
    StreamingHttpClient streaming =
        calling.context().createBean(StreamingHttpClient.class, calling.remote().url(""));
    JsonNode call =
        failed(
            onlyCall(
                calling.eventOfReactive(
                    () ->
                        Flux.from(streaming.dataStream(HttpRequest.GET("/half")))
                            .count()
                            .map(String::valueOf))),
            200);
    assertThat(call.path("error").asText()).isNotEmpty();
  }

  @Test
  void eachAttemptOfARetryIsACall() {
    AtomicInteger attempts = new AtomicInteger();
    calling
        .remote()
        .on(
            "/flaky",
            exchange -> exchange.respond(attempts.incrementAndGet() < 3 ? 503 : 200, "done"));
    JsonNode call =
        onlyCall(calling.eventOf(() -> calling.bean(Clients.RemoteClient.class).flaky()));
    assertThat(call.path("count").asInt()).isEqualTo(3);
    assertThat(call.path("errors").asInt()).isEqualTo(2);
    assertThat(call.path("status_code").asInt()).isEqualTo(200);
    assertThat(call.path("service_id").asText()).isEqualTo("remote");
  }

  @Test
  void aRedirectionIsACallOfItsOwnWithItsOwnHeaders() {
    calling
        .remote()
        .on(
            "/moved",
            exchange ->
                exchange.respond(
                    302, "", "Location: http://localhost:" + calling.remote().port() + "/target"));
    JsonNode event = calling.eventOf(() -> remote.toBlocking().retrieve("/moved"));
    assertThat(event.path("external_calls")).hasSize(2);
    JsonNode first = event.path("external_calls").get(0);
    JsonNode second = event.path("external_calls").get(1);
    assertThat(first.path("host").asText()).startsWith("127.0.0.1:");
    assertThat(first.path("status_code").asInt()).isEqualTo(302);
    assertThat(first.path("errors").asInt()).isZero();
    assertThat(second.path("host").asText()).startsWith("localhost:");
    assertThat(second.path("status_code").asInt()).isEqualTo(200);
    assertThat(calling.remote().last("/moved").header("traceparent"))
        .contains(first.path("span_id").asText());
    assertThat(calling.remote().last("/target").header("traceparent"))
        .contains(second.path("span_id").asText());
  }

  @Test
  void aRedirectionWithinAServiceIsGroupedWithIt() {
    JsonNode call = onlyCall(calling.eventOf(far::moved));
    assertThat(call.path("count").asInt()).isEqualTo(2);
    assertThat(call.path("status_code").asInt()).isEqualTo(200);
    assertThat(call.path("service_id").asText()).isEqualTo("far");
  }

  @Test
  void aPoolThatIsExhausted() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    calling
        .remote()
        .on(
            "/held",
            exchange -> {
              begun.countDown();
              done.await();
              exchange.respond(200, "held");
            });
    HttpClient tight =
        calling
            .bean(io.micronaut.http.client.HttpClientRegistry.class)
            .getClient(HttpVersionSelection.forClientConfiguration(defaults()), "tight", null);
    String url = calling.remote().url("/held");
    AtomicBoolean refused = new AtomicBoolean();
    JsonNode event =
        calling.eventOf(
            () -> {
              var first = Mono.from(tight.retrieve(HttpRequest.GET(url))).toFuture();
              begun.await();
              var waits = Mono.from(tight.retrieve(HttpRequest.GET(url))).toFuture();
              try {
                Mono.from(tight.retrieve(HttpRequest.GET(url))).block();
              } catch (HttpClientException e) {
                refused.set(true);
              }
              done.countDown();
              first.join();
              waits.join();
              return "";
            });
    assertThat(refused).isTrue();
    JsonNode call = onlyCall(event);
    assertThat(call.path("count").asInt()).isEqualTo(3);
    assertThat(call.path("errors").asInt()).isEqualTo(1);
    assertThat(call.path("status_code").asInt()).isEqualTo(200);
    assertThat(call.path("error").asText()).isNotEmpty();
  }

  @Test
  void beyondAHundredKindsOfCallsTheEventSaysThatThereWereMore() {
    JsonNode event =
        calling.eventOf(
            () -> {
              for (int i = 0; i < 101; i++) {
                String url = "http://127.0.0.1:" + calling.remote().port() + "/many";
                var request = HttpRequest.create(io.micronaut.http.HttpMethod.CUSTOM, url, "M" + i);
                remote.toBlocking().retrieve(request);
              }
              return "";
            });
    assertThat(event.path("external_calls")).hasSize(100);
    assertThat(event.path("external_calls_truncated").asBoolean()).isTrue();
    assertThat(
            StreamSupport.stream(event.path("external_calls").spliterator(), false)
                .map(call -> call.path("method").asText()))
        .startsWith("M0", "M1")
        .doesNotContain("M100");
  }

  private static String get(String path, int status) {
    calling.remote().on(path, exchange -> exchange.respond(status, "no"));
    return remote.toBlocking().retrieve(path);
  }

  private static URL url() {
    try {
      return URI.create(calling.remote().url("")).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DefaultHttpClientConfiguration defaults() {
    return calling.bean(DefaultHttpClientConfiguration.class);
  }

  private static JsonNode failed(JsonNode call, int status) {
    assertThat(call.path("count").asInt()).isEqualTo(1);
    assertThat(call.path("errors").asInt()).isEqualTo(1);
    assertThat(call.path("error").asText()).isNotEmpty();
    assertThat(call.path("status_code").asInt()).isEqualTo(status);
    assertThat(call.has("status_code")).isEqualTo(status != 0);
    return call;
  }
}
