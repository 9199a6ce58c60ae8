package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import io.routeflow.micronaut.opentelemetry.Protocol;
import org.jspecify.annotations.Nullable;

/** A protocol by OpenTelemetry's name of it, or by {@code http} for short. */
record ProtocolType() implements SettingType<Protocol> {

  private static final SettingType<Protocol> NAMES = SettingType.choice(Protocol.class);

  @Override
  public String expected() {
    return NAMES.expected();
  }

  @Override
  public @Nullable Protocol read(Object value, ConversionService conversion) {
    return String.valueOf(value).strip().equalsIgnoreCase("http")
        ? Protocol.HTTP
        : NAMES.read(value, conversion);
  }

  @Override
  public Object shown(Protocol value) {
    return NAMES.shown(value);
  }
}
