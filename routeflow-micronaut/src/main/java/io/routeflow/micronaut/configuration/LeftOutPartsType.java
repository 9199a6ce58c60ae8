package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.event.EventPartName;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of events that a destination must not get. Where one of them cannot be read, all parts
 * are left out: with a misspelled word what must not leave would be sent.
 */
record LeftOutPartsType() implements SettingType<List<EventPartName>> {

  private static final SettingType<EventPartName> PART = SettingType.choice(EventPartName.class);

  @Override
  public String expected() {
    return "a list, each " + PART.expected();
  }

  /** Nothing at all is no mistake that leaves something in. */
  @Override
  public @Nullable List<EventPartName> read(Object value, ConversionService conversion) {
    if (value.toString().isBlank()) {
      return null;
    }
    Set<EventPartName> parts = new LinkedHashSet<>();
    for (Object entry : entries(value)) {
      if (entry == null || entry.toString().isBlank()) {
        continue;
      }
      // as keys are written
      EventPartName part = PART.read(entry.toString().replace('-', '_'), conversion);
      if (part == null) {
        return List.of(EventPartName.values());
      }
      parts.add(part);
    }
    return List.copyOf(parts);
  }

  /** Anything that is no list is one entry, which is none of the parts. */
  private static Iterable<?> entries(Object value) {
    if (value instanceof Iterable<?> entries) {
      return entries;
    }
    String text = TextType.scalar(value);
    return text == null ? List.of(value.toString()) : Arrays.asList(text.split(",", -1));
  }

  @Override
  public @Nullable String remark(Object value) {
    List<EventPartName> all = List.of(EventPartName.values());
    return all.equals(read(value, ConversionService.SHARED)) && !namesAll(value)
        ? "all parts are left out"
        : null;
  }

  private static boolean namesAll(Object value) {
    String text = value.toString().toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(EventPartName.values())
        .allMatch(part -> text.contains(PART.shown(part).toString()));
  }

  @Override
  public Object shown(List<EventPartName> value) {
    return value.stream().map(PART::shown).toList();
  }

  @Override
  public String editorType() {
    return "java.util.List<java.lang.String>";
  }

  @Override
  public boolean hasEntries() {
    return true;
  }
}
