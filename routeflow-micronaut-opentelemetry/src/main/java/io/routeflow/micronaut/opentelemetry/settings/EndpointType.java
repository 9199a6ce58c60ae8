package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import io.routeflow.micronaut.opentelemetry.signals.SignalsEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Host and port, with or without a scheme. What is none of these stands for {@link #NOWHERE}, not
 * for the default: the key and the telemetry meant for one receiver would go to another.
 */
record EndpointType() implements SettingType<String> {

  /** The endpoint where what is set is none: nothing is sent. */
  static final String NOWHERE = "";

  @Override
  public String expected() {
    return "host:port, or an http or https address without user and query";
  }

  @Override
  public String read(Object value, ConversionService conversion) {
    String text = String.valueOf(value).strip();
    return SignalsEndpoint.isValid(text) ? text : NOWHERE;
  }

  @Override
  public @Nullable String remark(Object value) {
    return read(value, ConversionService.SHARED).equals(NOWHERE)
        ? "nothing is sent to TelemetryFlow"
        : null;
  }
}
