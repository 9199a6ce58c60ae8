package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import suite.support.ConsoleLinks;
import suite.support.RawHttp;

/**
 * A call that waits for the connection of another one shows on the console's time line how long.
 */
final class ConnectionWaitTest {

  private static final String PATH = "/slow";

  @Test
  void theWaitForTheOnlyConnectionOfAPoolIsPartOfTheCall() throws Exception {
    Map<String, Object> onlyOne =
        Map.of(
            "routeflow.console.enabled",
            true,
            "micronaut.http.services.remote.pool.enabled",
            true,
            "micronaut.http.services.remote.pool.max-concurrent-http1-connections",
            1);
    CountDownLatch both = new CountDownLatch(1);
    try (Calling calling = Calling.start(onlyOne)) {
      calling
          .remote()
          .on(
              PATH,
              exchange -> {
                both.await();
                exchange.respond(200, "ok", "Content-Type: text/plain");
              });
      Clients.RemoteClient client = calling.bean(Clients.RemoteClient.class);
      JsonNode event =
          calling.eventOf(
              () -> {
                var first = client.slow().toFuture();
                var second = client.slow().toFuture();
                both.countDown();
                return first.get() + second.get();
              });

      assertThat(calling.remote().connectionsOf(PATH)).isEqualTo(1);
      JsonNode line = timeline(calling, event);
      assertThat(line).hasSize(2);
      JsonNode first = line.get(0);
      JsonNode second = line.get(1);
      assertThat(second.path("wait_ms").isNumber()).as("%s", line).isTrue();
      assertThat(second.path("wait_ms").asDouble())
          .isLessThan(second.path("duration_ms").asDouble());
      assertThat(sent(second)).as("%s", line).isGreaterThan(sent(first));
    }
  }

  private static double sent(JsonNode call) {
    return call.path("start_ms").asDouble() + call.path("wait_ms").asDouble();
  }

  private static JsonNode timeline(Calling calling, JsonNode event) throws IOException {
    String path = "/routeflow-console/api/requests/" + event.path("event_id").asText();
    String key = ConsoleLinks.of(calling.port()).header();
    String answer = RawHttp.exchange(calling.port(), RawHttp.get(path, key)).text();
    return new ObjectMapper().readTree(answer).path("timeline");
  }
}
