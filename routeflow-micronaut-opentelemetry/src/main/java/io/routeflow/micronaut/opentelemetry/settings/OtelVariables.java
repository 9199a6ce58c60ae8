package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of OpenTelemetry that are no setting's fallback by themselves: switches, and those
 * of single signals. A value that is not accepted is as if it were not set.
 *
 * @param values the environment of the process
 */
record OtelVariables(Map<String, String> values) {

  private static final String EXPORTER = "OTEL_EXPORTER_OTLP_";

  /** Whether the whole of OpenTelemetry is switched off. */
  boolean isDisabled() {
    return "true".equalsIgnoreCase(text("OTEL_SDK_DISABLED"));
  }

  /** Whether a signal is switched off by the name of its exporter. */
  boolean isOff(Signal signal) {
    return "none".equalsIgnoreCase(text("OTEL_" + signal.name() + "_EXPORTER"));
  }

  /** A variable of one signal, such as {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}. */
  <T> @Nullable T of(Signal signal, String name, SettingType<T> type) {
    return read(EXPORTER + signal.name() + "_" + name, type);
  }

  /** A variable of all signals, such as {@code OTEL_EXPORTER_OTLP_TIMEOUT}. */
  <T> @Nullable T ofAll(String name, SettingType<T> type) {
    return read(EXPORTER + name, type);
  }

  /** The name of the service, if it is named. */
  @Nullable String serviceName(SettingType<String> type) {
    return read("OTEL_SERVICE_NAME", type);
  }

  private <T> @Nullable T read(String variable, SettingType<T> type) {
    String text = text(variable);
    return text.isEmpty() ? null : type.read(text, ConversionService.SHARED);
  }

  private String text(String name) {
    String text = values.get(name);
    return text == null ? "" : text.strip();
  }
}
