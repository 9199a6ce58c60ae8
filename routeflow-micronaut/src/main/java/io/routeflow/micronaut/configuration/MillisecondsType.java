package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A duration by its milliseconds.
 *
 * @param number the milliseconds
 * @param zero what 0 stands for, where it stands for something else
 */
record MillisecondsType(SettingType<Integer> number, @Nullable Duration zero)
    implements SettingType<Duration> {

  private static final SettingType<Integer> ZERO = SettingType.integer(0, 0);

  @Override
  public String expected() {
    return number.expected() + (zero == null ? "" : ", or 0 for " + zero.toMillis());
  }

  @Override
  public @Nullable Duration read(Object value, ConversionService conversion) {
    Integer millis = number.read(value, conversion);
    if (millis == null && zero != null && ZERO.read(value, conversion) != null) {
      return zero;
    }
    return millis == null ? null : Duration.ofMillis(millis);
  }

  @Override
  public Object shown(Duration value) {
    return value.toMillis();
  }

  @Override
  public String editorType() {
    return number.editorType();
  }
}
