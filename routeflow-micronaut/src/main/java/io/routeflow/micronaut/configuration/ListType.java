package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of values of another type. An entry that is not accepted is left out, and the others
 * apply: with one excluded path more than is meant to be excluded must not come back.
 *
 * @param entry what each of them is
 * @param separator how text is divided into entries
 */
record ListType<T>(SettingType<T> entry, Separator separator) implements SettingType<List<T>> {

  private static final int MAX_ENTRIES = 256;
  private static final int MAX_NAMED = 8;

  /** Divides text into entries. */
  interface Separator {

    /** The entries, blank ones among them. */
    List<String> entriesOf(String text);
  }

  @Override
  public String expected() {
    return "a list of at most " + MAX_ENTRIES + " entries, each " + entry.expected();
  }

  @Override
  public @Nullable List<T> read(Object value, ConversionService conversion) {
    return value instanceof Iterable<?> || TextType.scalar(value) != null
        ? list(entriesOf(value), conversion)
        : null;
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

  /** Says which entries are left out, by their places: what they hold may be anything. */
  @Override
  public @Nullable String remark(Object value) {
    List<Integer> leftOut = new ArrayList<>();
    int place = 0;
    int accepted = 0;
    for (Object one : entriesOf(value)) {
      place++;
      if (isBlank(one)) {
        continue;
      }
      if (accepted < MAX_ENTRIES && accepts(one, ConversionService.SHARED) != null) {
        accepted++;
      } else if (leftOut.size() < MAX_NAMED) {
        leftOut.add(place);
      }
    }
    return leftOut.isEmpty() ? null : "left out: entry " + placesOf(leftOut);
  }

  private static String placesOf(List<Integer> places) {
    return String.join(", ", places.stream().map(String::valueOf).toList());
  }

  private Iterable<?> entriesOf(Object value) {
    if (value instanceof Iterable<?> entries) {
      return entries;
    }
    String text = TextType.scalar(value);
    return text == null ? List.of() : separator.entriesOf(text);
  }

  /** Blank entries are left out; {@code null} where none of the others is accepted. */
  private @Nullable List<T> list(Iterable<?> entries, ConversionService conversion) {
    List<T> values = new ArrayList<>();
    boolean all = true;
    for (Object one : entries) {
      if (isBlank(one)) {
        continue;
      }
      T value = accepts(one, conversion);
      if (value == null || values.size() == MAX_ENTRIES) {
        all = false;
      } else {
        values.add(value);
      }
    }
    return values.isEmpty() && !all ? null : List.copyOf(values);
  }

  private @Nullable T accepts(Object one, ConversionService conversion) {
    return one instanceof Map<?, ?> ? null : entry.read(one, conversion);
  }

  private static boolean isBlank(@Nullable Object one) {
    return one == null || one.toString().isBlank();
  }
}
