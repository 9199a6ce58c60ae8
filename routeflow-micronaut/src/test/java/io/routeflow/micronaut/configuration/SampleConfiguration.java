package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.value.MapPropertyResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Configurations for tests: the defaults, but for what is named. */
public final class SampleConfiguration {

  private SampleConfiguration() {}

  /** Fails on a value that is not accepted. */
  public static RouteflowConfiguration with(Map<String, String> settings) {
    LenientReader reader = reader(settings);
    return new RouteflowConfiguration(
        ModuleSettings.read(reader),
        IngestSettings.read(reader),
        new ServiceSettings(
            "orders", "1.0", "b7c1e2", "production", () -> null, Map.of("team", "shop")),
        CaptureSettings.read(reader),
        RequestSettings.read(reader, Set.of()),
        LaneSettings.of(reader.read(LaneSettings.INGEST)),
        SpoolSettings.read(reader),
        ConsoleSettings.OFF);
  }

  /** Those of ReplayStack, likewise. */
  public static ReplayStackSettings replayStack(Map<String, String> settings) {
    return ReplayStackSettings.of(reader(settings));
  }

  /** Those of the destinations, likewise; in code, since a map does not list what it has. */
  public static DestinationSettings destinations(Map<String, String> settings) {
    Map<String, Object> inCode = new HashMap<>(settings);
    return new DestinationSettings(
        reader(new RawValues(inCode, new MapPropertyResolver(Map.of()), Map.of())), List.of());
  }

  /** A reader of these settings, which fails on a value that is not accepted. */
  public static LenientReader reader(Map<String, String> settings) {
    Map<String, Object> properties = new HashMap<>();
    settings.forEach((key, value) -> properties.put(SettingGroup.ROOT + key, value));
    return reader(new RawValues(Map.of(), new MapPropertyResolver(properties), Map.of()));
  }

  private static LenientReader reader(RawValues values) {
    return new LenientReader(
        values,
        ConversionService.SHARED,
        warning -> {
          throw new IllegalArgumentException(warning);
        });
  }
}
