package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** What strangers send makes no labels. */
final class RouteLabelsTest {

  private static final int REQUESTS = 10_000;
  private static final long SEED = 20_261_121;
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");
  private static final String PATH_CHARACTERS = "abcXYZ019-._~!$&'()*+,;=:@/";

  private final Random random = new Random(SEED);

  @Test
  void tenThousandRandomRequestsAddOnePathAndNoMethodOfTheirOwn() {
    LoggerFactory.getLogger(getClass()).info("seed {}", SEED);
    Map<String, ?> roomy =
        Map.of("routeflow.queue-maxsize", 2 * REQUESTS, "routeflow.max-events-per-batch", 1000);
    try (Capturing capturing = Capturing.start(roomy)) {
      List<JsonNode> events = capturing.eventsOf(REQUESTS, () -> sendAll(capturing.port()));
      assertThat(events).hasSize(REQUESTS);
      assertThat(labels(events, "path")).containsExactly(Capturing.UNMATCHED);
      assertThat(labels(events, "handler")).containsExactly(Capturing.UNMATCHED);
      assertThat(labels(events, "frontend_route")).containsExactly("__unknown__");
      assertThat(METHODS).containsAll(without("_OTHER", labels(events, "method")));
    }
  }

  private void sendAll(int port) {
    RawHttp http = RawHttp.connect(port);
    for (int i = 0; i < REQUESTS; i++) {
      String method = method();
      http.send(request(method));
      RawResponse response = method.equals("HEAD") ? http.readHead() : http.read();
      assertThat(response.status()).isBetween(400, 499);
      if ("close".equalsIgnoreCase(response.headers().first("Connection"))) {
        http.close();
        http = RawHttp.connect(port);
      }
    }
    http.close();
  }

  private String request(String method) {
    String path = "/random/" + random.nextInt() + word(PATH_CHARACTERS, random.nextInt(40));
    if (method.equals("OPTIONS")) {
      return RawHttp.preflight(path, "https://" + word("abc", 5) + ".example", method());
    }
    return RawHttp.request(method, path, "Content-Length: 0");
  }

  private String method() {
    return random.nextInt(4) == 0
        ? word("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3 + random.nextInt(6))
        : METHODS.get(random.nextInt(METHODS.size()));
  }

  private String word(String characters, int length) {
    return random
        .ints(length, 0, characters.length())
        .mapToObj(i -> String.valueOf(characters.charAt(i)))
        .collect(Collectors.joining());
  }

  private static Set<String> labels(List<JsonNode> events, String field) {
    return events.stream().map(event -> event.path(field).asText()).collect(Collectors.toSet());
  }

  private static Set<String> without(String label, Set<String> labels) {
    return labels.stream().filter(each -> !each.equals(label)).collect(Collectors.toSet());
  }
}
