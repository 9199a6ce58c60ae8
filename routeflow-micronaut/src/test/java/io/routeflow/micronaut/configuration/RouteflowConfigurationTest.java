package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteflowConfigurationTest {

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
    RouteflowConfiguration configuration =
        SampleConfiguration.with(Map.of("endpoint", endpoint, "ingest-path", ingestPath));
    assertThat(configuration.deliveryPath()).isEqualTo(path);
    assertThat(URI.create(configuration.deliveryPath()).getRawPath()).isEqualTo(path);
  }
}
