package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.RawHttp;
import suite.support.TestApplication;

/**
 * Services keep the same traces without a word to each other: two processes decide alike by the
 * trace id alone, whatever else the tail of each keeps.
 */
final class SampledProcessesTest {

  private static final int TRACES = 300;

  /** So few that most failures are left to the rate. */
  private static final int BUDGET = 2;

  @ParameterizedTest
  @ValueSource(strings = {"", "a secret of the deployment"})
  void twoProcessesDecideAlikeByTheTraceIdWhateverTheTailKeepsBeside(String secret) {
    try (FakeIngest firstIngest = FakeIngest.start();
        FakeIngest secondIngest = FakeIngest.start();
        JavaProcess first = start(firstIngest, secret, "en");
        JavaProcess second = start(secondIngest, secret, "tr")) {
      send(first, 3);
      send(second, 2);
      assertLawHolds(first);
      assertLawHolds(second);
      List<String> keptByFirst = keptByTheRate(first, firstIngest);
      List<String> keptBySecond = keptByTheRate(second, secondIngest);

      assertThat(keptByFirst)
          .hasSizeBetween(TRACES / 5, TRACES * 2 / 5)
          .containsExactlyInAnyOrderElementsOf(keptBySecond);
    }
  }

  /** The Turkish language changes what a text is in lower case. */
  private static JavaProcess start(FakeIngest ingest, String secret, String language) {
    JavaLaunch launch =
        JavaProcess.of(PingProcess.class)
            .option("-XX:TieredStopAtLevel=1")
            .option("-XX:+UseSerialGC")
            .option("-Duser.language=" + language);
    settings(ingest, secret).forEach(launch::systemProperty);
    return launch.start();
  }

  private static Map<String, String> settings(FakeIngest ingest, String secret) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("suite.tail", "true");
    settings.put("routeflow.endpoint", ingest.uri().toString());
    settings.put("routeflow.ingest-key", TestApplication.INGEST_KEY);
    settings.put("routeflow.timeout-ms", "20000");
    settings.put("routeflow.sample-rate", "0.3");
    settings.put("routeflow.tail-sampling.enabled", "true");
    settings.put("routeflow.tail-sampling.slower-than-ms", "3600000");
    settings.put("routeflow.tail-sampling.max-per-second", String.valueOf(BUDGET));
    settings.put("routeflow.console.enabled", "false");
    settings.put("endpoints.routeflow.sensitive", "false");
    if (!secret.isEmpty()) {
      settings.put("routeflow.sampling-secret", secret.replace(' ', '-'));
    }
    return settings;
  }

  private static void send(JavaProcess process, int everyNthFails) {
    try (RawHttp http = RawHttp.connect(PingProcess.portOf(process))) {
      for (int i = 0; i < TRACES; i++) {
        String path = i % everyNthFails == 0 ? "/tail/fails" : "/tail/works";
        http.send(RawHttp.request("GET", path, "x-routeflow-trace-id: Trace-I-" + i));
        http.read();
      }
    }
  }

  /** Of the ledger, as the process itself shows it, when nothing waits any more. */
  private static void assertLawHolds(JavaProcess process) {
    int port = PingProcess.portOf(process);
    await()
        .atMost(FakeIngest.PATIENCE)
        .untilAsserted(
            () -> {
              String text = RawHttp.exchange(port, RawHttp.get("/routeflow")).text();
              JsonNode counters = new ObjectMapper().readTree(text);
              long outcomes = counters.path("sent").asLong() + counters.path("spooled").asLong();
              for (Map.Entry<String, JsonNode> counter : counters.properties()) {
                boolean dropped = counter.getKey().startsWith("dropped_");
                outcomes += dropped ? counter.getValue().asLong() : 0;
              }
              assertThat(counters.path("waiting").asLong()).isZero();
              assertThat(counters.path("captured").asLong()).isGreaterThanOrEqualTo(TRACES);
              assertThat(outcomes)
                  .as("captured = sent + spooled + dropped, in %s", counters)
                  .isEqualTo(counters.path("captured").asLong());
            });
  }

  /** Ends the process, so that all that it keeps has arrived. */
  private static List<String> keptByTheRate(JavaProcess process, FakeIngest ingest) {
    process.terminate();
    int unused = process.awaitExit();
    List<JsonNode> events = ingest.events();
    List<JsonNode> byTheTail =
        events.stream().filter(SampledProcessesTest::isKeptByTheTail).toList();
    assertThat(byTheTail).as("kept by the tail").isNotEmpty().hasSizeLessThan(TRACES / 3);
    return events.stream()
        .filter(event -> !isKeptByTheTail(event))
        .map(event -> event.path("trace_id").asText())
        .toList();
  }

  private static boolean isKeptByTheTail(JsonNode event) {
    return event.path("attributes").has("routeflow.kept_because");
  }
}
