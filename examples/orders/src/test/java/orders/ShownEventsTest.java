package orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The events that README.md and docs/guide/sql.md show are those that the shop sends, but for what
 * differs from request to request: ids and times, which are of the same kind.
 */
final class ShownEventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROJECT = Path.of("../..");
  private static final Pattern BLOCK = Pattern.compile("(?s)```json\n(.*?)```");

  /** The README says that they are left out. */
  private static final List<String> PARTS = List.of("sql", "external_calls", "attributes");

  private static Shop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void theEventOfTheReadmeIsThatOfAPayment() throws IOException {
    JsonNode shown = blocks("README.md").get(0);
    String traceId = shown.path("trace_id").asText();

    shop.call("POST", "/api/orders/5/pay", shown.path("frontend_route").asText(), traceId);

    ObjectNode sent = (ObjectNode) shop.awaitEvent(traceId);
    PARTS.forEach(part -> assertThat(sent.remove(part)).as(part).isNotNull());
    assertAlike(sent, shown);
  }

  @Test
  void theEventsOfThePageAboutSqlAreThoseOfBothHistories() throws IOException {
    List<JsonNode> shown = blocks("docs/guide/sql.md");
    assertThat(shown).hasSize(2);
    JsonNode first = null;
    for (JsonNode event : shown) {
      String traceId = UUID.randomUUID().toString();
      shop.call("GET", event.path("path").asText().replace("{id}", "1"), "/account", traceId);

      ObjectNode sent = (ObjectNode) shop.awaitEvent(traceId);
      blocks("README.md").get(0).fieldNames().forEachRemaining(name -> leaveOut(sent, name, event));
      JsonNode removed = withoutFirst((ObjectNode) sent.path("sql"));
      assertAlike(sent, event);
      assertThat(first == null || statement(first).equals(statement(removed))).isTrue();
      first = removed;
    }
  }

  private static void leaveOut(ObjectNode sent, String name, JsonNode shown) {
    if (!shown.has(name)) {
      assertThat(sent.remove(name)).as(name).isNotNull();
    }
  }

  private static JsonNode withoutFirst(ObjectNode sql) {
    Iterator<JsonNode> statements = sql.path("statements").elements();
    JsonNode first = statements.next();
    statements.remove();
    return first;
  }

  private static String statement(JsonNode entry) {
    return entry.path("statement").asText();
  }

  /** All members, with the same values where those are the same at each request. */
  private static void assertAlike(JsonNode sent, JsonNode shown) {
    assertThat(general(sent)).isEqualTo(general(shown));
  }

  private static JsonNode general(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      for (JsonNode element : node) {
        general(element);
      }
      return node;
    }
    for (var member : object.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (name.endsWith("_ms") && value.isNumber()) {
        object.put(name, "a time in milliseconds");
      } else if (List.of("event_id", "span_id", "timestamp").contains(name)) {
        object.put(name, value.asText().replaceAll("[0-9a-f]", "0"));
      } else {
        general(value);
      }
    }
    return object;
  }

  private static List<JsonNode> blocks(String page) throws IOException {
    return BLOCK
        .matcher(Files.readString(PROJECT.resolve(page)))
        .results()
        .map(ShownEventsTest::parse)
        .toList();
  }

  private static JsonNode parse(MatchResult block) {
    try {
      return JSON.readTree(block.group(1));
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + block.group(1), e);
    }
  }
}
