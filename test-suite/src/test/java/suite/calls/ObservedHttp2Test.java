package suite.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.routeflow.micronaut.Routeflow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import suite.seed.Seed;
import suite.support.FakeIngest;
import suite.support.SelfSigned;
import suite.support.TestApplication;

/** Over HTTP/2 an observed client shows of its contents what it shows over HTTP/1.1. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObservedHttp2Test {

  private static final long SEED = Seed.ofRun();
  private static final String JSON = "application/json";
  private static final String SENT = "{\"password\":\"hunter2\",\"name\":\"Anna\"}";
  private static final String MASKED = "[MASKED]";
  private static final int ROUNDS = 20;

  private FakeIngest silent;
  private TestApplication far;
  private Calling calling;
  private HttpClient client;

  @BeforeAll
  void start(@TempDir Path folder) {
    SelfSigned certificate = SelfSigned.create();
    silent = FakeIngest.start();
    far =
        TestApplication.start(
            silent,
            Streams.SPEC,
            Map.of(
                "suite.mirror",
                true,
                "micronaut.server.http-version",
                "2.0",
                "micronaut.server.max-request-size",
                2_000_000,
                "micronaut.server.ssl.enabled",
                true,
                "micronaut.server.ssl.port",
                -1,
                "micronaut.server.ssl.key-store.path",
                certificate.saveKeyStore(folder).toUri().toString(),
                "micronaut.server.ssl.key-store.type",
                "PKCS12",
                "micronaut.server.ssl.key-store.password",
                SelfSigned.PASSWORD));
    calling = Calling.start(Map.of("routeflow.external-calls.capture-payloads", true));
    client =
        calling
            .bean(Routeflow.class)
            .observe(HttpClient.newBuilder().sslContext(certificate.trusting()).build());
  }

  @AfterAll
  void stop() {
    calling.close();
    far.close();
    silent.close();
  }

  @Test
  void headersAndBodiesAreThoseOfHttp1() {
    JsonNode older = mirrored(HttpClient.Version.HTTP_1_1);
    JsonNode call = mirrored(HttpClient.Version.HTTP_2);
    for (String direction : List.of("request", "response")) {
      JsonNode side = call.path(direction);
      assertThat(side.at("/body/password").asText()).as("%s", call).isEqualTo(MASKED);
      assertThat(side.at("/body/name").asText()).isEqualTo("Anna");
      assertThat(side.path("size_bytes").asInt()).isEqualTo(SENT.length());
      assertThat(side.path("content_type").asText()).isEqualTo(JSON);
      assertThat(side.path("headers").fieldNames())
          .toIterable()
          .as("%s", call)
          .isNotEmpty()
          .noneMatch(name -> name.startsWith(":"));
      assertThat(side.path("body")).isEqualTo(older.at("/" + direction + "/body"));
    }
    assertThat(call.at("/request/headers/x-api-key").asText()).isEqualTo(MASKED);
    assertThat(call.path("status_code").asInt()).isEqualTo(200);
    assertThat(call.path("errors").asInt()).isZero();
    assertThat(call.toString()).doesNotContain("hunter2");
  }

  private JsonNode mirrored(HttpClient.Version version) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  answers.add(client.send(posted(version), BodyHandlers.ofString()));
                  return "done";
                }));
    assertThat(answers.get(0).body()).isEqualTo(SENT);
    assertThat(answers.get(0).version()).isEqualTo(version);
    return call;
  }

  @Test
  void everyBodyIsTheSameByteForByte() {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body = new byte[random.nextInt(i % 5 == 0 ? 700_000 : 3_000)];
      random.nextBytes(body);
      boolean streamed = i % 2 == 0;
      HttpRequest request =
          HttpRequest.newBuilder(uri("/mirror/bytes"))
              .header("Content-Type", "application/octet-stream")
              .POST(
                  streamed
                      ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                      : BodyPublishers.ofByteArray(body))
              .build();
      List<byte[]> answers = new ArrayList<>();
      JsonNode event =
          calling.eventOf(
              () -> {
                try (InputStream answer =
                    client.sendAsync(request, BodyHandlers.ofInputStream()).join().body()) {
                  answers.add(answer.readAllBytes());
                }
                return "done";
              });
      assertThat(answers.get(0)).as("seed %d", SEED).isEqualTo(body);
      assertThat(onlyCall(event).at("/request/size_bytes").asInt()).isEqualTo(body.length);
      assertThat(onlyCall(event).at("/response/size_bytes").asInt()).isEqualTo(body.length);
    }
  }

  @Test
  void aStreamIsReadToItsEndAndNotKept() {
    List<String> answers = new ArrayList<>();
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  HttpRequest request = HttpRequest.newBuilder(uri("/mirror/sse")).build();
                  answers.add(client.send(request, BodyHandlers.ofString()).body());
                  return "done";
                }));
    assertThat(answers.get(0)).contains("hunter2");
    assertThat(call.path("errors").asInt()).isZero();
    assertThat(call.at("/response/omitted").asText()).as("%s", call).isEqualTo("streamed");
    assertThat(call.toString()).doesNotContain("hunter2");
  }

  @Test
  void ofAStreamThatIsLeftThereIsWhatWasSeen() {
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  try (InputStream answer =
                      client
                          .send(
                              HttpRequest.newBuilder(uri("/streams/endless")).build(),
                              BodyHandlers.ofInputStream())
                          .body()) {
                    return String.valueOf(answer.read());
                  }
                }));
    assertThat(call.path("error").asText()).isEqualTo(CancellationException.class.getName());
    assertThat(call.path("errors").asInt()).isEqualTo(1);
    assertThat(call.at("/response/truncated").asBoolean()).as("%s", call).isTrue();
    assertThat(call.at("/response/body").asText()).contains(MASKED).doesNotContain("hunter2");
  }

  @Test
  void ofACancelledCallThereIsItsRequest() {
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  CompletableFuture<HttpResponse<String>> answer =
                      client.sendAsync(
                          request("/streams/never", HttpClient.Version.HTTP_2),
                          BodyHandlers.ofString());
                  Streams.awaitCall();
                  assertThat(answer.cancel(true)).isTrue();
                  assertThat(answer).isCancelled();
                  return "done";
                }));
    assertThat(call.path("error").asText()).isEqualTo(CancellationException.class.getName());
    assertThat(call.at("/request/body/password").asText()).as("%s", call).isEqualTo(MASKED);
    assertThat(call.has("response")).isFalse();
    assertThat(mirrored(HttpClient.Version.HTTP_2).path("errors").asInt()).isZero();
  }

  private HttpRequest posted(HttpClient.Version version) {
    return request("/mirror/bytes", version);
  }

  private HttpRequest request(String path, HttpClient.Version version) {
    return HttpRequest.newBuilder(uri(path))
        .version(version)
        .header("Content-Type", JSON)
        .header("X-Answer-Type", JSON)
        .header("X-Api-Key", "hunter2")
        .POST(BodyPublishers.ofByteArray(SENT.getBytes(UTF_8)))
        .build();
  }

  private URI uri(String path) {
    return URI.create("https://127.0.0.1:" + far.port() + path);
  }

  /** Answers that never end, or never begin. */
  @Requires(property = "spec.name", value = Streams.SPEC)
  @Controller("/streams")
  static class Streams {

    static final String SPEC = "observed-http2";

    private static final Semaphore CALLS = new Semaphore(0);

    @Get(value = "/endless", produces = MediaType.APPLICATION_JSON)
    Flux<Map<String, Object>> endless() {
      return Flux.<Map<String, Object>>just(Map.of("password", "hunter2")).concatWith(Flux.never());
    }

    @Post("/never")
    Mono<String> never(@Body Map<String, Object> body) {
      CALLS.release();
      return Mono.never();
    }

    static void awaitCall() throws InterruptedException, IOException {
      if (!CALLS.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new IOException("no call came");
      }
    }
  }
}
