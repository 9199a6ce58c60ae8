package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names with values as OpenTelemetry's variables have them: a value may be percent-encoded, so that
 * it can hold commas and spaces. As OpenTelemetry has it, a pair without a value is left out; where
 * there is no other, the setting or variable has no value that is accepted.
 */
record PairsType(int maxEntries, int maxLength) implements SettingType<Map<String, String>> {

  private static final int HEX = 16;

  @Override
  public String expected() {
    return entries().expected();
  }

  @Override
  public @Nullable Map<String, String> read(Object value, ConversionService conversion) {
    Map<String, String> encoded = entries().read(value, conversion);
    if (encoded == null) {
      return null;
    }
    Map<String, String> decoded = new LinkedHashMap<>();
    encoded.forEach((name, text) -> decoded.put(name, decode(text)));
    for (String text : decoded.values()) {
      if (!isPrintable(text)) {
        return null;
      }
    }
    return Map.copyOf(decoded);
  }

  @Override
  public @Nullable String remark(Object value) {
    return entries().remark(value);
  }

  @Override
  public String editorType() {
    return entries().editorType();
  }

  @Override
  public boolean hasEntries() {
    return true;
  }

  private SettingType<Map<String, String>> entries() {
    return SettingType.lenientMap(maxEntries, maxLength);
  }

  /** What is no valid code stands for itself. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], HEX) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], HEX);
      if (low < 0) {
        decoded[length++] = bytes[i];
      } else {
        decoded[length++] = (byte) (high * HEX + low);
        i += 2;
      }
    }
    return new String(decoded, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isPrintable(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }
}
