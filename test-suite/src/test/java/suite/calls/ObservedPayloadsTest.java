package suite.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.CallContents.JSON;
import static suite.calls.CallContents.MASKED;
import static suite.calls.CallContents.ON;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import suite.seed.Seed;
import suite.support.FakeIngest;
import suite.support.TestApplication;

/** What is captured of the contents of calls by an observed client, where that is wanted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObservedPayloadsTest {

  private static final long SEED = Seed.ofRun();
  private static final int ROUNDS = 40;

  private Calling calling;
  private HttpClient client;

  @BeforeAll
  void start() {
    calling = Calling.start(Map.of(ON, true));
    client = observed(calling, HttpClient.Redirect.NEVER);
    calling
        .remote()
        .on("/json", CallContents::answer)
        .on("/again", exchange -> exchange.respond(307, "", "Location: /json"))
        .on("/reset", RemoteServer.Exchange::reset)
        .on(
            "/half",
            exchange -> {
              exchange.write(
                  "HTTP/1.1 200 OK\r\n" + JSON + "\r\nContent-Length: 1000\r\n\r\n{\"a\"");
              exchange.hang();
            });
  }

  @AfterAll
  void stop() {
    calling.close();
  }

  @Test
  void headersAndBodiesAreInTheEntryAndMasked() {
    List<String> answers = new ArrayList<>();
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  HttpRequest request =
                      HttpRequest.newBuilder(uri("/json?token=hunter2"))
                          .header("Content-Type", "application/json")
                          .header("X-Api-Key", "hunter2")
                          .header("X-Tenant", "acme")
                          .POST(BodyPublishers.ofString(CallContents.REQUEST))
                          .build();
                  answers.add(client.send(request, BodyHandlers.ofString()).body());
                  return "done";
                }));
    assertThat(answers).containsExactly(CallContents.ANSWER);
    CallContents.assertMaskedWithHeaders(call);
  }

  @Test
  void aRequestWithoutABodyHasItsHeadersAndTheAnswerLater() {
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> {
                  HttpRequest request =
                      HttpRequest.newBuilder(uri("/json")).header("X-Tenant", "acme").build();
                  return client.sendAsync(request, BodyHandlers.ofString()).join().body();
                }));
    assertThat(call.at("/request/headers/x-tenant").asText()).isEqualTo("acme");
    assertThat(call.at("/request").has("body")).isFalse();
    assertThat(call.at("/response/body/name").asText()).isEqualTo("Anna");
  }

  @Test
  void aBodyThatIsSentAgainIsThereOnce() {
    HttpClient following = observed(calling, HttpClient.Redirect.ALWAYS);
    JsonNode call =
        onlyCall(
            calling.eventOf(
                () -> following.send(posted(uri("/again")), BodyHandlers.ofString()).body()));
    CallContents.assertMasked(call);
  }

  @Test
  void ofACallWithoutAWholeAnswerThereIsWhatWasSeen() {
    JsonNode reset = onlyCall(calling.eventOf(() -> attempt(posted(uri("/reset")))));
    assertThat(reset.path("errors").asInt()).isEqualTo(1);
    assertThat(reset.at("/request/body/password").asText()).isEqualTo(MASKED);
    assertThat(reset.has("response")).isFalse();

    JsonNode half =
        onlyCall(
            calling.eventOf(
                () -> {
                  try (InputStream answer =
                      client.send(posted(uri("/half")), BodyHandlers.ofInputStream()).body()) {
                    return String.valueOf(answer.read());
                  }
                }));
    assertThat(half.path("errors").asInt()).isEqualTo(1);
    assertThat(half.at("/response/truncated").asBoolean()).as("%s", half).isTrue();
    assertThat(half.at("/response/body").asText()).isEqualTo("{\"a\"");
  }

  @Test
  void tenCallsAreAnEntryEachAndTheRestIsGrouped() {
    JsonNode calls =
        calling
            .eventOf(
                () -> {
                  for (int i = 0; i < 13; i++) {
                    HttpResponse<String> unused =
                        client.send(posted(uri("/json")), BodyHandlers.ofString());
                  }
                  return "done";
                })
            .path("external_calls");
    CallContents.assertGrouped(calls);
  }

  @Test
  void everyBodyIsTheSameByteForByte() {
    Random random = new Random(SEED);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication mirror =
            TestApplication.start(ingest, "far", Map.of("suite.mirror", true))) {
      for (int i = 0; i < ROUNDS; i++) {
        byte[] body = new byte[random.nextInt(i % 5 == 0 ? 700_000 : 3_000)];
        random.nextBytes(body);
        HttpRequest request =
            HttpRequest.newBuilder(mirror.url("/mirror/bytes"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/octet-stream")
                .POST(publisher(i % 4, body))
                .build();
        List<byte[]> answers = new ArrayList<>();
        JsonNode event =
            calling.eventOf(
                () -> {
                  answers.add(client.send(request, BodyHandlers.ofByteArray()).body());
                  return "done";
                });
        assertThat(answers.get(0)).as("seed %d", SEED).isEqualTo(body);
        assertThat(onlyCall(event).at("/request/size_bytes").asInt()).isEqualTo(body.length);
        assertThat(onlyCall(event).at("/response/size_bytes").asInt()).isEqualTo(body.length);
      }
    }
  }

  private static BodyPublisher publisher(int kind, byte[] body) {
    int half = body.length / 2;
    return switch (kind) {
      case 0 -> BodyPublishers.ofByteArray(body);
      case 1 -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
      case 2 -> BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
      default ->
          BodyPublishers.concat(
              BodyPublishers.ofByteArray(Arrays.copyOf(body, half)),
              BodyPublishers.ofByteArrays(
                  Collections.singleton(Arrays.copyOfRange(body, half, body.length))));
    };
  }

  @Test
  void whatAnUnreadAnswerHoldsIsGivenBackWithItsEvent() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ON, true);
    settings.put("routeflow.max-payload-size-bytes", 1_000);
    settings.put("routeflow.max-payload-memory-bytes", 1_500);
    try (Calling bounded = Calling.start(settings)) {
      String body = "{\"a\":\"" + "x".repeat(800) + "\"}";
      bounded
          .remote()
          .on("/json", exchange -> exchange.respond(200, body, JSON))
          .on(
              "/endless",
              exchange -> {
                exchange.write("HTTP/1.1 200 OK\r\n" + JSON + "\r\nContent-Length: 5000\r\n\r\n{");
                exchange.hang();
              });
      HttpClient observed = observed(bounded, HttpClient.Redirect.NEVER);
      List<Object> unread = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        HttpRequest endless =
            HttpRequest.newBuilder(URI.create(bounded.remote().url("/endless")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        JsonNode left =
            bounded.eventOf(
                () -> unread.add(observed.send(endless, BodyHandlers.ofInputStream()).body()));
        assertThat(left.has("external_calls")).isFalse();
        JsonNode call =
            onlyCall(
                bounded.eventOf(
                    () ->
                        observed.send(
                            HttpRequest.newBuilder(URI.create(bounded.remote().url("/json")))
                                .build(),
                            BodyHandlers.ofString())));
        assertThat(call.at("/response/body/a").asText()).as("%s", call).hasSize(800);
      }
      assertThat(bounded.bean(Routeflow.class).stats().payloadsOmittedMemory()).isZero();
    }
  }

  private String attempt(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "failed";
    }
  }

  private static HttpRequest posted(URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(CallContents.REQUEST.getBytes(UTF_8)))
        .build();
  }

  private static HttpClient observed(Calling calling, HttpClient.Redirect redirects) {
    return calling
        .bean(Routeflow.class)
        .observe(HttpClient.newBuilder().followRedirects(redirects).build());
  }

  private URI uri(String path) {
    return URI.create(calling.remote().url(path));
  }
}
