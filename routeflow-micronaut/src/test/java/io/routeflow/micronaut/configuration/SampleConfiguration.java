package io.routeflow.micronaut.configuration;

import io.micronaut.core.value.MapPropertyResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Configurations for tests: the defaults, but for what is named. */
public final class SampleConfiguration {

  private SampleConfiguration() {}

  public static RouteflowConfiguration with(Map<String, String> settings) {
    List<String> warnings = new ArrayList<>();
    SettingsReader reader =
        new SettingsReader(settings, new MapPropertyResolver(Map.of()), warnings);
    RouteflowConfiguration configuration =
        ConfigurationFactory.read(
            reader,
            new RouteflowConfiguration.Service(
                "orders", "1.0", "b7c1e2", "production", () -> null, Map.of("team", "shop")),
            RouteflowConfiguration.Console.OFF);
    if (!warnings.isEmpty()) {
      throw new IllegalArgumentException(warnings.toString());
    }
    return configuration;
  }
}
