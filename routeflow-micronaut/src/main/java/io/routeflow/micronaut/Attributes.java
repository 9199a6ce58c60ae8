package io.routeflow.micronaut;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes text, numbers and booleans of whatever attributes hold: what JSON has no form for would
 * make a whole batch unreadable, and an object of the application may change later.
 */
final class Attributes {

  private Attributes() {}

  /** An immutable map of plain values; of the same ones where they are plain, which is the rule. */
  static Map<String, Object> plain(Map<String, Object> attributes) {
    if (arePlain(attributes)) {
      return Map.copyOf(attributes);
    }
    Map<String, Object> plain = new HashMap<>();
    attributes.forEach((name, value) -> plain.put(name, plain(value)));
    return Map.copyOf(plain);
  }

  /** A loop, since each event with attributes passes here. */
  private static boolean arePlain(Map<String, Object> attributes) {
    for (Object value : attributes.values()) {
      if (!isPlain(value)) {
        return false;
      }
    }
    return true;
  }

  private static Object plain(Object value) {
    if (isPlain(value)) {
      return value;
    }
    String text = value.toString();
    if (value instanceof Number) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        // not a number of JSON, such as NaN
        return text;
      }
    }
    return text;
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float real && Float.isFinite(real))
        || value.getClass() == BigDecimal.class
        || value.getClass() == BigInteger.class;
  }
}
