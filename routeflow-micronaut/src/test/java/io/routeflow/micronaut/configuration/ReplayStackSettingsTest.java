package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.value.MapPropertyResolver;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReplayStackSettingsTest {

  private final List<String> warnings = new ArrayList<>();

  @Test
  void theDefaultsAreThoseOfTheSdk() {
    ReplayStackSettings settings = settings(Map.of(), Map.of());

    assertThat(settings.isOn()).isFalse();
    assertThat(settings.address())
        .isEqualTo(URI.create("https://api.replaystack.co/api/v1/ingest/events"));
    assertThat(settings.deliveryPath()).isEqualTo("/api/v1/ingest/events");
    assertThat(settings.async()).isTrue();
    assertThat(settings.service())
        .isEqualTo(new ReplayStackSettings.Service(null, null, null, null));
    LaneSettings lane = settings.lane();
    assertThat(lane.maxEventsPerBatch()).isEqualTo(1);
    assertThat(lane.flushInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(lane.queueMaxsize()).isEqualTo(5000);
    assertThat(lane.maxBatchesInFlight()).isEqualTo(8);
    assertThat(lane.outage().offlineQueueMax()).isEqualTo(100);
    assertThat(lane.retry())
        .isEqualTo(new LaneSettings.Retry(Duration.ofMillis(2500), 2, Duration.ofMillis(500)));
    assertThat(lane.selection().sampleRate()).isEqualTo(1);
    assertThat(lane.selection().captureSuccess()).isTrue();
    assertThat(warnings).isEmpty();
  }

  @Test
  void eachVariableOfTheSdkIsReadWhereOurKeyIsNotSet() {
    Map<String, String> variables =
        Map.ofEntries(
            Map.entry("REPLAYSTACK_API_KEY", "rs_live"),
            Map.entry("REPLAYSTACK_ENDPOINT", "https://rs.example/base"),
            Map.entry("REPLAYSTACK_SERVICE_NAME", "orders"),
            Map.entry("REPLAYSTACK_ENVIRONMENT", "staging"),
            Map.entry("REPLAYSTACK_APP_VERSION", "1.0.0"),
            Map.entry("REPLAYSTACK_COMMIT_HASH", "a7f91c"),
            Map.entry("REPLAYSTACK_TIMEOUT_MS", "3000"),
            Map.entry("REPLAYSTACK_RETRIES", "4"),
            Map.entry("REPLAYSTACK_SAMPLE_RATE", "0.25"),
            Map.entry("REPLAYSTACK_CAPTURE_SUCCESS", "false"),
            Map.entry("REPLAYSTACK_OFFLINE_QUEUE_MAX", "7"),
            Map.entry("REPLAYSTACK_FLUSH_INTERVAL_MS", "0"));
    ReplayStackSettings settings = settings(Map.of(), variables);

    assertThat(settings.isOn()).isTrue();
    assertThat(settings.apiKey()).contains("rs_live");
    assertThat(settings.address())
        .isEqualTo(URI.create("https://rs.example/base/api/v1/ingest/events"));
    assertThat(settings.service())
        .isEqualTo(new ReplayStackSettings.Service("orders", "staging", "1.0.0", "a7f91c"));
    assertThat(settings.lane().retry().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.lane().retry().maxAttempts()).isEqualTo(5);
    assertThat(settings.lane().selection().sampleRate()).isEqualTo(0.25);
    assertThat(settings.lane().selection().captureSuccess()).isFalse();
    assertThat(settings.lane().flushInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.lane().outage().offlineQueueMax()).isEqualTo(7);
    assertThat(warnings).isEmpty();
  }

  @Test
  void theIngestUrlWinsOverTheEndpointAndOurKeysOverTheVariables() {
    Map<String, String> variables =
        Map.of(
            "REPLAYSTACK_INGEST_URL", "https://rs.example/events",
            "REPLAYSTACK_ENABLED", "false",
            "REPLAYSTACK_RETRIES", "4",
            "REPLAYSTACK_API_KEY", "theirs");
    assertThat(settings(Map.of(), variables).isOn()).isFalse();
    assertThat(settings(Map.of(), variables).address())
        .isEqualTo(URI.create("https://rs.example/events"));

    ReplayStackSettings ours =
        settings(
            Map.of(
                "replaystack.enabled", "true",
                "replaystack.api-key", "ours",
                "replaystack.max-attempts", "1",
                "replaystack.ingest-url", "http://127.0.0.1:8080"),
            variables);
    assertThat(ours.isOn()).isTrue();
    assertThat(ours.apiKey()).contains("ours");
    assertThat(ours.deliveryPath()).isEqualTo("/");
    assertThat(ours.lane().retry().maxAttempts()).isEqualTo(1);
    assertThat(ours.toString()).doesNotContain("ours").doesNotContain("events");
  }

  @Test
  void manyRetriesAreOneAttemptMoreUpToALimitThatIsWarnedOfAsItIsCounted() {
    for (int retries : new int[] {0, 9, 10, 11, 100}) {
      ReplayStackSettings settings =
          settings(Map.of(), Map.of("REPLAYSTACK_RETRIES", String.valueOf(retries)));
      assertThat(settings.lane().retry().maxAttempts()).isEqualTo(retries + 1);
    }
    assertThat(warnings).isEmpty();

    for (int retries : new int[] {-1, 101}) {
      warnings.clear();
      ReplayStackSettings settings =
          settings(Map.of(), Map.of("REPLAYSTACK_RETRIES", String.valueOf(retries)));
      assertThat(settings.lane().retry().maxAttempts()).isEqualTo(2);
      assertThat(warnings)
          .containsExactly(
              "Invalid value '"
                  + (retries + 1)
                  + "' for REPLAYSTACK_RETRIES + 1: expected an integer from 1 to 101; using the"
                  + " default 2");
    }
  }

  /** It would be the public service that gets what is meant for one's own. */
  @Test
  void withAnAddressThatIsNoneNothingIsSent() {
    for (String key : List.of("endpoint", "ingest-url")) {
      warnings.clear();
      ReplayStackSettings settings =
          settings(
              Map.of("replaystack.api-key", "rs_live", "replaystack." + key, "internal:8080"),
              Map.of());
      assertThat(settings.isOn()).isFalse();
      assertThat(settings.toString()).doesNotContain("api.replaystack.co");
      assertThat(warnings).singleElement().asString().endsWith("nothing is sent there");
    }
    ReplayStackSettings variable =
        settings(
            Map.of("replaystack.api-key", "rs_live"), Map.of("REPLAYSTACK_ENDPOINT", "internal"));
    assertThat(variable.isOn()).isFalse();
  }

  @Test
  void whatIsNoValueIsWarnedOfByTheNameUnderWhichItWasFound() {
    ReplayStackSettings settings =
        settings(
            Map.of("replaystack.flush-interval-ms", "5"),
            Map.of("REPLAYSTACK_RETRIES", "many", "REPLAYSTACK_API_KEY", "with space"));

    assertThat(settings.isOn()).isFalse();
    assertThat(settings.lane().retry().maxAttempts()).isEqualTo(2);
    assertThat(settings.lane().flushInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(warnings)
        .hasSize(3)
        .noneMatch(line -> line.contains("with space"))
        .anyMatch(line -> line.startsWith("Invalid value 'many' for REPLAYSTACK_RETRIES: "))
        .anyMatch(
            line ->
                line.equals(
                    "Invalid value '5' for routeflow.replaystack.flush-interval-ms: expected an"
                        + " integer from 10 to 3600000, or 0 for 1000; using the default 1000"));
  }

  @Test
  void theSizesOfTheSdkHoldForTheCapture() {
    DetailSettings details =
        DetailSettings.read(
            reader(
                Map.of(),
                Map.of(
                    "REPLAYSTACK_MAX_PAYLOAD_SIZE_BYTES", "10",
                    "REPLAYSTACK_MAX_BREADCRUMBS", "3")));
    assertThat(details.maxPayloadSizeBytes()).isEqualTo(10);
    assertThat(details.maxBreadcrumbs()).isEqualTo(3);
  }

  private ReplayStackSettings settings(Map<String, Object> inCode, Map<String, String> variables) {
    return ReplayStackSettings.of(reader(inCode, variables));
  }

  private LenientReader reader(Map<String, Object> inCode, Map<String, String> variables) {
    return new LenientReader(
        new RawValues(inCode, new MapPropertyResolver(Map.of()), variables),
        ConversionService.SHARED,
        warnings::add);
  }
}
