package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.routeflow.micronaut.configuration.RedactedConfiguration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.LogCapture;

/** Settings of destinations, of the spool and of tail sampling, each by its variable. */
final class VariablesByNameTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ROUTEFLOW_QUEUE_MAX_BYTES, queue-max-bytes, 1048577",
    "ROUTEFLOW_MAX_ATTEMPTS, max-attempts, 7",
    "ROUTEFLOW_RETRY_BASE_MS, retry-base-ms, 77",
    "ROUTEFLOW_MAX_BATCHES_IN_FLIGHT, max-batches-in-flight, 5",
    "ROUTEFLOW_OFFLINE_QUEUE_MAX, offline-queue-max, 123",
    "ROUTEFLOW_CAPTURE_SUCCESS, capture-success, false",
    "ROUTEFLOW_SPOOL_ENABLED, spool.enabled, true",
    "ROUTEFLOW_SPOOL_DIRECTORY, spool.directory, /nowhere",
    "ROUTEFLOW_SPOOL_MAX_BYTES, spool.max-bytes, 1024",
    "ROUTEFLOW_SPOOL_MAX_FILES, spool.max-files, 17",
    "ROUTEFLOW_SPOOL_MAX_AGE_HOURS, spool.max-age-hours, 5",
    "ROUTEFLOW_SPOOL_WRITE_AHEAD, spool.write-ahead, true",
    "ROUTEFLOW_REPLAYSTACK_API_KEY, replaystack.api-key, (set)",
    "ROUTEFLOW_REPLAYSTACK_ENABLED, replaystack.enabled, false",
    "ROUTEFLOW_REPLAYSTACK_SERVICE_NAME, replaystack.service-name, cart",
    "ROUTEFLOW_REPLAYSTACK_ENVIRONMENT, replaystack.environment, staging",
    "ROUTEFLOW_REPLAYSTACK_APP_VERSION, replaystack.app-version, 1.2.3",
    "ROUTEFLOW_REPLAYSTACK_COMMIT_HASH, replaystack.commit-hash, a7f91c",
    "ROUTEFLOW_REPLAYSTACK_ASYNC, replaystack.async, false",
    "ROUTEFLOW_REPLAYSTACK_QUEUE_MAXSIZE, replaystack.queue-maxsize, 11",
    "ROUTEFLOW_REPLAYSTACK_FLUSH_INTERVAL_MS, replaystack.flush-interval-ms, 60000",
    "ROUTEFLOW_REPLAYSTACK_TIMEOUT_MS, replaystack.timeout-ms, 2345",
    "ROUTEFLOW_REPLAYSTACK_MAX_ATTEMPTS, replaystack.max-attempts, 4",
    "ROUTEFLOW_REPLAYSTACK_SAMPLE_RATE, replaystack.sample-rate, 0.25",
    "ROUTEFLOW_REPLAYSTACK_CAPTURE_SUCCESS, replaystack.capture-success, false",
    "ROUTEFLOW_REPLAYSTACK_OFFLINE_QUEUE_MAX, replaystack.offline-queue-max, 9",
    "ROUTEFLOW_REPLAYSTACK_SPOOL_ENABLED, replaystack.spool.enabled, true",
    "ROUTEFLOW_REPLAYSTACK_LEAVE_OUT, replaystack.leave-out, '[sql, auth]'",
    "ROUTEFLOW_TAIL_SAMPLING_ENABLED, tail-sampling.enabled, true",
    "ROUTEFLOW_TAIL_SAMPLING_SLOWER_THAN_MS, tail-sampling.slower-than-ms, 250",
    "ROUTEFLOW_TAIL_SAMPLING_MAX_PER_SECOND, tail-sampling.max-per-second, 3"
  })
  void aVariableIsTheSettingOfItsName(String variable, String key, String shown) {
    String value = shown.equals("(set)") ? "key-of-a-test" : shown.replaceAll("[\\[\\] ]", "");
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration", Level.WARN);
        ApplicationContext context =
            ApplicationContext.builder()
                .properties(Map.of("micronaut.security.enabled", false))
                .propertySources(
                    PropertySource.of(
                        "variables",
                        Map.of(variable, value),
                        PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE,
                        PropertySource.Origin.of("a test")))
                .start()) {
      Map<String, Object> settings = context.getBean(RedactedConfiguration.class).shown();
      assertThat(settings).containsKey(key);
      assertThat(String.valueOf(settings.get(key))).isEqualTo(shown);
      assertThat(log.messages()).isEmpty();
    }
  }
}
