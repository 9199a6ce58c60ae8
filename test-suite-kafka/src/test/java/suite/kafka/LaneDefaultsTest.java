package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.configuration.DestinationSettings;
import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.RedactedConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a destination waits, batches and repeats where nothing is set. */
final class LaneDefaultsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ingest, 5000, 50, 1000, 1500, 3, 500, 8, 0",
    "replaystack, 5000, 1, 1000, 2500, 2, 500, 8, 100",
    "otlp, 5000, 512, 1000, 10000, 5, 1000, 2, 0",
    "telemetryflow, 5000, 512, 1000, 10000, 5, 1000, 2, 0",
    // attempts and the waits between them are left to the producer
    "kafka, 5000, 500, 200, 30000, 1, , 8, 0",
    "destinations.mine, 5000, 50, 1000, 1500, 3, 500, 8, 0"
  })
  void eachDestinationHasItsOwn(
      String destination,
      String queue,
      String batch,
      String interval,
      String timeout,
      String attempts,
      String base,
      String inFlight,
      String offline) {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("queue-maxsize", queue);
    expected.put("max-events-per-batch", batch);
    expected.put("flush-interval-ms", interval);
    expected.put("timeout-ms", timeout);
    expected.put("max-attempts", attempts);
    expected.put("retry-base-ms", base);
    expected.put("max-batches-in-flight", inFlight);
    expected.put("offline-queue-max", offline);
    Map<String, Object> shown = shown();
    String prefix = destination.equals("ingest") ? "" : destination + ".";
    expected.forEach(
        (key, value) ->
            assertThat(String.valueOf(shown.get(prefix + key)))
                .as(prefix + key)
                .isEqualTo(String.valueOf(value)));
  }

  @Test
  void everyDestinationGetsAllOfEachEventOfEachTraceAndNoneIsKeptOnDisk() {
    Map<String, Object> shown = shown();
    for (String prefix :
        new String[] {"replaystack.", "otlp.", "telemetryflow.", "kafka.", "destinations.mine."}) {
      assertThat(String.valueOf(shown.get(prefix + "sample-rate"))).as(prefix).isEqualTo("1.0");
      assertThat(String.valueOf(shown.get(prefix + "capture-success")))
          .as(prefix)
          .isEqualTo("true");
      assertThat(String.valueOf(shown.get(prefix + "spool.enabled")))
          .as(prefix)
          .isEqualTo("routeflow.spool.enabled");
    }
    assertThat(String.valueOf(shown.get("spool.enabled"))).isEqualTo("false");
    assertThat(String.valueOf(shown.get("spool.max-bytes"))).isEqualTo("268435456");
    assertThat(String.valueOf(shown.get("spool.max-files"))).isEqualTo("10000");
    assertThat(String.valueOf(shown.get("spool.max-age-hours"))).isEqualTo("72");
    assertThat(String.valueOf(shown.get("spool.write-ahead"))).isEqualTo("false");
  }

  private static Map<String, Object> shown() {
    try (ApplicationContext context =
        ApplicationContext.run(
            Map.of("kafka.enabled", false, "routeflow.console.enabled", false))) {
      // an exporter of the application has its settings when it has its first event
      LaneSettings unused = context.getBean(DestinationSettings.class).of("mine");
      return Map.copyOf(withoutNulls(context.getBean(RedactedConfiguration.class).shown()));
    }
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> shown) {
    Map<String, Object> there = new LinkedHashMap<>(shown);
    there.values().removeIf(value -> value == null);
    return there;
  }
}
