package suite.payloads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import suite.seed.Seed;
import suite.support.ConsoleLinks;
import suite.support.FakeIngest;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

/**
 * Secrets in what an application is sent, sends on and gets back, with the contents of requests and
 * of calls captured: none is in a destination, in whatever the console answers, in its live stream,
 * in the text of an event or in the log; and each byte goes on as it came.
 */
final class CallCanaryTest {

  private static final String SPEC = "CallCanaryTest";
  private static final long SEED = Seed.ofRun();
  private static final int ROUNDS = Integer.getInteger("suite.canaries", 60);
  private static final String CONSOLE = "/routeflow-console";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void noSecretOfACallIsSeenAnywhere() {
    Random random = new Random(SEED);
    try (LogCapture log = LogCapture.of("io.routeflow", Level.TRACE);
        FakeIngest ingest = FakeIngest.start();
        TestApplication far = TestApplication.start(ingest, "far", Map.of("suite.mirror", true));
        TestApplication near = TestApplication.start(ingest, SPEC, settings(far));
        LiveLines live = LiveLines.of(near)) {
      Canaries canaries = new Canaries(random);
      for (int i = 0; i < ROUNDS; i++) {
        Canaries.Message message = canaries.next();
        assertThat(relayed(near, message)).as("seed %d", SEED).isEqualTo(message.body());
      }
      RawResponse last = RawHttp.exchange(near.port(), RawHttp.get("/relay/last"));
      assertThat(last.status()).isEqualTo(200);
      assertThat(near.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE)).isTrue();
      assertDestinations(ingest);
      assertConsole(near);
      live.await("/relay/last");
      live.lines().forEach(line -> assertUnseen("live", line));
      List<String> texts = near.context().getBean(CanaryTest.Watcher.class).texts;
      assertThat(texts).hasSizeGreaterThanOrEqualTo(ROUNDS);
      texts.forEach(text -> assertUnseen("text", text));
      assertThat(log.messages()).isNotEmpty();
      log.messages().forEach(line -> assertUnseen("log", line));
    }
  }

  private static Map<String, Object> settings(TestApplication far) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("micronaut.http.services.far.url", far.url("").toString());
    settings.put("suite.watcher", true);
    settings.put("routeflow.debug", true);
    settings.put("routeflow.console.enabled", true);
    settings.put("routeflow.breadcrumbs.automatic", true);
    settings.put("routeflow.external-calls.capture-payloads", true);
    for (String setting :
        List.of(Mirrored.BODIES, Mirrored.ANSWERS, Mirrored.HEADERS, Mirrored.URL)) {
      settings.put(setting, true);
    }
    return settings;
  }

  private static byte[] relayed(TestApplication near, Canaries.Message message) {
    StringBuilder head =
        new StringBuilder("POST ")
            .append(message.target().replace("/mirror/bytes", "/relay/bytes"))
            .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    message.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + message.body().length + "\r\n\r\n");
    try (RawHttp http = RawHttp.connect(near.port())) {
      http.send(head.toString().getBytes(ISO_8859_1));
      http.send(message.body());
      RawResponse response = http.read();
      assertThat(response.status()).as("seed %d", SEED).isEqualTo(200);
      return response.body();
    }
  }

  private static void assertDestinations(FakeIngest ingest) {
    List<JsonNode> relays =
        ingest.awaitEvents(2 * ROUNDS).stream().filter(e -> e.has("external_calls")).toList();
    assertThat(relays).hasSize(ROUNDS);
    assertThat(relays.toString()).contains(Canaries.HARMLESS).contains("[MASKED]");
    for (JsonNode event : relays) {
      JsonNode call = event.path("external_calls").get(0);
      assertThat(call.has("request")).as("%s", call).isTrue();
      assertThat(call.has("response")).as("%s", call).isTrue();
    }
    for (ReceivedBatch batch : ingest.attempts()) {
      assertUnseen("destination", new String(batch.raw(), ISO_8859_1));
    }
  }

  private static void assertConsole(TestApplication near) {
    String requests = console(near, "/api/requests");
    int details = 0;
    for (JsonNode row : parse(requests).path("requests")) {
      String detail = console(near, "/api/requests/" + row.path("event_id").asText());
      assertUnseen("detail", detail);
      details += detail.contains("external_calls") && detail.contains("\"response\"") ? 1 : 0;
    }
    assertThat(details).isPositive();
    assertUnseen("list", requests);
    for (String path :
        List.of("/api/state", "/api/routes", "/api/sql", "/api/delivery", "/api/requests?q=x")) {
      assertUnseen(path, console(near, path));
    }
  }

  private static String console(TestApplication near, String path) {
    String key = ConsoleLinks.of(near.port()).header();
    RawResponse answer = RawHttp.exchange(near.port(), RawHttp.get(CONSOLE + path, key));
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.text();
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertUnseen(String where, String text) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(Canaries.CANARY);
    if (at >= 0) {
      String shown = text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60));
      throw new AssertionError(where + " shows a secret, seed " + SEED + ": …" + shown);
    }
  }

  /** Sends on what it gets, and answers what it gets back. */
  @Requires(property = "spec.name", value = SPEC)
  @Controller("/relay")
  static class Relay {

    private final HttpClient far;

    Relay(@Client(id = "far") HttpClient far) {
      this.far = far;
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Consumes(MediaType.ALL)
    @Post("/bytes")
    HttpResponse<byte[]> bytes(@Body byte[] body, HttpRequest<?> came) {
      String target = "/mirror/bytes?" + came.getUri().getRawQuery();
      boolean form = String.valueOf(came.getHeaders().get("Content-Type")).contains("form");
      // the client takes no bytes for a form
      String text = new String(body, UTF_8);
      boolean isText = form && Arrays.equals(text.getBytes(UTF_8), body);
      MutableHttpRequest<?> request = HttpRequest.POST(target, isText ? text : body);
      came.getHeaders()
          .forEach(
              (name, values) -> {
                if (!List.of("host", "content-length").contains(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> request.getHeaders().add(name, value));
                }
              });
      if (form && !isText) {
        request.getHeaders().set("Content-Type", MediaType.APPLICATION_JSON);
      }
      HttpResponse<byte[]> answer = far.toBlocking().exchange(request, byte[].class);
      return HttpResponse.ok(answer.body())
          .header("Content-Type", came.getHeaders().get("X-Answer-Type"));
    }

    @Get("/last")
    String last() {
      return "last";
    }
  }
}
