package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.ReceivedBatch;

@Tag("settings")
final class EnvironmentVariablesTest {

  @Test
  void theNineVariablesOfTheOtherSdksAreTheSettingsAndATypoIsWarnedOf() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            launch(ingest)
                .env("ROUTEFLOW_INGEST_KEY", "key-from-the-environment")
                .env("ROUTEFLOW_ENV", "production")
                .env("ROUTEFLOW_ENABLED", "TRUE")
                .env("ROUTEFLOW_SAMPLE_RATE", "1.0")
                .env("ROUTEFLOW_CODE_VERSION", "a7f91c")
                .env("ROUTEFLOW_MAX_EVENTS_PER_BATCH", "2")
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "3600000")
                .env("ROUTEFLOW_QUEUE_MAXSIZE", "3")
                .env("ROUTEFLOW_TIMEOUT_MS", "10000")
                .env("GIT_SHA", "not-this-one")
                .env("ROUTEFLOW_SAMPEL_RATE", "0.5")
                .env("ROUTEFLOW_JDBC_ENABLED", "true")
                .env("ROUTEFLOW_SERVICE_HOST", "10.0.0.1")
                .env("ROUTEFLOW_TAGS", "team=shop")
                .env("ROUTEFLOW_IGNORED_PATHS", "/none,/nowhere")
                .env("ROUTEFLOW_SHUTDOWN_TIMEOUT_MS", "20000")
                .systemProperty("endpoints.routeflow.sensitive", "false")
                .start()) {
      int port = PingProcess.portOf(process);
      assertShown(port);
      // never more than the queue holds: the next ones are for when a batch has left it
      Pings.send(port, 2);
      ingest.awaitBatches(1);
      Pings.send(port, 2);
      ingest.awaitBatches(2);
      Pings.send(port, 1);
      process.terminate();
      process.awaitExit();

      List<ReceivedBatch> batches = ingest.awaitBatches(3);
      assertThat(batches)
          .extracting(batch -> batch.events().size())
          .containsExactlyInAnyOrder(2, 2, 1);
      assertThat(batches.get(0).headers().all("Authorization"))
          .containsExactly("Bearer key-from-the-environment");
      JsonNode batch = batches.get(0).json();
      assertThat(batch.path("environment").asText()).isEqualTo("production");
      assertThat(batch.path("code_version").asText()).isEqualTo("a7f91c");
      assertThat(batch.path("service").path("tags").path("team").asText()).isEqualTo("shop");
      assertThat(process.output())
          .filteredOn(line -> line.contains("ROUTEFLOW_") || line.contains("routeflow."))
          .singleElement()
          .asString()
          .contains(
              "Unknown setting ROUTEFLOW_SAMPEL_RATE has no effect;"
                  + " did you mean ROUTEFLOW_SAMPLE_RATE?");
    }
  }

  @Test
  void aQueueThatHoldsLessThanABatchIsFullWhenTheQueueIs() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            launch(ingest)
                .env("ROUTEFLOW_INGEST_KEY", "key")
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "3600000")
                .env("ROUTEFLOW_QUEUE_MAXSIZE", "3")
                .start()) {
      Pings.send(PingProcess.portOf(process), 3);
      assertThat(ingest.awaitBatches(1).get(0).events()).hasSize(3);
    }
  }

  @Test
  void anAttemptTakesNoLongerThanTheVariableSays() {
    try (FakeIngest ingest = FakeIngest.start().answer(Answer.hang());
        JavaProcess process =
            launch(ingest)
                .env("ROUTEFLOW_INGEST_KEY", "key")
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
                .env("ROUTEFLOW_TIMEOUT_MS", "1234")
                .start()) {
      Pings.send(PingProcess.portOf(process), 1);
      process.awaitLine(
          line -> line.contains("Delivery to ingest fails (no answer within 1234 ms)"));
    }
  }

  @Test
  void ofASampleRateOfNothingNothingIsSent() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            launch(ingest)
                .env("ROUTEFLOW_INGEST_KEY", "key")
                .env("ROUTEFLOW_SAMPLE_RATE", "0.0")
                .start()) {
      Pings.send(PingProcess.portOf(process), 2);
      process.terminate();
      process.awaitExit();
      assertThat(ingest.attempts()).isEmpty();
    }
  }

  @Test
  void theCodeVersionIsDetectedFromTheVariablesOfBuildServices() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            launch(ingest)
                .env("ROUTEFLOW_INGEST_KEY", "key")
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
                .env("SOURCE_VERSION", "later")
                .env("GIT_SHA", "first")
                .start()) {
      Pings.send(PingProcess.portOf(process), 1);
      assertThat(ingest.awaitBatches(1).get(0).json().path("code_version").asText())
          .isEqualTo("first");
    }
  }

  @Test
  void offByVariableIsOff() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process = launch(ingest).env("ROUTEFLOW_ENABLED", "no").start()) {
      Pings.send(PingProcess.portOf(process), 2);
      process.terminate();
      process.awaitExit();
      assertThat(ingest.attempts()).isEmpty();
    }
  }

  /** What became of the variables, as the application itself shows it. */
  private static void assertShown(int port) {
    RawResponse state = RawHttp.exchange(port, RawHttp.get("/routeflow"));
    assertThat(state.text())
        .contains(
            "\"ingest-key\":\"(set)\"",
            "\"env\":\"production\"",
            "\"sample-rate\":1.0",
            "\"code-version\":\"a7f91c\"",
            "\"max-events-per-batch\":2",
            "\"flush-interval-ms\":3600000",
            "\"queue-maxsize\":3",
            "\"timeout-ms\":10000")
        .doesNotContain("key-from-the-environment");
  }

  private static JavaLaunch launch(FakeIngest ingest) {
    return JavaProcess.of(PingProcess.class).env("ROUTEFLOW_ENDPOINT", ingest.uri().toString());
  }
}
