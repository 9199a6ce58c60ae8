package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What strangers send makes no labels. */
final class RouteLabelsTest {

  private static final int REQUESTS = 10_000;

  @Test
  void tenThousandRandomRequestsAddOnePathAndNoMethodOfTheirOwn() {
    Map<String, ?> roomy =
        Map.of("routeflow.queue-maxsize", 2 * REQUESTS, "routeflow.max-events-per-batch", 1000);
    try (Capturing capturing = Capturing.start(roomy)) {
      List<JsonNode> events =
          capturing.eventsOf(REQUESTS, () -> new Strangers().send(capturing.port(), REQUESTS));
      assertThat(events).hasSize(REQUESTS);
      assertThat(labels(events, "path")).containsExactly(Capturing.UNMATCHED);
      assertThat(labels(events, "handler")).containsExactly(Capturing.UNMATCHED);
      assertThat(labels(events, "frontend_route")).containsExactly("__unknown__");
      assertThat(Strangers.METHODS).containsAll(without("_OTHER", labels(events, "method")));
    }
  }

  private static Set<String> labels(List<JsonNode> events, String field) {
    return events.stream().map(event -> event.path(field).asText()).collect(Collectors.toSet());
  }

  private static Set<String> without(String label, Set<String> labels) {
    return labels.stream().filter(each -> !each.equals(label)).collect(Collectors.toSet());
  }
}
