package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** JSON of a page, and what an application really sends. */
public final class ShownEvent {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is another one in each request or process. */
  private static final Set<String> OWN =
      Set.of("batch_id", "sent_at", "instance", "event_id", "timestamp", "span_id");

  private ShownEvent() {}

  /** What a block shows; a page may show a member alone. */
  public static ObjectNode of(Block block) {
    String text = block.text().strip();
    try {
      return (ObjectNode) JSON.readTree(text.startsWith("\"") ? "{" + text + "}" : text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(block.place() + " is not JSON", e);
    }
  }

  /**
   * The members are the same, and so are their values, but for times, which are numbers in both,
   * and what differs from request to request, which is of the same form.
   */
  public static void assertAlike(JsonNode sent, JsonNode shown) {
    assertThat(general(sent)).isEqualTo(general(shown));
  }

  private static JsonNode general(JsonNode node) {
    JsonNode copy = node.deepCopy();
    generalize(copy);
    return copy;
  }

  private static void generalize(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(member -> generalize(object, member.getKey(), member.getValue()));
    } else {
      node.forEach(ShownEvent::generalize);
    }
  }

  private static void generalize(ObjectNode object, String name, JsonNode value) {
    if (name.endsWith("_ms") && value.isNumber()) {
      object.put(name, "a time in milliseconds");
    } else if (OWN.contains(name)) {
      object.put(name, value.asText().replaceAll("[0-9a-f]", "0"));
    } else {
      generalize(value);
    }
  }
}
