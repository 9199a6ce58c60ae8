package suite.payloads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.DropReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;

/** What each setting adds to an event, over HTTP/1.1 and HTTP/2, and nothing without it. */
final class PayloadSettingsTest {

  private static final String JSON = "application/json";
  private static final byte[] BODY = Mirror.JSON.getBytes(UTF_8);
  private static final String MASKED = "{\"name\":\"Anna\",\"password\":\"[MASKED]\",\"n\":1.50}";

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void nothingIsCapturedByDefault(String version) {
    try (Mirrored mirrored = Mirrored.start(version, Map.of())) {
      JsonNode event = mirrored.post("/mirror/bytes?password=hunter2", JSON, BODY).event();
      assertThat(event.has("request")).isFalse();
      assertThat(event.has("response")).isFalse();
      assertThat(event.toString()).doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void theBodyOfARequest(String version) {
    try (Mirrored mirrored = Mirrored.start(version, Map.of(Mirrored.BODIES, true))) {
      Mirrored.Seen seen = mirrored.post("/mirror/map", JSON, BODY);
      assertThat(seen.request().path("content_type").asText()).isEqualTo(JSON);
      assertThat(seen.request().path("size_bytes").asInt()).isEqualTo(BODY.length);
      assertThat(seen.request().path("body").toString()).isEqualTo(MASKED.replace("1.50", "1.5"));
      assertThat(seen.request()).hasSize(3);
      assertThat(seen.event().has("response")).isFalse();
      assertThat(seen.response().body()).asString(UTF_8).contains("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void theBodyOfAResponse(String version) {
    try (Mirrored mirrored = Mirrored.start(version, Map.of(Mirrored.ANSWERS, true))) {
      Mirrored.Seen seen = mirrored.post("/mirror/map", JSON, BODY);
      assertThat(seen.event().has("request")).isFalse();
      assertThat(seen.answer().path("content_type").asText()).isEqualTo(JSON);
      assertThat(seen.answer().at("/body/password").asText()).isEqualTo("[MASKED]");
      assertThat(seen.answer().at("/body/name").asText()).isEqualTo("Anna");
      assertThat(seen.answer().path("size_bytes").asInt()).isEqualTo(seen.response().body().length);

      JsonNode mono = mirrored.get("/mirror/json").answer();
      assertThat(mono.at("/body/password").asText()).isEqualTo("[MASKED]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void theHeadersOfBoth(String version) {
    try (Mirrored mirrored = Mirrored.start(version, Map.of(Mirrored.HEADERS, true))) {
      Mirrored.Seen seen =
          mirrored.post(
              "/mirror/map",
              JSON,
              BODY,
              "Authorization",
              "Bearer hunter2",
              "X-Note",
              "fine",
              "X-Many",
              "a",
              "X-Many",
              "b",
              "Cookie",
              "s=hunter2");
      JsonNode headers = seen.request().path("headers");
      assertThat(headers.path("authorization").asText()).isEqualTo("[MASKED]");
      assertThat(headers.path("cookie").asText()).isEqualTo("[MASKED]");
      assertThat(headers.path("x-note").asText()).isEqualTo("fine");
      assertThat(headers.path("x-many")).extracting(JsonNode::asText).containsExactly("a", "b");
      assertThat(seen.request()).hasSize(1);
      assertThat(seen.answer().at("/headers/content-type").asText()).isEqualTo(JSON);
      assertThat(seen.event().toString()).doesNotContain("hunter2").doesNotContain("x-http2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void theAddressOfARequest(String version) {
    try (Mirrored mirrored = Mirrored.start(version, Map.of(Mirrored.URL, true))) {
      Mirrored.Seen seen = mirrored.post("/mirror/map?token=hunter2&page=2", JSON, BODY);
      assertThat(seen.request()).hasSize(1);
      assertThat(seen.request().path("url").asText())
          .isEqualTo("http://127.0.0.1:" + mirrored.port() + "/mirror/map?token=[MASKED]&page=2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void whatIsToBeTakenOutIsTakenOut(String version) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                Mirrored.BODIES,
                true,
                Mirrored.ANSWERS,
                true,
                Mirrored.HEADERS,
                true,
                "routeflow.redact-headers",
                List.of("Content-Type", "X-Tenant"),
                "routeflow.redact-request-body",
                "$.name, $['a,b']",
                "routeflow.redact-response-body",
                List.of("$..n"),
                "routeflow.mask-fields",
                "nickName"));
    try (Mirrored mirrored = Mirrored.start(version, settings)) {
      byte[] body = "{\"name\":\"Anna\",\"a,b\":[1],\"n\":1,\"nick-name\":\"x\"}".getBytes(UTF_8);
      Mirrored.Seen seen = mirrored.post("/mirror/map", JSON, body, "X-Tenant", "acme");
      String redacted = "[CLIENT_REDACTED]";
      assertThat(seen.request().at("/body/name").asText()).isEqualTo(redacted);
      assertThat(seen.request().at("/body/a,b").asText()).isEqualTo(redacted);
      assertThat(seen.request().at("/body/n").asInt()).isEqualTo(1);
      assertThat(seen.request().at("/body/nick-name").asText()).isEqualTo("[MASKED]");
      assertThat(seen.request().at("/headers/x-tenant").asText()).isEqualTo(redacted);
      assertThat(seen.request().path("content_type").asText()).isEqualTo(redacted);
      assertThat(seen.answer().at("/body/n").asText()).isEqualTo(redacted);
      assertThat(seen.answer().at("/body/name").asText()).isEqualTo("Anna");
    }
  }

  @Test
  void anInvalidPathIsOneWarningAndClosesItsDirection() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut");
        Mirrored mirrored =
            Mirrored.start(
                "1.1",
                Map.of(
                    Mirrored.BODIES,
                    true,
                    Mirrored.ANSWERS,
                    true,
                    "routeflow.redact-request-body",
                    List.of("$.name", "$.user[?@.x]")))) {
      Mirrored.Seen seen = mirrored.post("/mirror/map", JSON, BODY);
      assertThat(seen.request().path("omitted").asText()).isEqualTo("redaction");
      assertThat(seen.request().has("body")).isFalse();
      assertThat(seen.answer().path("body").isObject()).isTrue();
      assertThat(log.events(Level.WARN))
          .singleElement()
          .asString()
          .contains("$.user[?@.x]", "routeflow.redact-request-body");
    }
  }

  /** Whoever switches capture on later must not learn only then that the path is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redact-request-body",
        "redact-response-body",
        "external-calls.redact-request-body",
        "external-calls.redact-response-body"
      })
  void anInvalidPathIsOneWarningAtStartAlsoWhereNothingIsCaptured(String list) {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut");
        Mirrored mirrored =
            Mirrored.start("1.1", Map.of("routeflow." + list, List.of("$.name", "$.user[?@.x]")))) {
      assertThat(log.events(Level.WARN))
          .singleElement()
          .asString()
          .contains("$.user[?@.x]", "routeflow." + list + ":");
      assertThat(mirrored.post("/mirror/map", JSON, BODY).event().has("request")).isFalse();
      assertThat(log.events(Level.WARN)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void aLongBodyIsCut(String version) {
    try (Mirrored mirrored =
        Mirrored.start(
            version,
            Map.of(
                Mirrored.BODIES,
                true,
                Mirrored.ANSWERS,
                true,
                "routeflow.redact-response-body",
                "$.a",
                "routeflow.max-payload-size-bytes",
                100))) {
      String body = "{\"password\":\"hunter2\",\"text\":\"" + "x".repeat(20_000) + "\"}";
      Mirrored.Seen seen = mirrored.post("/mirror/map", JSON, body.getBytes(UTF_8));
      assertThat(seen.request().path("truncated").asBoolean()).isTrue();
      assertThat(seen.request().path("size_bytes").asInt()).isEqualTo(body.length());
      assertThat(seen.request().path("body").asText())
          .startsWith("{\"password\":\"[MASKED]\",\"text\":\"xxx")
          .hasSizeLessThanOrEqualTo(100);
      assertThat(seen.answer().path("omitted").asText()).isEqualTo("redaction");
      assertThat(seen.response().body()).hasSizeGreaterThan(20_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void bodiesBeyondTheMemoryForThemAreLeftOutAndCounted(String version) {
    try (Mirrored mirrored =
        Mirrored.start(
            version, Map.of(Mirrored.BODIES, true, "routeflow.max-payload-memory-bytes", 1_000))) {
      String large = "{\"text\":\"" + "x".repeat(3_000) + "\"}";
      Mirrored.Seen seen = mirrored.post("/mirror/map", JSON, large.getBytes(UTF_8));
      assertThat(seen.request().path("omitted").asText()).isEqualTo("memory");
      assertThat(seen.request().path("size_bytes").asInt()).isEqualTo(large.length());
      for (int i = 0; i < 50; i++) {
        // and the memory of each is given back
        JsonNode small = mirrored.post("/mirror/map", JSON, BODY).request();
        assertThat(small.path("body").isObject()).isTrue();
      }
      assertThat(mirrored.stats().payloadsOmittedMemory()).isEqualTo(1);
      assertThat(mirrored.stats().asMap()).containsEntry("payloads_omitted_memory", 1L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void memoryOfWhatBecomesNoEventIsGivenBack(String version) {
    try (Mirrored mirrored =
        Mirrored.start(
            version,
            Map.of(
                Mirrored.BODIES,
                true,
                "routeflow.max-payload-memory-bytes",
                1_000,
                "routeflow.sample-rate",
                0.5))) {
      java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
      Routeflow routeflow = mirrored.application().context().getBean(Routeflow.class);
      // more of each kind than the memory has room for, but never at a time
      for (int i = 0; i < 180; i++) {
        String path = i % 3 == 0 ? "/mirror/ignored" : "/mirror/bytes";
        var request =
            java.net.http.HttpRequest.newBuilder(mirrored.application().url(path))
                .header("Content-Type", JSON)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(BODY))
                .build();
        try {
          client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding());
        } catch (java.io.IOException | InterruptedException e) {
          throw new AssertionError(e);
        }
        if (i % 15 == 14) {
          assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
        }
      }
      assertThat(mirrored.stats().dropped(DropReason.SAMPLED) * BODY.length).isGreaterThan(1_000);
      assertThat(mirrored.stats().payloadsOmittedMemory()).isZero();
    }
  }

  @Test
  void theStatisticsBalance() {
    try (Mirrored mirrored = Mirrored.capturing("1.1")) {
      for (int i = 0; i < 5; i++) {
        mirrored.post("/mirror/map", JSON, BODY);
      }
      LedgerLaw.holdsAtRest(mirrored.application(), 5);
    }
  }

  @Test
  void theKeysOfAMapAreMaskedWhereNamesAreToBeAListAndThatIsWarnedOf() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(Mirrored.BODIES, true);
    settings.put("routeflow.mask-fields.nickName", true);
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration");
        Mirrored mirrored = Mirrored.start("1.1", settings)) {
      Mirrored.Seen seen =
          mirrored.post("/mirror/map", JSON, "{\"nick_name\":\"x\",\"n\":1}".getBytes(UTF_8));
      assertThat(seen.request().at("/body/nick_name").asText()).isEqualTo("[MASKED]");
      assertThat(seen.request().at("/body/n").asInt()).isEqualTo(1);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("routeflow.mask-fields", "the keys of the map are taken");
    }
  }
}
