package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import org.jspecify.annotations.Nullable;

/** A number within limits. It is read from its text, so that none is cut to fit its type. */
record NumberType<N extends Number>(Class<N> type, String kind, long min, long max)
    implements SettingType<N> {

  @Override
  public String expected() {
    return kind + " from " + min + " to " + max;
  }

  @Override
  public @Nullable N read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    N number = text == null ? null : conversion.convert(text, type).orElse(null);
    // not a number is within no limits
    return number != null && number.doubleValue() >= min && number.doubleValue() <= max
        ? number
        : null;
  }

  @Override
  public String editorType() {
    return type.getName();
  }
}
