package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.client.HttpClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the settings of outgoing calls change. */
final class CallSettingsTest {

  @Test
  void templatesAreRecordedWhereTheyAreWantedAndPathsNever() {
    try (Calling calling =
        Calling.start(
            Map.of(
                "routeflow.external-calls.path-template",
                true,
                "routeflow.external-calls.templates",
                List.of("other.example/x/{id}", "127.0.0.1/users/{user}/orders")))) {
      Clients.FarClient far = calling.bean(Clients.FarClient.class);
      assertThat(template(calling.eventOf(() -> far.item(4711, "hunter2"))))
          .isEqualTo("/far/items/{id}");
      assertThat(template(calling.eventOf(far::missing))).isEqualTo("/far/missing");
      HttpClient client = calling.context().createBean(HttpClient.class, calling.remote().url(""));
      assertThat(
              template(
                  calling.eventOf(
                      () -> client.toBlocking().retrieve("/users/4711/orders?key=hunter2"))))
          .isEqualTo("/users/{user}/orders");
      JsonNode call = onlyCall(calling.eventOf(() -> client.toBlocking().retrieve("/users/4711")));
      assertThat(call.has("path_template")).isFalse();
      assertThat(call.toString()).doesNotContain("4711");
    }
  }

  @Test
  void withoutPropagationNoHeaderIsSentAndNoIdRecorded() {
    try (Calling calling = Calling.start(Map.of("routeflow.propagation", false))) {
      HttpClient client = calling.context().createBean(HttpClient.class, calling.remote().url(""));
      JsonNode call =
          onlyCall(
              calling.eventOf(
                  () -> client.toBlocking().retrieve("/bare"),
                  "x-routeflow-frontend-route: /checkout"));
      assertThat(call.has("span_id")).isFalse();
      assertThat(calling.remote().last("/bare").headers())
          .doesNotContainKeys("traceparent", "x-routeflow-trace-id", "x-routeflow-frontend-route");
      calling.remote().on("/moved", exchange -> exchange.respond(307, "", "Location: /bare"));
      JsonNode moved = onlyCall(calling.eventOf(() -> client.toBlocking().retrieve("/moved")));
      assertThat(moved.path("count").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aTraceThatIsNotKeptIsNotFlaggedAsSampled() {
    try (Calling calling = Calling.start(Map.of("routeflow.sample-rate", 0.0))) {
      HttpClient client = calling.context().createBean(HttpClient.class, calling.remote().url(""));
      io.routeflow.micronaut.Routeflow routeflow =
          calling.bean(io.routeflow.micronaut.Routeflow.class);
      calling.eventOf(
          () -> {
            routeflow.keep();
            return client.toBlocking().retrieve("/unsampled");
          });
      assertThat(calling.remote().last("/unsampled").header("traceparent")).endsWith("-00");
    }
  }

  @Test
  void switchedOffThereIsNoFilterNoTapAndNoHeader() {
    for (String off : List.of("routeflow.external-calls.enabled", "routeflow.enabled")) {
      try (Calling calling = Calling.start(Map.of(off, false))) {
        HttpClient client =
            calling.context().createBean(HttpClient.class, calling.remote().url(""));
        assertThat(client.toBlocking().retrieve("/off")).isEqualTo("ok");
        if (off.startsWith("routeflow.external")) {
          JsonNode event = calling.eventOf(() -> client.toBlocking().retrieve("/off"));
          assertThat(event.has("external_calls")).isFalse();
        }
        assertThat(calling.remote().last("/off").headers()).doesNotContainKey("traceparent");
        assertThat(calling.context().getActiveBeanRegistrations(Object.class))
            .noneMatch(
                bean ->
                    bean.getBeanDefinition()
                        .getBeanType()
                        .getName()
                        .startsWith("io.routeflow.micronaut.capture.client."));
      }
    }
  }

  private static String template(JsonNode event) {
    return onlyCall(event).path("path_template").asText();
  }
}
