package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** Each setting of outgoing calls, one after the other, and what it changes of an event. */
final class CallSettingsEffectTest {

  private static final String SPEC = "CallSettingsEffectTest";
  private static final String PREFIX = "external-calls.";
  private static final String REDACTED = "[CLIENT_REDACTED]";

  private final Map<String, Object> settings = new LinkedHashMap<>();

  @Test
  void eachSettingChangesWhatIsKeptOfACallAndNoneIsForgotten() {
    assertThat(call().has("path_template")).isFalse();
    set("templates", "other.example/a, 127.0.0.1/calling/{what}");
    assertThat(call().has("path_template")).isFalse();
    set("path-template", true);
    assertThat(call().path("path_template").asText()).isEqualTo("/calling/{what}");

    assertThat(call().has("request")).isFalse();
    set("capture-payloads", true);
    assertThat(call().at("/request/headers/x-tenant").asText()).isEqualTo("acme");
    set("redact-headers", "X-Tenant");
    assertThat(call().at("/request/headers/x-tenant").asText()).isEqualTo(REDACTED);
    assertThat(call().at("/request/body/name").asText()).isEqualTo("Anna");
    set("redact-request-body", "$.name");
    assertThat(call().at("/request/body/name").asText()).isEqualTo(REDACTED);
    assertThat(call().at("/response/body/name").asText()).isEqualTo("Anna");
    set("redact-response-body", "$.name");
    assertThat(call().at("/response/body/name").asText()).isEqualTo(REDACTED);

    set("enabled", false);
    assertThat(call().isMissingNode()).isTrue();
    assertThat(settings.keySet())
        .containsExactlyInAnyOrderElementsOf(
            DocumentedKeys.plain().stream().filter(key -> key.startsWith(PREFIX)).toList());
  }

  private void set(String key, Object value) {
    settings.put(PREFIX + key, value);
  }

  /** The call of a request to an application with what is set so far. */
  private JsonNode call() {
    Map<String, Object> all = new LinkedHashMap<>();
    settings.forEach((key, value) -> all.put("routeflow." + key, value));
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC, all)) {
      RawHttp.exchange(
          application.port(), RawHttp.get("/calling?target=" + application.url("/calling/echo")));
      return ingest
          .awaitEvent(event -> event.path("path").asText().equals("/calling"))
          .path("external_calls")
          .path(0);
    }
  }

  /** Calls itself. */
  @Requires(property = "spec.name", value = SPEC)
  @Controller("/calling")
  static class Caller {
    private final HttpClient client;

    Caller(Routeflow routeflow) {
      client = routeflow.observe(HttpClient.newHttpClient());
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("{?target}")
    String call(String target) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(target))
              .header("Content-Type", "application/json")
              .header("X-Tenant", "acme")
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Anna\"}"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Post("/{what}")
    Map<String, Object> answer(String what, @Body Map<String, Object> body) {
      return body;
    }
  }
}
