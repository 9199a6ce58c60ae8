package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tags: names, with or without a value. An entry that is not accepted is left out, and the others
 * apply: a service that lacks one tag is found by the others.
 */
record TagsType(int maxEntries, int maxLength) implements SettingType<Map<String, String>> {

  /** Of a name alone. */
  private static final String SET = "true";

  @Override
  public String expected() {
    return "at most "
        + maxEntries
        + " entries, each a name or name=value, of at most "
        + maxLength
        + " characters, separated by commas";
  }

  /**
   * What is accepted.
   *
   * @param leftOut how many entries are not
   */
  private record Tags(Map<String, String> all, int leftOut) {}

  @Override
  public @Nullable Map<String, String> read(Object value, ConversionService conversion) {
    Tags tags = tags(entriesOf(value));
    return tags.all.isEmpty() && tags.leftOut > 0 ? null : Map.copyOf(tags.all);
  }

  /** Says how many entries are left out, and not which: they may hold anything. */
  @Override
  public @Nullable String remark(Object value) {
    int leftOut = tags(entriesOf(value)).leftOut;
    return leftOut == 0 ? null : "left out: " + leftOut + (leftOut == 1 ? " entry" : " entries");
  }

  @Override
  public String editorType() {
    return "java.util.Map<java.lang.String,java.lang.String>";
  }

  @Override
  public boolean hasEntries() {
    return true;
  }

  private static List<?> entriesOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return List.copyOf(map.entrySet());
    }
    if (!(value instanceof Iterable<?> listed)) {
      return Arrays.asList(value.toString().split(",", -1));
    }
    List<Object> entries = new ArrayList<>();
    for (Object one : listed) {
      if (one instanceof Map<?, ?> map) {
        entries.addAll(map.entrySet());
      } else {
        entries.add(one == null ? "" : one);
      }
    }
    return entries;
  }

  private Tags tags(List<?> entries) {
    Map<String, String> all = new LinkedHashMap<>();
    int leftOut = 0;
    for (Object entry : entries) {
      String text = text(entry);
      if (!text.isBlank() && !add(text, all)) {
        leftOut++;
      }
    }
    return new Tags(all, leftOut);
  }

  /** As {@code name=value}, also where it is an entry of a map. */
  private static String text(Object entry) {
    if (entry instanceof Map.Entry<?, ?> pair) {
      Object value = pair.getValue();
      boolean isScalar = !(value instanceof Map<?, ?>) && !(value instanceof Iterable<?>);
      return pair.getKey() + "=" + (value != null && isScalar ? value : "");
    }
    return entry.toString();
  }

  private boolean add(String entry, Map<String, String> all) {
    int equals = entry.indexOf('=');
    String name = (equals < 0 ? entry : entry.substring(0, equals)).strip();
    String value = equals < 0 ? SET : entry.substring(equals + 1).strip();
    boolean isAccepted =
        !name.isEmpty()
            && !value.isEmpty()
            && entry.length() <= maxLength
            && TextType.isPrintable(entry.strip())
            && (all.size() < maxEntries || all.containsKey(name));
    if (isAccepted) {
      all.put(name, value);
    }
    return isAccepted;
  }
}
