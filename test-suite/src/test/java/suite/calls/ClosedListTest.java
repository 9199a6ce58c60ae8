package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * By default an event has the members of a closed list, whatever the request does: it calls others
 * with contents of all kinds, and fails. What else there is has to be switched on.
 */
final class ClosedListTest {

  private static final Set<String> EVENT =
      Set.of(
          "type",
          "event_id",
          "timestamp",
          "trace_id",
          "span_id",
          "parent_span_id",
          "frontend_route",
          "method",
          "path",
          "handler",
          "status",
          "status_code",
          "latency_ms",
          "exception",
          "external_calls");
  private static final Set<String> CALL =
      Set.of(
          "host",
          "method",
          "service_id",
          "count",
          "latency_ms",
          "max_ms",
          "errors",
          "status_code",
          "error",
          "span_id");

  @Test
  void holdsOverTheWire() {
    try (Calling calling = Calling.start()) {
      calling
          .remote()
          .on(
              "/json",
              exchange ->
                  exchange.respond(
                      200, "{\"canary\":1}", "Content-Type: application/json", "X-A: canary"))
          .on("/reset", RemoteServer.Exchange::reset);
      HttpClient client = calling.context().createBean(HttpClient.class, calling.remote().url(""));
      JsonNode event =
          calling.eventOf(
              () -> {
                String unused =
                    client
                        .toBlocking()
                        .retrieve(
                            HttpRequest.POST("/json?canary=1", Map.of("canary", "canary"))
                                .header("Authorization", "Bearer canary"));
                try {
                  return client.toBlocking().retrieve("/reset?canary");
                } catch (RuntimeException e) {
                  throw new IllegalStateException("canary", e);
                }
              },
              "Cookie: session=canary",
              "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
      assertThat(event.toString()).doesNotContain("canary");
      assertThat(EVENT).containsAll(members(event));
      assertThat(event.path("external_calls")).hasSize(2);
      for (JsonNode call : event.path("external_calls")) {
        assertThat(CALL).containsAll(members(call));
      }
      assertThat(members(event.path("exception"))).containsExactly("name");
    }
  }

  private static Set<String> members(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return new TreeSet<>(names);
  }
}
