package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text of a limited length: printable, or visible ASCII only. */
record TextType(int minLength, int maxLength, boolean visibleOnly) implements SettingType<String> {

  @Override
  public String expected() {
    return minLength
        + " to "
        + maxLength
        + (visibleOnly ? " visible ASCII characters without spaces" : " printable characters");
  }

  @Override
  public @Nullable String read(Object value, ConversionService conversion) {
    String text = scalar(value);
    return text != null
            && text.length() >= minLength
            && text.length() <= maxLength
            && (visibleOnly ? isVisible(text) : isPrintable(text))
        ? text
        : null;
  }

  /** The text of a value without space around it; {@code null} where there is none. */
  static @Nullable String scalar(Object value) {
    if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
      return null;
    }
    String text = value.toString().strip();
    return text.isEmpty() ? null : text;
  }

  static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  static boolean isPrintable(String text) {
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
        return false;
      }
    }
    return true;
  }
}
