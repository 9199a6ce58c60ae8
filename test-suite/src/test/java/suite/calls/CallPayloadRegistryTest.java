package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.CallContents.JSON;
import static suite.calls.CallContents.MASKED;
import static suite.calls.CallContents.ON;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.StreamingHttpClient;
import io.routeflow.micronaut.Routeflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import suite.support.LogCapture;

/** What is captured of the contents of calls, where that is wanted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallPayloadRegistryTest {

  private Calling capturing;

  @BeforeAll
  void start() {
    capturing = Calling.start(Map.of(ON, true));
    capturing
        .remote()
        .on("/json", CallContents::answer)
        .on(
            "/text",
            exchange -> exchange.respond(200, "password=hunter2", "Content-Type: text/plain"))
        .on(
            "/events",
            exchange ->
                exchange.respond(200, "data: hunter2\n\n", "Content-Type: text/event-stream"))
        .on("/reset", RemoteServer.Exchange::reset);
  }

  @AfterAll
  void stop() {
    capturing.close();
  }

  @Test
  void headersAndBodiesAreInTheEntryAndMasked() {
    HttpClient client = client(capturing);
    List<String> answers = new ArrayList<>();
    JsonNode call =
        onlyCall(
            capturing.eventOf(
                () -> {
                  String answer =
                      client
                          .toBlocking()
                          .retrieve(
                              HttpRequest.POST("/json?token=hunter2", Map.of("password", "hunter2"))
                                  .header("X-Api-Key", "hunter2")
                                  .header("X-Tenant", "acme"));
                  answers.add(answer);
                  return answer;
                }));
    assertThat(answers).containsExactly(CallContents.ANSWER);
    assertThat(call.path("span_id").asText()).isNotEmpty();
    CallContents.assertMaskedWithHeaders(call);
  }

  @Test
  void withoutTheSettingNothingOfContentsIsThere() {
    try (Calling calling =
        Calling.start(
            Map.of(
                "routeflow.capture-headers",
                true,
                "routeflow.capture-request-body",
                true,
                "routeflow.capture-response-body",
                true))) {
      calling.remote().on("/json", exchange -> exchange.respond(200, "{\"a\":1}", JSON));
      HttpClient client = client(calling);
      JsonNode call = onlyCall(calling.eventOf(() -> times(2, () -> retrieve(client, "/json"))));
      assertThat(call.path("count").asInt()).isEqualTo(2);
      assertThat(call.has("request")).isFalse();
      assertThat(call.has("response")).isFalse();
    }
  }

  @Test
  void tenCallsAreAnEntryEachAndTheRestIsGrouped() {
    HttpClient client = client(capturing);
    JsonNode event = capturing.eventOf(() -> times(13, () -> retrieve(client, "/json")));
    CallContents.assertGrouped(event.path("external_calls"));
  }

  @Test
  void itSaysWhyABodyIsNotThere() {
    HttpClient client = client(capturing);
    assertThat(omitted(capturing.eventOf(() -> retrieve(client, "/text"))))
        .isEqualTo("unsupported");
    StreamingHttpClient streaming =
        capturing.context().createBean(StreamingHttpClient.class, capturing.remote().url(""));
    JsonNode event =
        capturing.eventOfReactive(
            () ->
                Flux.from(streaming.dataStream(HttpRequest.GET("/events")))
                    .count()
                    .map(String::valueOf));
    assertThat(omitted(event)).isEqualTo("streamed");
  }

  @Test
  void ofACallWithoutAnAnswerThereIsWhatWasSent() {
    HttpClient client = client(capturing);
    JsonNode call =
        onlyCall(
            capturing.eventOf(
                () -> {
                  try {
                    return client
                        .toBlocking()
                        .retrieve(HttpRequest.POST("/reset", Map.of("n", 1, "pin", "hunter2")));
                  } catch (RuntimeException e) {
                    return "failed";
                  }
                }));
    assertThat(call.path("errors").asInt()).isEqualTo(1);
    assertThat(call.at("/request/body/n").asInt()).isEqualTo(1);
    assertThat(call.at("/request/body/pin").asText()).isEqualTo(MASKED);
    assertThat(call.has("response")).isFalse();
  }

  @Test
  void callsHaveTheirOwnListsOfWhatIsTakenOut() {
    try (Calling calling =
        Calling.start(
            Map.of(
                ON,
                true,
                "routeflow.external-calls.redact-headers",
                "X-Tenant",
                "routeflow.external-calls.redact-request-body",
                List.of("$.name"),
                "routeflow.external-calls.redact-response-body",
                "$..city",
                "routeflow.redact-request-body",
                "$.street"))) {
      calling
          .remote()
          .on(
              "/a",
              exchange -> exchange.respond(200, "{\"x\":{\"city\":\"Bern\",\"name\":1}}", JSON));
      HttpClient client = client(calling);
      Map<String, Object> body = Map.of("name", "Anna", "street", "Weg 1");
      JsonNode call =
          onlyCall(
              calling.eventOf(
                  () ->
                      client
                          .toBlocking()
                          .retrieve(HttpRequest.POST("/a", body).header("X-Tenant", "acme"))));
      String redacted = "[CLIENT_REDACTED]";
      assertThat(call.at("/request/headers/x-tenant").asText()).isEqualTo(redacted);
      assertThat(call.at("/request/body/name").asText()).isEqualTo(redacted);
      assertThat(call.at("/request/body/street").asText()).isEqualTo("Weg 1");
      assertThat(call.at("/response/body/x/city").asText()).isEqualTo(redacted);
      assertThat(call.at("/response/body/x/name").asInt()).isEqualTo(1);
    }
  }

  @Test
  void anInvalidPathClosesItsDirectionAndIsWarnedOf() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration");
        Calling calling =
            Calling.start(
                Map.of(ON, true, "routeflow.external-calls.redact-response-body", "$[?"))) {
      calling.remote().on("/a", exchange -> exchange.respond(200, "{\"a\":1}", JSON));
      HttpClient client = client(calling);
      assertThat(omitted(calling.eventOf(() -> retrieve(client, "/a")))).isEqualTo("redaction");
      assertThat(log.messages())
          .anyMatch(line -> line.contains("routeflow.external-calls.redact-response-body"));
    }
  }

  @Test
  void bodiesOfCallsAndRequestsShareTheirMemoryAndGiveItBack() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ON, true);
    settings.put("routeflow.max-payload-size-bytes", 1_000);
    settings.put("routeflow.max-payload-memory-bytes", 1_500);
    try (Calling calling = Calling.start(settings)) {
      String body = "{\"a\":\"" + "x".repeat(800) + "\"}";
      calling.remote().on("/a", exchange -> exchange.respond(200, body, JSON));
      HttpClient client = client(calling);
      // the second answer of one event finds no room, and the next event finds all of it
      for (int i = 0; i < 3; i++) {
        JsonNode event = calling.eventOf(() -> times(2, () -> retrieve(client, "/a")));
        List<String> omitted = new ArrayList<>();
        event
            .path("external_calls")
            .forEach(call -> omitted.add(call.at("/response/omitted").asText()));
        assertThat(omitted).containsExactly("", "memory");
      }
      assertThat(calling.bean(Routeflow.class).stats().payloadsOmittedMemory()).isEqualTo(3);
    }
  }

  private static String omitted(JsonNode event) {
    JsonNode response = onlyCall(event).path("response");
    assertThat(response.has("body")).isFalse();
    assertThat(response.toString()).doesNotContain("hunter2");
    return response.path("omitted").asText();
  }

  private static HttpClient client(Calling calling) {
    return calling.context().createBean(HttpClient.class, calling.remote().url(""));
  }

  private static String retrieve(HttpClient client, String path) {
    return client.toBlocking().retrieve(path);
  }

  private static String times(int count, Callable<String> call) throws Exception {
    for (int i = 0; i < count; i++) {
      String unused = call.call();
    }
    return "done";
  }
}
