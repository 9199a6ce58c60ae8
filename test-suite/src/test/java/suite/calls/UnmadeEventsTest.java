package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.SqlRecording;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;

/** An event that cannot be made is counted, and gives back what it held of bodies. */
final class UnmadeEventsTest {

  private static final int BODY = 1000;
  private static final int ROUNDS = 8;

  @Test
  void theyTakeNoMemoryFromTheBodiesOfLaterOnes() {
    Map<String, Object> settings =
        Map.of(
            "routeflow.external-calls.capture-payloads",
            true,
            "routeflow.max-payload-memory-bytes",
            ROUNDS * BODY);
    try (Calling calling = Calling.start(settings)) {
      calling.remote().on("/taken", exchange -> exchange.respond(200, "", "X-Is: there"));
      for (int i = 0; i < ROUNDS; i++) {
        calling.send(
            () -> {
              call(calling);
              return Objects.requireNonNull(Recording.current()).sql(Unreadable::new);
            });
      }
      // else the last call would find its memory taken by those that are still to be made
      await().atMost(FakeIngest.PATIENCE).until(() -> unmade(calling) == ROUNDS);
      JsonNode event = calling.eventOf(() -> call(calling));
      JsonNode request = event.path("external_calls").get(0).path("request");
      assertThat(request.path("omitted").isMissingNode()).as("%s", request).isTrue();
      assertThat(unmade(calling)).isEqualTo(ROUNDS);
    }
  }

  private static long unmade(Calling calling) {
    return calling.bean(Routeflow.class).stats().dropped(DropReason.VALIDATION);
  }

  private static int call(Calling calling) {
    String body = "{\"text\":\"" + "x".repeat(BODY) + "\"}";
    try (HttpClient client =
        calling.context().createBean(HttpClient.class, calling.remote().url(""))) {
      return client.toBlocking().exchange(HttpRequest.POST("/taken", body)).code();
    }
  }

  /** As one with a defect. */
  private static final class Unreadable implements SqlRecording {
    @Override
    public SqlUsage usage() {
      throw new IllegalStateException("deliberate");
    }

    @Override
    public Map<String, Object> attributes() {
      return Map.of();
    }
  }
}
