package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of values of another type. */
record ListType<T>(SettingType<T> entry) implements SettingType<List<T>> {

  private static final int MAX_ENTRIES = 256;

  @Override
  public String expected() {
    return "a list of at most " + MAX_ENTRIES + " entries, each " + entry.expected();
  }

  @Override
  public @Nullable List<T> read(Object value, ConversionService conversion) {
    if (value instanceof Iterable<?> entries) {
      return list(entries, conversion);
    }
    String text = TextType.scalar(value);
    return text == null ? null : list(Arrays.asList(text.split(",", -1)), conversion);
  }

  @Override
  public Object shown(List<T> value) {
    List<Object> shown = new ArrayList<>();
    for (T one : value) {
      shown.add(entry.shown(one));
    }
    return List.copyOf(shown);
  }

  @Override
  public String editorType() {
    return "java.util.List<java.lang.String>";
  }

  @Override
  public boolean hasEntries() {
    return true;
  }

  /** Blank entries are left out. */
  private @Nullable List<T> list(Iterable<?> entries, ConversionService conversion) {
    List<T> values = new ArrayList<>();
    for (Object one : entries) {
      if (one == null || one.toString().isBlank()) {
        continue;
      }
      T value = one instanceof Map<?, ?> ? null : entry.read(one, conversion);
      if (value == null || values.size() == MAX_ENTRIES) {
        return null;
      }
      values.add(value);
    }
    return List.copyOf(values);
  }
}
