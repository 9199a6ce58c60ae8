package suite.opentelemetry.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import suite.contract.BatchSchema;

/**
 * The ingest endpoint, which accepts all and keeps the events. {@link #close()} fails the test
 * where anything received broke the contract. Safe for use by several threads.
 */
public final class IngestEndpoint implements AutoCloseable {

  private static final Argument<Map<String, Object>> OBJECT =
      Argument.mapOf(String.class, Object.class);

  private final JsonMapper json = JsonMapper.createDefault();
  private final Queue<Map<?, ?>> events = new ConcurrentLinkedQueue<>();
  private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  private IngestEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  public static IngestEndpoint start() {
    try {
      return new IngestEndpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an application needs to send there. */
  public Map<String, Object> settings() {
    return Map.of(
        "routeflow.endpoint",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "routeflow.ingest-key",
        "key",
        "routeflow.flush-interval-ms",
        20);
  }

  public List<Map<?, ?>> awaitEvents(int count) {
    await().atMost(OtlpReceiver.PATIENCE).until(() -> events.size() >= count);
    return List.copyOf(events);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      bodies.add(body);
      Object batch = json.readValue(body, OBJECT).get("events");
      if (batch instanceof List<?> list) {
        list.forEach(event -> events.add((Map<?, ?>) event));
      }
      exchange.sendResponseHeaders(202, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    // only now: the first look at the schema takes longer than a batch may wait for its answer
    assertThat(bodies).flatExtracting(IngestEndpoint::violations).isEmpty();
  }

  private static List<String> violations(byte[] body) {
    try {
      return BatchSchema.check(new ObjectMapper().readTree(body));
    } catch (IOException e) {
      return List.of("the body is not JSON");
    }
  }
}
