package io.routeflow.micronaut.opentelemetry.mapping;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values as OpenTelemetry's attributes have them. Thread-safe. */
@Internal
public final class AttributeValues {

  /** Names whose keys are kept; those of an application are a few. */
  static final int MAX_NAMES = 500;

  private static final int MAX_KEPT_NAME = 256;
  private static final Map<String, Named> KNOWN = new ConcurrentHashMap<>();

  private AttributeValues() {}

  /** A key of each type: each holds its name encoded, which is not to be done for each span. */
  private record Named(
      AttributeKey<Boolean> flag,
      AttributeKey<Double> decimal,
      AttributeKey<Long> number,
      AttributeKey<String> text) {

    static Named of(String name) {
      Named known = KNOWN.get(name);
      if (known == null) {
        known =
            new Named(
                AttributeKey.booleanKey(name),
                AttributeKey.doubleKey(name),
                AttributeKey.longKey(name),
                AttributeKey.stringKey(name));
        if (KNOWN.size() < MAX_NAMES && name.length() <= MAX_KEPT_NAME) {
          KNOWN.put(name, known);
        }
      }
      return known;
    }
  }

  /** Puts a flag, a number, or of anything else its text, of at most so many characters. */
  public static void put(AttributesBuilder attributes, String name, Object value, int maxText) {
    Named key = Named.of(name);
    if (value instanceof Boolean flag) {
      attributes.put(key.flag(), flag);
    } else if (value instanceof Double || value instanceof Float) {
      attributes.put(key.decimal(), (Double) ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      attributes.put(key.number(), (Long) ((Number) value).longValue());
    } else {
      String text = String.valueOf(value);
      attributes.put(key.text(), text.length() <= maxText ? text : text.substring(0, maxText));
    }
  }
}
