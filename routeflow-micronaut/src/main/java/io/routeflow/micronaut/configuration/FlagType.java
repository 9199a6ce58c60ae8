package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Yes or no. Not by the framework's conversion, which takes every text that it does not know for a
 * no: a typo would switch off silently.
 *
 * @param isReadBeforeBeans whether conditions of beans ask for it
 */
record FlagType(boolean isReadBeforeBeans) implements SettingType<Boolean> {

  @Override
  public String expected() {
    return "true or false";
  }

  @Override
  public @Nullable Boolean read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> null;
    };
  }

  @Override
  public String editorType() {
    return Boolean.class.getName();
  }
}
