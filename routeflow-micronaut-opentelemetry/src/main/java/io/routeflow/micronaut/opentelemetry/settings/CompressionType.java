package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import org.jspecify.annotations.Nullable;

/** A kind of compression, or whether there is one, as the clients of TelemetryFlow have it. */
record CompressionType() implements SettingType<Compression> {

  private static final SettingType<Compression> KIND = SettingType.choice(Compression.class);
  private static final SettingType<Boolean> SWITCH = SettingType.flag();

  @Override
  public String expected() {
    return KIND.expected() + ", or true for gzip, false for none";
  }

  @Override
  public @Nullable Compression read(Object value, ConversionService conversion) {
    Compression kind = KIND.read(value, conversion);
    if (kind != null) {
      return kind;
    }
    Boolean isOn = SWITCH.read(value, conversion);
    return isOn == null ? null : isOn ? Compression.GZIP : Compression.NONE;
  }

  @Override
  public Object shown(Compression value) {
    return KIND.shown(value);
  }

  @Override
  public String editorType() {
    return KIND.editorType();
  }
}
