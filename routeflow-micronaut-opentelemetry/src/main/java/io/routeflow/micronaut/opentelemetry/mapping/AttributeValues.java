package io.routeflow.micronaut.opentelemetry.mapping;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;

/** Values as OpenTelemetry's attributes have them. Pure. */
@Internal
public final class AttributeValues {

  private AttributeValues() {}

  /** Puts a flag, a number, or of anything else its text, of at most so many characters. */
  public static void put(AttributesBuilder attributes, String name, Object value, int maxText) {
    if (value instanceof Boolean flag) {
      attributes.put(AttributeKey.booleanKey(name), flag);
    } else if (value instanceof Double || value instanceof Float) {
      attributes.put(AttributeKey.doubleKey(name), ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      attributes.put(AttributeKey.longKey(name), ((Number) value).longValue());
    } else {
      String text = String.valueOf(value);
      attributes.put(
          AttributeKey.stringKey(name),
          text.length() <= maxText ? text : text.substring(0, maxText));
    }
  }
}
