package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of what is to be taken out. Any entry is accepted, because an entry that is left out would
 * leave in what should be out: those who use the list fail closed on what they cannot read. Text is
 * divided at commas that are neither in quotes nor in brackets or braces; lists are not divided.
 *
 * @param takesKeys whether the keys of a map are entries; else a map is no list
 */
record RedactionListType(boolean takesKeys) implements SettingType<List<String>> {

  private static final int MAX_ENTRIES = 4_096;

  /** Stand for what cannot be read; they are neither a header's name nor a path. */
  private static final String TOO_MANY = "(more than " + MAX_ENTRIES + " entries)";

  private static final String NO_LIST = "(not a list)";

  @Override
  public String expected() {
    return "a list with at least one entry";
  }

  @Override
  public @Nullable List<String> read(Object value, ConversionService conversion) {
    List<String> entries = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      if (!takesKeys) {
        return List.of(NO_LIST);
      }
      addKeys(map, entries);
      return entries.isEmpty() ? null : bounded(entries);
    }
    if (value instanceof Iterable<?> listed) {
      for (Object entry : listed) {
        String text = entry == null ? "" : entry.toString().strip();
        if (!text.isEmpty()) {
          entries.add(text);
        }
      }
      return bounded(entries);
    }
    List<String> divided = split(value.toString());
    return divided.isEmpty() ? null : bounded(divided);
  }

  private static void addKeys(Map<?, ?> map, List<String> entries) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entries.size() <= MAX_ENTRIES) {
        entries.add(String.valueOf(entry.getKey()).strip());
      }
      if (entry.getValue() instanceof Map<?, ?> inner) {
        addKeys(inner, entries);
      }
    }
  }

  @Override
  public @Nullable String remark(Object value) {
    if (!(value instanceof Map<?, ?>)) {
      return null;
    }
    return takesKeys
        ? "the keys of the map are taken"
        : "since it is a map, all that it is for is left out";
  }

  @Override
  public Object shown(List<String> value) {
    return value;
  }

  @Override
  public String editorType() {
    return "java.util.List<java.lang.String>";
  }

  @Override
  public boolean hasEntries() {
    return true;
  }

  /** Whether an entry stands for something that cannot be read. */
  static boolean isNoEntry(String entry) {
    return entry.equals(TOO_MANY) || entry.equals(NO_LIST);
  }

  private static List<String> bounded(List<String> entries) {
    if (entries.size() <= MAX_ENTRIES) {
      return List.copyOf(entries);
    }
    List<String> bounded = new ArrayList<>(entries.subList(0, MAX_ENTRIES));
    bounded.add(TOO_MANY);
    return List.copyOf(bounded);
  }

  /** Blanks around an entry are cut, empty ones are left out. */
  static List<String> split(String text) {
    List<String> paths = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth <= 0) {
        paths.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    paths.add(text.substring(start).strip());
    paths.removeIf(String::isEmpty);
    return List.copyOf(paths);
  }
}
