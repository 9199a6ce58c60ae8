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
import suite.support.PrivacyPage;
import suite.support.ReceivedBatch;

/**
 * By default an event has the members of a closed list, that of the page about privacy, whatever
 * the request does: it calls others with contents of all kinds, and fails. What else there is has
 * to be switched on.
 */
final class ClosedListTest {

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
      Set<String> ofTheEvent = new TreeSet<>(PrivacyPage.members("every event"));
      ofTheEvent.addAll(PrivacyPage.members("a request"));
      assertThat(ofTheEvent).containsAll(members(event));
      assertThat(event.path("external_calls")).hasSize(2);
      for (JsonNode call : event.path("external_calls")) {
        assertThat(PrivacyPage.members("an outgoing call")).containsAll(members(call));
      }
      assertThat(members(event.path("exception")))
          .isEqualTo(PrivacyPage.members("an exception"))
          .containsExactly("name");
      for (ReceivedBatch batch : calling.ingest().attempts()) {
        assertThat(PrivacyPage.members("every batch")).containsAll(members(batch.json()));
      }
    }
  }

  private static Set<String> members(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return new TreeSet<>(names);
  }
}
