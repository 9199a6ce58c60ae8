package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import io.routeflow.micronaut.opentelemetry.signals.SignalsEndpoint;
import org.jspecify.annotations.Nullable;

/** Host and port, with or without a scheme. */
record EndpointType() implements SettingType<String> {

  @Override
  public String expected() {
    return "host:port, or an http or https address without user and query";
  }

  @Override
  public @Nullable String read(Object value, ConversionService conversion) {
    String text = String.valueOf(value).strip();
    return SignalsEndpoint.isValid(text) ? text : null;
  }
}
