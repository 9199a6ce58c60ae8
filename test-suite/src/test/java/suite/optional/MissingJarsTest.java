package suite.optional;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.Pings;
import suite.support.TestApplication;

@Tag("libraries")
final class MissingJarsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "micronaut-management",
        "micronaut-micrometer-core,micrometer-core",
        "micronaut-security",
        "micronaut-reactor",
        "opentelemetry-api,opentelemetry-context,opentelemetry-common"
      })
  void withoutAnOptionalJarTheApplicationStartsCapturesAndDelivers(String jars) {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            JavaProcess.of(PingProcess.class)
                .classpathWithout(jars.split(","))
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
                .env("ROUTEFLOW_TIMEOUT_MS", "20000")
                .start()) {
      Pings.send(PingProcess.portOf(process), 3);
      ingest.awaitEvents(3);
      process.terminate();
      process.awaitExit();

      assertThat(process.output()).noneMatch(line -> line.contains("outeflow"));
      assertThat(process.output()).noneMatch(line -> line.contains("NoClassDefFound"));
    }
  }

  @Test
  void theHistogramWithoutMicrometerIsOneLineThatSaysWhatIsMissing() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            JavaProcess.of(PingProcess.class)
                .classpathWithout("micronaut-micrometer-core", "micrometer-core")
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
                .env("ROUTEFLOW_TIMEOUT_MS", "20000")
                .env("ROUTEFLOW_METRICS_ENABLED", "true")
                .start()) {
      Pings.send(PingProcess.portOf(process), 1);
      ingest.awaitEvents(1);
      process.terminate();
      process.awaitExit();

      assertThat(process.output())
          .filteredOn(line -> line.contains("outeflow"))
          .singleElement()
          .asString()
          .contains("routeflow.metrics.enabled has no effect", "micronaut-micrometer");
    }
  }
}
