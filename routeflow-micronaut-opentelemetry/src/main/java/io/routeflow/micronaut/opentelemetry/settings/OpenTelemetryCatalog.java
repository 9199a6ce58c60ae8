package io.routeflow.micronaut.opentelemetry.settings;

import io.routeflow.micronaut.configuration.SettingCatalog;
import io.routeflow.micronaut.configuration.SettingGroup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The settings of the module. */
@Singleton
final class OpenTelemetryCatalog implements SettingCatalog {

  @Override
  public String module() {
    return "routeflow-micronaut-opentelemetry";
  }

  @Override
  public List<SettingGroup> groups() {
    return List.of(OtlpKeys.GROUP, OtlpKeys.LANE, TelemetryFlowKeys.GROUP, TelemetryFlowKeys.LANE);
  }

  @Override
  public Map<String, SettingGroup> destinations() {
    return Map.of("otlp", OtlpKeys.LANE, TelemetryFlowKeys.NAME, TelemetryFlowKeys.LANE);
  }
}
