package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of several constants. */
record ChoiceType<E extends Enum<E>>(List<E> constants) implements SettingType<E> {

  @Override
  public String expected() {
    StringBuilder expected = new StringBuilder("one of ");
    for (E constant : constants) {
      expected.append(expected.length() > "one of ".length() ? ", " : "").append(text(constant));
    }
    return expected.toString();
  }

  @Override
  public @Nullable E read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    for (E constant : constants) {
      if (text(constant).equalsIgnoreCase(text)) {
        return constant;
      }
    }
    return null;
  }

  @Override
  public Object shown(E value) {
    return text(value);
  }

  private static String text(Enum<?> constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }
}
