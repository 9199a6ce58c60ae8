package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawHttp;

/** A request belongs to the trace that its headers name. */
final class TraceContextTest {

  private static final String W3C_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String W3C_PARENT = "00f067aa0ba902b7";
  private static final String TRACEPARENT =
      "traceparent: 00-" + W3C_TRACE + "-" + W3C_PARENT + "-01";

  private static Capturing capturing;

  @BeforeAll
  static void start() {
    capturing = Capturing.start(Map.of());
  }

  @AfterAll
  static void stop() {
    capturing.close();
  }

  @Test
  void byItsOwnHeaderFirst() {
    JsonNode event = event(TRACEPARENT, "X-Routeflow-Trace-Id: page-42-7");
    assertThat(event.path("trace_id").asText()).isEqualTo("page-42-7");
    assertThat(event.path("parent_span_id").asText()).isEqualTo(W3C_PARENT);
  }

  @Test
  void byTraceparentThen() {
    JsonNode event = event(TRACEPARENT, "X-Routeflow-Trace-Id: short");
    assertThat(event.path("trace_id").asText()).isEqualTo(W3C_TRACE);
    assertThat(event.path("parent_span_id").asText()).isEqualTo(W3C_PARENT);
    assertThat(event.path("span_id").asText()).matches("[0-9a-f]{16}").isNotEqualTo(W3C_PARENT);
  }

  @Test
  void byOneOfItsOwnElse() {
    JsonNode first = event();
    assertThat(first.path("trace_id").asText()).hasSize(36);
    assertThat(first.path("parent_span_id").isMissingNode()).isTrue();
    assertThat(event().path("trace_id")).isNotEqualTo(first.path("trace_id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff-" + W3C_TRACE + "-" + W3C_PARENT + "-01",
        "00-" + W3C_TRACE + "-0000000000000000-01",
        "00-00000000000000000000000000000000-" + W3C_PARENT + "-01",
        "00-" + W3C_TRACE + "-" + W3C_PARENT + "-01-more",
        "00-" + W3C_TRACE
      })
  void notByAnInvalidTraceparent(String header) {
    JsonNode event = event("traceparent: " + header);
    assertThat(event.path("trace_id").asText()).hasSize(36);
    assertThat(event.path("parent_span_id").isMissingNode()).isTrue();
  }

  @Test
  void andToThePageThatSentIt() {
    assertThat(event("X-Routeflow-Frontend-Route: /checkout").path("frontend_route").asText())
        .isEqualTo("/checkout");
    assertThat(event().path("frontend_route").asText()).isEqualTo("__unknown__");
  }

  private static JsonNode event(String... headers) {
    return capturing.eventOf(RawHttp.get("/shop/ok/1", headers));
  }
}
