package io.routeflow.micronaut.configuration;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.core.value.PropertyResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from: code, then Micronaut's environment, then variables of other products.
 *
 * @param inCode by path
 * @param environment the properties of the application
 * @param variables of the process
 */
record RawValues(
    Map<String, Object> inCode, PropertyResolver environment, Map<String, String> variables) {

  private static final int MAX_SHOWN = 64;

  /** Stands for a value with a placeholder that nothing resolves; no setting accepts it. */
  private static final String UNRESOLVED = "${…}\0";

  /**
   * A value with the name under which it was found.
   *
   * @param name the whole key, or the variable
   * @param value as it was given
   */
  record Found(String name, Object value) {}

  /** The same without what is set in code. */
  RawValues withoutCode() {
    return new RawValues(Map.of(), environment, variables);
  }

  /** The value of a path below {@code routeflow.}; {@code null} where none is set. */
  @Nullable Found own(String path) {
    Object value = find(path);
    if (value == null && !isHyphenated(path)) {
      // Micronaut knows other spellings by this one
      value = find(hyphenated(path));
    }
    return value == null ? null : new Found(SettingGroup.ROOT + path, value);
  }

  /** The values of variables that are set and not blank, the one that comes first at the start. */
  List<Found> others(List<Setting.Fallback> fallbacks) {
    List<Found> found = new ArrayList<>();
    for (Setting.Fallback fallback : fallbacks) {
      String text = variables.get(fallback.variable());
      if (text != null && !text.isBlank()) {
        found.add(fallback.of(text));
      }
    }
    return found;
  }

  /** The values of all paths below {@code routeflow.} that are like this. */
  List<Object> named(Pattern paths) {
    Map<String, Object> all = new HashMap<>(properties());
    all.putAll(inCode);
    return all.entrySet().stream()
        .filter(entry -> paths.matcher(entry.getKey()).matches())
        .flatMap(entry -> Stream.ofNullable(entry.getValue()))
        .toList();
  }

  private Map<String, Object> properties() {
    try {
      String root = SettingGroup.ROOT.substring(0, SettingGroup.ROOT.length() - 1);
      return environment.getProperties(root);
    } catch (ConfigurationException e) {
      // one with a placeholder that nothing resolves hides the others
      return Map.of();
    }
  }

  private @Nullable Object find(String path) {
    return inCode.containsKey(path)
        ? inCode.get(path)
        : find(environment, SettingGroup.ROOT + path);
  }

  private static boolean isHyphenated(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (Character.isUpperCase(path.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** As keys are written in YAML, each part by itself. */
  static String hyphenated(String path) {
    String[] parts = path.split("\\.", 0);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = NameUtils.hyphenate(parts[i], true);
    }
    return String.join(".", parts);
  }

  /** The value of a whole key: text, a number, a list, a map; {@code null} where none is set. */
  static @Nullable Object find(PropertyResolver environment, String key) {
    try {
      Optional<Object> value = environment.getProperty(key, Object.class);
      if (value.isPresent()) {
        return value.get();
      }
      if (!environment.containsProperties(key)) {
        return null;
      }
      Map<String, Object> entries = environment.getProperties(key, StringConvention.RAW);
      return entries.isEmpty() ? null : entries;
    } catch (ConfigurationException e) {
      return UNRESOLVED;
    }
  }

  /** Short, and without what could forge a line of the log. */
  static String printable(Object value) {
    String text = String.valueOf(value);
    String cut = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    StringBuilder shown = new StringBuilder(cut);
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isISOControl(shown.charAt(i))) {
        shown.setCharAt(i, '?');
      }
    }
    return shown.toString();
  }
}
