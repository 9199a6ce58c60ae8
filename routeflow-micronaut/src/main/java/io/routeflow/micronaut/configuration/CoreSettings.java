package io.routeflow.micronaut.configuration;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The settings of the core. */
@Singleton
final class CoreSettings implements SettingCatalog {

  private static final List<SettingGroup> GROUPS =
      List.of(
          ModuleSettings.GROUP,
          IngestSettings.GROUP,
          ServiceSettings.GROUP,
          CaptureSettings.GROUP,
          TailSamplingSettings.GROUP,
          DetailSettings.GROUP,
          RequestSettings.GROUP,
          PayloadSettings.GROUP,
          ExternalCallSettings.GROUP,
          PropagationSettings.GROUP,
          LaneSettings.INGEST,
          LaneSettings.DESTINATION,
          ReplayStackSettings.GROUP,
          ReplayStackSettings.LANE,
          SpoolSettings.GROUP,
          MetricsSettings.GROUP,
          ConsoleSettings.GROUP);

  @Override
  public String module() {
    return "routeflow-micronaut";
  }

  @Override
  public List<SettingGroup> groups() {
    return GROUPS;
  }

  @Override
  public Map<String, SettingGroup> destinations() {
    return Map.of(
        IngestSettings.NAME,
        LaneSettings.INGEST,
        ReplayStackSettings.NAME,
        ReplayStackSettings.LANE);
  }
}
