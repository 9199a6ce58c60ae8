package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.convert.ConversionService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DestinationSettingsTest {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Map<String, Object> properties = new HashMap<>();
  private final Map<String, Object> inCode = new HashMap<>();

  @Test
  void destinationsThatNoSettingNamesShortenNoInterval() {
    assertThat(shortest(A_MINUTE)).isEqualTo(A_MINUTE);
  }

  @Test
  void theShortestIntervalIsThatOfAnyExporterThatIsNamed() {
    properties.put("routeflow.destinations.audit.flush-interval-ms", 700);
    properties.put("routeflow.destinations.MyExporter.flush-interval-ms", "100");
    properties.put("routeflow.destinations.far.off.flush-interval-ms", "no number");
    assertThat(shortest(A_MINUTE)).isEqualTo(SHORT);
    assertThat(shortest(Duration.ofMillis(50))).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void whatIsSetInCodeCounts() {
    inCode.put("destinations.audit.flush-interval-ms", 100);
    assertThat(shortest(A_MINUTE)).isEqualTo(SHORT);
  }

  @Test
  void oneOfAModuleCountsWithItsDefaultOnceASettingOfItIsMade() {
    properties.put("routeflow.replaystack.api-key", "key");
    assertThat(shortest(A_MINUTE)).isEqualTo(Duration.ofSeconds(1));
  }

  private Duration shortest(Duration longest) {
    try (ApplicationContext context =
        ApplicationContext.builder().deduceEnvironment(false).build()) {
      Environment environment = context.getEnvironment();
      environment.addPropertySource(PropertySource.of("test", properties));
      environment.start();
      LenientReader reader =
          new LenientReader(
              new RawValues(inCode, environment, Map.of()),
              ConversionService.SHARED,
              warning -> {});
      return new DestinationSettings(reader, List.of(new CoreSettings()))
          .shortestFlushInterval(longest);
    }
  }
}
