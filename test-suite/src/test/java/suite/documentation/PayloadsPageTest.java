package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** The request on the page about payloads becomes the event beside it, with the settings above. */
final class PayloadsPageTest {

  private static final String PAGE = "payloads.md";

  @Test
  void theRequestBeforeIsTheEventAfter() throws IOException {
    Map<String, Object> settings = Yaml.read(block(Proof.SETTINGS, "yaml"));
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, "PayloadsPage", settings)) {
      assertThat(RawHttp.exchange(application.port(), request()).status()).isEqualTo(200);

      JsonNode shown = new ObjectMapper().readTree("{" + block(Proof.PAYLOAD, "json").text() + "}");
      JsonNode sent = ingest.awaitEvents(1).get(0).path("request");
      assertThat(withoutLength(sent)).isEqualTo(withoutLength(shown.path("request")));
    }
  }

  /** The length is added: the page leaves it out, as it is of no interest there. */
  private static String request() {
    String text = block(Proof.PAYLOAD, "").text();
    int end = text.indexOf("\n\n");
    String body = text.substring(end + 2).stripTrailing();
    return (text.substring(0, end) + "\nContent-Length: " + body.length()).replace("\n", "\r\n")
        + "\r\n\r\n"
        + body;
  }

  private static JsonNode withoutLength(JsonNode payload) {
    ((ObjectNode) payload.path("headers")).remove("content-length");
    return payload;
  }

  private static Block block(Proof proof, String language) {
    return proof.blocks().stream()
        .filter(block -> block.page().endsWith(PAGE) && block.isOf(language))
        .findFirst()
        .orElseThrow();
  }

  @Requires(property = "spec.name", value = "PayloadsPage")
  @Controller("/orders")
  static final class Orders {

    @Post
    Map<String, Object> order(@Body Map<String, Object> order) {
      return order;
    }
  }
}
