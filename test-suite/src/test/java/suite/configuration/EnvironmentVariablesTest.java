package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.Pings;
import suite.support.ReceivedBatch;

final class EnvironmentVariablesTest {

  @Test
  void theNineVariablesOfTheOtherSdksAreTheSettingsAndATypoIsToldOf() {
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
                .start()) {
      int port = PingProcess.portOf(process);
      Pings.send(port, 5);
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
              "ROUTEFLOW_SAMPEL_RATE is no setting and has no effect;"
                  + " did you mean ROUTEFLOW_SAMPLE_RATE?");
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

  private static JavaLaunch launch(FakeIngest ingest) {
    return JavaProcess.of(PingProcess.class).env("ROUTEFLOW_ENDPOINT", ingest.uri().toString());
  }
}
