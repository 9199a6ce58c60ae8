package suite.payloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import suite.support.FakeIngest;
import suite.support.TestApplication;

/** An application of the {@link Mirror}, over one version of HTTP; each request has a trace. */
final class Mirrored implements AutoCloseable {

  static final String BODIES = "routeflow.capture-request-body";
  static final String ANSWERS = "routeflow.capture-response-body";
  static final String HEADERS = "routeflow.capture-headers";
  static final String URL = "routeflow.capture-request-url";

  private final FakeIngest ingest = FakeIngest.start();
  private final AtomicInteger traces = new AtomicInteger();
  private final TestApplication application;
  private final HttpClient client;

  private Mirrored(String version, Map<String, ?> settings) {
    var all = new LinkedHashMap<String, Object>();
    all.put("suite.mirror", true);
    all.put("micronaut.router.static-resources.files.paths", "classpath:suite/static");
    all.put("micronaut.router.static-resources.files.mapping", "/static/**");
    all.put("micronaut.server.http-version", version);
    all.putAll(settings);
    application = TestApplication.start(ingest, "mirror", all);
    client =
        HttpClient.newBuilder()
            .version(
                version.equals("2.0") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .build();
    if (version.equals("2.0")) {
      upgrade();
    }
  }

  /** From now on the connection speaks HTTP/2. */
  private void upgrade() {
    try {
      HttpResponse<Void> first =
          client.send(
              HttpRequest.newBuilder(application.url("/mirror/none")).build(),
              BodyHandlers.discarding());
      assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Mirrored start(String version, Map<String, ?> settings) {
    return new Mirrored(version, settings);
  }

  static Mirrored capturing(String version) {
    return start(version, Map.of(BODIES, true, ANSWERS, true));
  }

  /** An answer, and the event of its request. */
  record Seen(HttpResponse<byte[]> response, JsonNode event) {

    JsonNode request() {
      return event.path("request");
    }

    JsonNode answer() {
      return event.path("response");
    }
  }

  Seen get(String path) {
    return send("GET", path, new byte[0]);
  }

  Seen post(String path, String type, byte[] body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = type;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send("POST", path, body, all);
  }

  /** Sends a request and waits for its event. */
  Seen send(String method, String path, byte[] body, String... headers) {
    String trace = nextTrace();
    HttpResponse<byte[]> response = exchange(trace, method, path, body, headers);
    return new Seen(response, eventOf(trace));
  }

  /** Sends a request of which no event is expected. */
  HttpResponse<byte[]> sendIgnored(String method, String path, byte[] body, String... headers) {
    return exchange(nextTrace(), method, path, body, headers);
  }

  private HttpResponse<byte[]> exchange(
      String trace, String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .header("X-Routeflow-Trace-Id", trace);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    request.method(
        method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String nextTrace() {
    return "trace-" + (1_000 + traces.incrementAndGet());
  }

  JsonNode eventOf(String trace) {
    return ingest.awaitEvent(event -> event.path("trace_id").asText().equals(trace));
  }

  int port() {
    return application.port();
  }

  FakeIngest ingest() {
    return ingest;
  }

  TestApplication application() {
    return application;
  }

  RouteflowStats stats() {
    return application.context().getBean(Routeflow.class).stats();
  }

  @Override
  public void close() {
    try {
      application.close();
    } finally {
      // which fails where anything that came broke the contract
      ingest.close();
    }
  }
}
