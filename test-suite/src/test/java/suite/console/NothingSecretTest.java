package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.RawHttp;

/** What the console tells is what would be sent: nothing of what people typed. */
final class NothingSecretTest {

  private static final String KEY = "key-canary-0123456789";
  private static final String TOKEN = "token-canary-0123456789";

  @Test
  void noValueOfARequestAndNoSecretOfTheSettingsIsInAnyAnswer() {
    Map<String, Object> settings =
        new LinkedHashMap<>(Map.of("routeflow.ingest-key", KEY, "routeflow.console.token", TOKEN));
    settings.putAll(ConsoleDatabase.SETTINGS);
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, settings);
        EventStream stream = EventStream.open(console)) {
      console.visit(
          "/shop/items/path-canary?q=query-canary",
          "Authorization: Bearer header-canary",
          "Cookie: session=cookie-canary",
          "User-Agent: agent-canary",
          "X-Routeflow-Frontend-Route: /page?secret=route-canary#fragment-canary");
      console.visit("/shop/broken/1");
      assertThat(console.visit("/database/bind").text()).isEqualTo("true");
      console.visit("/unmatched-canary");
      RawHttp.exchange(console.port(), RawHttp.post("/shop/orders", "text/plain", "body-canary"));

      List<String> shown = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        shown.add(stream.await("request").data().toString());
      }
      JsonNode rows = console.awaitRows(5);
      rows.forEach(
          row -> shown.add(console.get("/api/requests/" + row.path("event_id").asText()).text()));
      for (String path :
          new String[] {
            "/api/state",
            "/api/requests",
            "/api/routes",
            "/api/sql",
            "/api/delivery",
            "/api/running",
            "/api/classes",
            "/api/requests/id-canary",
            "/api/name-canary?canary=canary",
            "/?token=offered-canary"
          }) {
        shown.add(console.get(path, "X-Any: header-canary").text());
      }
      String all =
          String.join("\n", shown.stream().map(NothingSecretTest::withoutLocalDetails).toList());
      assertThat(all).contains("/shop/items/{id}", "INFORMATION_SCHEMA").doesNotContain("canary");
    }
  }

  /** What only a developer's console shows of a request, and no destination gets. */
  private static String withoutLocalDetails(String answer) {
    if (!answer.startsWith("{")) {
      return answer;
    }
    try {
      JsonNode json = new ObjectMapper().readTree(answer);
      for (JsonNode object : json.findParents("address")) {
        ((ObjectNode) object).remove("address");
      }
      for (JsonNode object : json.findParents("local_exception")) {
        ((ObjectNode) object).remove("local_exception");
      }
      return json.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
