package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.HeapGrowth;

/** What strangers send stays nowhere. */
final class FlatMemoryTest {

  private static final int REQUESTS = 10_000;

  /**
   * Less than it takes to keep the path of each request, some 110 bytes with its place in a list.
   */
  private static final long LIMIT = 80L * REQUESTS;

  @Test
  void tenThousandRandomRequestsMoreLeaveTheHeapAsItWas() {
    Map<String, ?> roomy =
        Map.of("routeflow.queue-maxsize", 2 * REQUESTS, "routeflow.max-events-per-batch", 1000);
    try (Capturing capturing = Capturing.start(roomy)) {
      var strangers = new Strangers();
      HeapGrowth growth = HeapGrowth.of(LIMIT, () -> round(capturing, strangers));
      assertThat(growth.least()).as("the least of %s", growth).isLessThan(LIMIT);
    }
  }

  private static void round(Capturing capturing, Strangers strangers) {
    var events = capturing.eventsOf(REQUESTS, () -> strangers.send(capturing.port(), REQUESTS));
    assertThat(events).hasSize(REQUESTS);
    capturing.ingest().forget();
  }
}
