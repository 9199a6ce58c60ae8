package orders;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop as its page sees it: over real HTTP, with the headers of a frontend. */
final class Shop implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONSOLE = "/routeflow-console";
  private static final String TOKEN = "the-token-of-these-tests";

  private final EmbeddedServer server;
  private final HttpClient browser = HttpClient.newHttpClient();

  private Shop(EmbeddedServer server) {
    this.server = server;
  }

  /** The port is chosen first, because the endpoint's address in application.yml names it. */
  static Shop open() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    return new Shop(
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of(
                "micronaut.server.port", port,
                "routeflow.flush-interval-ms", 50,
                "routeflow.console.token", TOKEN)));
  }

  HttpResponse<String> call(String method, String path, String page, String traceId) {
    return send(
        request(path)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("x-routeflow-frontend-route", page)
            .header("x-routeflow-trace-id", traceId));
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** What the page shows: every event that arrived, the newest batch first. */
  List<JsonNode> arrived() {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode batch : json(get("/live/batches"))) {
      batch.path("events").forEach(events::add);
    }
    return events;
  }

  /** The event of a trace, once it has arrived. */
  JsonNode awaitEvent(String traceId) {
    return await().until(() -> find(traceId), Optional::isPresent).orElseThrow();
  }

  /** The event of a trace, if it has arrived. */
  Optional<JsonNode> find(String traceId) {
    return arrived().stream()
        .filter(event -> event.path("trace_id").asText().equals(traceId))
        .findFirst();
  }

  JsonNode statistics() {
    return json(get(CONSOLE + "/api/delivery")).path("stats");
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + path));
    return path.startsWith(CONSOLE) ? request.header("X-Routeflow-Console-Token", TOKEN) : request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
