package io.routeflow.micronaut.configuration;

import java.util.Map;

/** Configurations for tests: the defaults, but for what is named. */
public final class SampleConfiguration {

  private SampleConfiguration() {}

  public static RouteflowConfiguration with(Map<String, String> settings) {
    SettingsReader reader =
        new SettingsReader(
            settings::get,
            warning -> {
              throw new IllegalArgumentException(warning);
            });
    return ConfigurationFactory.read(
        reader,
        new RouteflowConfiguration.Service(
            "orders", "1.0", "b7c1e2", "production", null, Map.of("team", "shop")),
        RouteflowConfiguration.Console.OFF);
  }
}
