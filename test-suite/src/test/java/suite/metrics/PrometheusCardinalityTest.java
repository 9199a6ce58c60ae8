package suite.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import suite.seed.Seed;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.Pings;
import suite.support.RawHttp;

/** However many addresses are asked for that no route has, the series stay few. */
@Tag("load")
final class PrometheusCardinalityTest {

  private static final long SEED = Seed.ofRun();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PATHS = 10_000;
  private static final int AT_ONCE = 50;
  private static final int KEPT_APART = 1_000;
  private static final Pattern COUNT =
      Pattern.compile("http_request_duration_seconds_count\\{handler=\"([^\"]*)\".*} ([0-9.Ee]+)");

  /** Asked for last, so that all others are counted when it is. */
  private static final String TEMPLATED = "/ping/{number}";

  @Test
  void groupedTheyAreOneHandler() {
    assertThat(countsAfterRandomPaths("group"))
        .containsOnly(Map.entry("none", (long) PATHS), Map.entry(TEMPLATED, 1L));
  }

  @Test
  void ignoredTheyAreNone() {
    assertThat(countsAfterRandomPaths("ignore")).containsOnly(Map.entry(TEMPLATED, 1L));
  }

  @Test
  void byTheirPathsTheFirstOneThousandAreKeptApartAndTheRestIsOther() {
    Map<String, Long> counts = countsAfterRandomPaths("path");
    assertThat(counts).containsEntry("other", (long) PATHS - KEPT_APART);
    assertThat(counts.values().stream().mapToLong(count -> count).sum()).isEqualTo(PATHS + 1);
    assertThat(counts).as("with the other and the templated one").hasSize(KEPT_APART + 2);
  }

  private static Map<String, Long> countsAfterRandomPaths(String mode) {
    try (JavaProcess process =
        PrometheusTest.application()
            .systemProperty("routeflow.metrics.untemplated", mode)
            .start()) {
      int port = PingProcess.portOf(process);
      askForRandomPaths(port);
      Pings.send(port, 1);
      await().atMost(PATIENCE).until(() -> counts(port).containsKey(TEMPLATED));
      return counts(port);
    }
  }

  private static void askForRandomPaths(int port) {
    Random random = new Random(SEED);
    try (RawHttp http = RawHttp.connect(port)) {
      for (int sent = 0; sent < PATHS; sent += AT_ONCE) {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < AT_ONCE; i++) {
          String path = "/" + (sent + i) + "/" + Long.toHexString(random.nextLong());
          requests.append(RawHttp.get(path + "?a=" + random.nextInt()));
        }
        http.send(requests.toString());
        for (int i = 0; i < AT_ONCE; i++) {
          assertThat(http.read().status()).isEqualTo(404);
        }
      }
    }
  }

  /** How often each handler was asked for. */
  private static Map<String, Long> counts(int port) {
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> lines = PrometheusTest.lines(port);
    for (String line : lines) {
      Matcher count = COUNT.matcher(line);
      if (count.matches()) {
        counts.merge(count.group(1), (long) Double.parseDouble(count.group(2)), Long::sum);
      }
    }
    return counts;
  }
}
