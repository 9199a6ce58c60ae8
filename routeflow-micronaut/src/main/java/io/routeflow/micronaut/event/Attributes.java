package io.routeflow.micronaut.event;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes text, numbers and booleans of whatever attributes hold: what JSON has no form for would
 * make a whole batch unreadable, and an object of the application may change later.
 */
final class Attributes {

  private Attributes() {}

  /** What the module itself says of the sampling: without it no sum of such events is right. */
  static Map<String, Object> marks(Map<String, Object> attributes) {
    Map<String, Object> marks = new HashMap<>();
    for (String name : List.of(Event.SAMPLE_RATE, Event.KEPT_BECAUSE)) {
      Object value = attributes.get(name);
      if (value != null) {
        marks.put(name, value);
      }
    }
    return marks.size() == attributes.size() ? attributes : marks;
  }

  /** The one with the other, which wins. */
  static Map<String, Object> merged(Map<String, Object> attributes, Map<String, Object> more) {
    if (more.isEmpty() || attributes.isEmpty()) {
      return more.isEmpty() ? attributes : more;
    }
    Map<String, Object> all = new LinkedHashMap<>(attributes);
    all.putAll(more);
    return all;
  }

  /** An immutable copy of plain values, in the same order: it is written so, and read again. */
  @SuppressWarnings("ReferenceEquality") // a map that cannot change is its own copy
  static Map<String, Object> plain(Map<String, Object> attributes) {
    if (arePlain(attributes)) {
      Map<String, Object> copy = Map.copyOf(attributes);
      if (copy == attributes || copy.size() == 1) {
        return copy;
      }
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      plain.put(WellFormed.text(attribute.getKey()), plain(attribute.getValue()));
    }
    return Collections.unmodifiableMap(plain);
  }

  /** A loop, since each event with attributes passes here. */
  private static boolean arePlain(Map<String, Object> attributes) {
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      if (!isPlain(attribute.getValue()) || !WellFormed.is(attribute.getKey())) {
        return false;
      }
    }
    return true;
  }

  private static Object plain(Object value) {
    if (isPlain(value)) {
      return value;
    }
    if (value instanceof String text) {
      return WellFormed.text(text);
    }
    return value instanceof Number number ? PlainNumber.of(number) : PlainText.of(value);
  }

  private static boolean isPlain(Object value) {
    return value instanceof String text
        ? WellFormed.is(text)
        : value instanceof Boolean || PlainNumber.isPlain(value);
  }
}
