package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import suite.support.ConsoleLinks;
import suite.support.RawHttp;

/**
 * A call that waits for the connection of another one shows on the console's time line how long.
 */
final class ConnectionWaitTest {

  private static final String PATH = "/slow";

  /** For how long the remote server works on the first call once both are made. */
  private static final long WORK_MS = 50;

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
    AtomicInteger arrived = new AtomicInteger();
    try (Calling calling = Calling.start(onlyOne)) {
      calling
          .remote()
          .on(
              PATH,
              exchange -> {
                both.await();
                if (arrived.incrementAndGet() == 1) {
                  work();
                }
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
      // which of the two gets the connection first is the client's affair
      JsonNode waited = wait(line.get(0)) > wait(line.get(1)) ? line.get(0) : line.get(1);
      assertThat(waited.path("wait_ms").isNumber()).as("%s", line).isTrue();
      assertThat(wait(waited))
          .as("%s", line)
          .isGreaterThanOrEqualTo(WORK_MS)
          .isLessThan(waited.path("duration_ms").asDouble());
    }
  }

  private static void work() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WORK_MS);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static double wait(JsonNode call) {
    return call.path("wait_ms").asDouble();
  }

  private static JsonNode timeline(Calling calling, JsonNode event) throws IOException {
    String path = "/routeflow-console/api/requests/" + event.path("event_id").asText();
    String key = ConsoleLinks.of(calling.port()).header();
    String answer = RawHttp.exchange(calling.port(), RawHttp.get(path, key)).text();
    return new ObjectMapper().readTree(answer).path("timeline");
  }
}
