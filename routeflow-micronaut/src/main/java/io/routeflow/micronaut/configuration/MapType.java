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
 * @param lenient whether a pair without a value is left out, unless there is no other, and so are
 *     pairs beyond the limit; all of them are refused otherwise
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

  /**
   * The pairs that have a value.
   *
   * @param withoutValue how many others there are
   */
  private record Pairs(Map<String, String> all, int withoutValue) {}

  @Override
  public @Nullable Map<String, String> read(Object value, ConversionService conversion) {
    Pairs pairs = pairs(value);
    if (pairs == null || isRefused(pairs)) {
      return null;
    }
    return pairs.all.size() <= maxEntries ? Map.copyOf(pairs.all) : first(pairs.all);
  }

  /** Says how many pairs are left out, and not which: a name in the wrong place may be a secret. */
  @Override
  public @Nullable String remark(Object value) {
    Pairs pairs = pairs(value);
    if (pairs == null || isRefused(pairs)) {
      return null;
    }
    List<String> leftOut = new ArrayList<>();
    if (pairs.withoutValue > 0) {
      leftOut.add(
          pairs.withoutValue + (pairs.withoutValue == 1 ? " pair" : " pairs") + " without a value");
    }
    if (pairs.all.size() > maxEntries) {
      leftOut.add("what comes after the first " + maxEntries);
    }
    return leftOut.isEmpty() ? null : "left out: " + String.join(", ", leftOut);
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

  /** An empty map in place of pairs that all lack their value would pass for what is wanted. */
  private boolean isRefused(Pairs pairs) {
    boolean isNoneLeft = pairs.all.isEmpty() && pairs.withoutValue > 0;
    boolean isTooMuch = pairs.all.size() > maxEntries || pairs.withoutValue > 0;
    return isNoneLeft || (isTooMuch && !lenient);
  }

  private @Nullable Pairs pairs(Object value) {
    if (value instanceof Map<?, ?> map) {
      return pairs(entries(map));
    }
    if (value instanceof Iterable<?> list) {
      List<Object> entries = new ArrayList<>();
      list.forEach(entries::add);
      return pairs(entries);
    }
    String text = TextType.scalar(value);
    return text == null ? null : pairs(Arrays.asList(text.split(",", -1)));
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

  private @Nullable Pairs pairs(List<?> entries) {
    Map<String, String> all = new LinkedHashMap<>();
    int withoutValue = 0;
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
      if (name.isEmpty()) {
        return null;
      }
      if (text.isEmpty()) {
        withoutValue++;
      } else {
        all.put(name, text);
      }
    }
    return new Pairs(all, withoutValue);
  }
}
