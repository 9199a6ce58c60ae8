package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names with values, both printable and neither blank. */
record MapType(int maxEntries, int maxLength) implements SettingType<Map<String, String>> {

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
      if (name.isEmpty() || text.isEmpty()) {
        return null;
      }
      map.put(name, text);
    }
    return map.size() <= maxEntries ? Map.copyOf(map) : null;
  }
}
