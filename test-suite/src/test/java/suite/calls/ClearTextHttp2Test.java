package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.StreamingHttpClient;
import io.routeflow.micronaut.Routeflow;
import java.net.MalformedURLException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import suite.support.FakeIngest;
import suite.support.TestApplication;

/** Over HTTP/2 without TLS a call is what it is with it: from the request that upgrades on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClearTextHttp2Test {

  private static final String SENT = "{\"password\":\"hunter2\",\"name\":\"Anna\"}";
  private static final String MASKED = "[MASKED]";

  private FakeIngest silent;
  private TestApplication far;
  private Calling calling;

  @BeforeAll
  void start() {
    silent = FakeIngest.start();
    far =
        TestApplication.start(
            silent, Versions.SPEC, Map.of("micronaut.server.http-version", "2.0"));
    calling = Calling.start(Map.of("routeflow.external-calls.capture-payloads", true));
  }

  @AfterAll
  void stop() {
    calling.close();
    far.close();
    silent.close();
  }

  @Test
  void anObservedClientShowsItsContents() {
    HttpClient client = calling.bean(Routeflow.class).observe(HttpClient.newBuilder().build());
    for (int i = 0; i < 3; i++) {
      List<HttpResponse<String>> answers = new ArrayList<>();
      JsonNode call =
          onlyCall(
              calling.eventOf(
                  () -> {
                    answers.add(
                        client.send(
                            java.net.http.HttpRequest.newBuilder(far.url("/versions/echo"))
                                .header("Content-Type", MediaType.APPLICATION_JSON)
                                .header("X-Api-Key", "hunter2")
                                .POST(BodyPublishers.ofString(SENT))
                                .build(),
                            BodyHandlers.ofString()));
                    return "done";
                  }));
      assertThat(answers.get(0).version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answers.get(0).body()).contains("hunter2", "HTTP_2_0");
      assertContents(call);
    }
  }

  @Test
  void anObservedClientIsSeenToTheEndOfAStream() {
    HttpClient client = calling.bean(Routeflow.class).observe(HttpClient.newBuilder().build());
    for (int i = 0; i < 2; i++) {
      JsonNode call =
          onlyCall(
              calling.eventOf(
                  () ->
                      client
                          .sendAsync(
                              java.net.http.HttpRequest.newBuilder(far.url("/versions/rows"))
                                  .build(),
                              BodyHandlers.ofString())
                          .join()
                          .body()));
      assertStreamed(call);
    }
  }

  @Test
  void aClientOfTheFrameworkShowsItsContents() throws MalformedURLException {
    StreamingHttpClient client = client();
    for (int i = 0; i < 3; i++) {
      List<String> answers = new ArrayList<>();
      JsonNode call =
          onlyCall(
              calling.eventOf(
                  () -> {
                    answers.add(
                        client
                            .toBlocking()
                            .retrieve(
                                HttpRequest.POST("/versions/echo", SENT)
                                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                                    .header("X-Api-Key", "hunter2")));
                    return "done";
                  }));
      assertThat(answers.get(0)).contains("hunter2", "HTTP_2_0");
      assertContents(call);
    }
  }

  @Test
  void aClientOfTheFrameworkIsSeenToTheEndOfAStream() throws MalformedURLException {
    StreamingHttpClient client = client();
    for (int i = 0; i < 2; i++) {
      JsonNode call =
          onlyCall(
              calling.eventOfReactive(
                  () ->
                      Flux.from(client.dataStream(HttpRequest.GET("/versions/rows")))
                          .count()
                          .map(String::valueOf)));
      assertStreamed(call);
    }
    JsonNode nowhere =
        onlyCall(calling.eventOf(() -> client.toBlocking().retrieve("/versions/nowhere")));
    assertThat(nowhere.path("status_code").asInt()).isEqualTo(404);
    assertThat(nowhere.at("/response/body/message").asText()).isEqualTo("Not Found");
  }

  private StreamingHttpClient client() throws MalformedURLException {
    var configuration = new DefaultHttpClientConfiguration();
    configuration.setPlaintextMode(HttpVersionSelection.PlaintextMode.H2C);
    return calling
        .context()
        .createBean(StreamingHttpClient.class, far.server().getURL(), configuration);
  }

  private void assertContents(JsonNode call) {
    for (String direction : List.of("request", "response")) {
      JsonNode side = call.path(direction);
      assertThat(side.at("/body/password").asText()).as("%s", call).isEqualTo(MASKED);
      assertThat(side.at("/body/name").asText()).isEqualTo("Anna");
      assertThat(side.path("content_type").asText()).isEqualTo(MediaType.APPLICATION_JSON);
      assertThat(side.path("headers").fieldNames())
          .toIterable()
          .as("%s", call)
          .isNotEmpty()
          .noneMatch(name -> name.startsWith(":"));
    }
    assertThat(call.at("/request/size_bytes").asInt()).isEqualTo(SENT.length());
    assertThat(call.at("/request/headers/x-api-key").asText()).isEqualTo(MASKED);
    assertThat(call.path("host").asText()).endsWith(":" + far.port());
    assertThat(call.path("status_code").asInt()).isEqualTo(200);
    assertThat(call.path("count").asInt()).isEqualTo(1);
    assertThat(call.path("errors").asInt()).isZero();
    assertThat(call.toString()).doesNotContain("hunter2");
  }

  private static void assertStreamed(JsonNode call) {
    assertThat(call.path("status_code").asInt()).as("%s", call).isEqualTo(200);
    assertThat(call.path("errors").asInt()).as("%s", call).isZero();
    assertThat(call.path("count").asInt()).isEqualTo(1);
    assertThat(call.toString()).doesNotContain("hunter2");
  }

  /** Answers with what it got, and the version of HTTP that it came by. */
  @Requires(property = "spec.name", value = Versions.SPEC)
  @Controller("/versions")
  static class Versions {

    static final String SPEC = "cleartext-http2";

    @Post("/echo")
    Map<String, Object> echo(HttpRequest<?> request, @Body Map<String, Object> body) {
      return Map.of(
          "password",
          String.valueOf(body.get("password")),
          "name",
          String.valueOf(body.get("name")),
          "version",
          request.getHttpVersion().name());
    }

    @Get(value = "/rows", produces = MediaType.APPLICATION_JSON_STREAM)
    Flux<Map<String, Object>> rows() {
      return Flux.range(0, 3).map(number -> Map.of("password", "hunter2"));
    }
  }
}
