package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Calls whose contents are captured, and what of them is in an event. */
final class CallContents {

  static final String ON = "routeflow.external-calls.capture-payloads";
  static final String JSON = "Content-Type: application/json";
  static final String MASKED = "[MASKED]";

  /** What is sent to {@link #answer}: 22 bytes. */
  static final String REQUEST = "{\"password\":\"hunter2\"}";

  static final String ANSWER = "{\"token\":\"hunter2\",\"name\":\"Anna\"}";

  private CallContents() {}

  static void answer(RemoteServer.Exchange exchange) throws IOException {
    exchange.respond(200, ANSWER, JSON, "Set-Cookie: a=hunter2");
  }

  /** Fails unless a call has both bodies and none of their secrets. */
  static void assertMasked(JsonNode call) {
    assertThat(call.path("count").asInt()).isEqualTo(1);
    assertThat(call.at("/request/body/password").asText()).as("%s", call).isEqualTo(MASKED);
    assertThat(call.at("/request/content_type").asText()).isEqualTo("application/json");
    assertThat(call.at("/request/size_bytes").asInt()).isEqualTo(REQUEST.length());
    assertThat(call.at("/response/body/token").asText()).isEqualTo(MASKED);
    assertThat(call.at("/response/body/name").asText()).isEqualTo("Anna");
    assertThat(call.toString()).doesNotContain("hunter2");
  }

  /** The same with the headers {@code X-Api-Key} and {@code X-Tenant: acme}. */
  static void assertMaskedWithHeaders(JsonNode call) {
    assertMasked(call);
    assertThat(call.at("/request/headers/x-api-key").asText()).isEqualTo(MASKED);
    assertThat(call.at("/request/headers/x-tenant").asText()).isEqualTo("acme");
    assertThat(call.at("/request").has("url")).as("a path may hold anything").isFalse();
    assertThat(call.at("/response/headers/set-cookie").asText()).isEqualTo(MASKED);
  }

  /** Fails unless ten of thirteen calls are an entry each. */
  static void assertGrouped(JsonNode calls) {
    assertThat(calls).hasSize(11);
    int grouped = 0;
    for (JsonNode call : calls) {
      if (call.has("response")) {
        assertThat(call.path("count").asInt()).isEqualTo(1);
      } else {
        grouped += call.path("count").asInt();
      }
    }
    assertThat(grouped).isEqualTo(3);
  }
}
