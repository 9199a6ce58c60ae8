package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names with values, both printable and neither blank.
 *
 * @param lenient whether a pair without a value is left out, and so are pairs beyond the limit; all
 *     of them are refused otherwise
 */
record MapType(int maxEntries, int maxLength, boolean lenient)
    implements SettingType<Map<String, String>> {

  @Override
  public String expected() {
    return "at most "
        + maxEntries
        + " entries name=value of at most "
        + maxLength
        + " characters, separated by commas";
  }

  @Override
  public @Nullable Map<String, String> read(Object value, ConversionService conversion) {
    Map<String, String> all = all(value);
    if (all == null || all.size() <= maxEntries) {
      return all == null ? null : Map.copyOf(all);
    }
    return lenient ? first(all) : null;
  }

  @Override
  public @Nullable String remark(Object value) {
    Map<String, String> all = all(value);
    return all != null && all.size() > maxEntries
        ? "left out: what comes after the first " + maxEntries
        : null;
  }

  @Override
  public String editorType() {
    return "java.util.Map<java.lang.String,java.lang.String>";
  }

  @Override
  public boolean hasEntries() {
    return true;
  }

  private static List<String> entries(Map<?, ?> map) {
    List<String> entries = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries.add(entry.getKey() + "=" + entry.getValue());
    }
    return entries;
  }

  private @Nullable Map<String, String> all(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(entries(map));
    }
    if (value instanceof Iterable<?> list) {
      List<Object> entries = new ArrayList<>();
      list.forEach(entries::add);
      return map(entries);
    }
    String text = TextType.scalar(value);
    return text == null ? null : map(Arrays.asList(text.split(",", -1)));
  }

  private Map<String, String> first(Map<String, String> all) {
    Map<String, String> first = new HashMap<>();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      if (first.size() == maxEntries) {
        break;
      }
      first.put(entry.getKey(), entry.getValue());
    }
    return Map.copyOf(first);
  }

  private @Nullable Map<String, String> map(List<?> entries) {
    Map<String, String> map = new LinkedHashMap<>();
    for (Object one : entries) {
      String entry = String.valueOf(one);
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.indexOf('=');
      if (equals <= 0 || entry.length() > maxLength || !TextType.isPrintable(entry)) {
        return null;
      }
      String name = entry.substring(0, equals).strip();
      String text = entry.substring(equals + 1).strip();
      if (name.isEmpty() || (text.isEmpty() && !lenient)) {
        return null;
      }
      if (!text.isEmpty()) {
        map.put(name, text);
      }
    }
    return map;
  }
}
