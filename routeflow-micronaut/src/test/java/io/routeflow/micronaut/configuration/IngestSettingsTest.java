package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IngestSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "http://h, /v1/events, /v1/events",
    "http://h/, /v1/events, /v1/events",
    "http://h//, /v1/events, /v1/events",
    "http://h//a//b/, /in, /a/b/in",
    "http://h/a%20b, /in//x/, /a%20b/in/x/",
  })
  void batchesGoToTheEndpointsPathThenTheIngestPathHoweverManySlashesThereAre(
      String endpoint, String ingestPath, String path) {
    IngestSettings settings =
        SampleConfiguration.with(Map.of("endpoint", endpoint, "ingest-path", ingestPath)).ingest();
    assertThat(settings.deliveryPath()).isEqualTo(path);
    assertThat(URI.create(settings.deliveryPath()).getRawPath()).isEqualTo(path);
  }

  @Test
  void theirTextHasNoSecretNorWhatMayHoldOne() {
    IngestSettings settings =
        SampleConfiguration.with(
                Map.of(
                    "endpoint", "https://h:8443/s3cret",
                    "ingest-key", "s3cret",
                    "ingest-path", "/s3cret"))
            .ingest();
    assertThat(settings.toString()).contains("https://h:8443/…").doesNotContain("s3cret");
  }
}
