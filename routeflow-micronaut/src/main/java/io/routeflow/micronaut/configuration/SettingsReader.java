package io.routeflow.micronaut.configuration;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.core.value.PropertyResolver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings as text and parses them itself, because a value that cannot be bound would
 * otherwise stop the application or, worse, fail each of its requests. A bad value is reported once
 * and replaced by the default. What is set in code is before what the environment says.
 */
final class SettingsReader {

  static final String PREFIX = "routeflow.";

  private static final String SEPARATOR = ",";
  private static final int MAX_SHOWN_VALUE = 64;

  /** Stands for a value with a placeholder that nothing resolves; no setting accepts it. */
  private static final String UNRESOLVED = "${…}\0";

  private final Map<String, String> inCode;
  private final PropertyResolver environment;
  private final List<String> warnings;

  SettingsReader(Map<String, String> inCode, PropertyResolver environment, List<String> warnings) {
    this.inCode = inCode;
    this.environment = environment;
    this.warnings = warnings;
  }

  <T> T read(Setting<T> setting) {
    String key = setting.key();
    String text = inCode.containsKey(key) ? inCode.get(key) : text(environment, PREFIX + key);
    if (text == null) {
      return setting.defaultValue();
    }
    Optional<T> value = setting.format().parse(text);
    if (value.isEmpty()) {
      warnings.add(warning(setting, text));
    }
    return value.orElse(setting.defaultValue());
  }

  /** Lists are joined, so that YAML lists and comma-separated variables are read alike. */
  static @Nullable String text(PropertyResolver environment, String key) {
    try {
      Optional<Object> value = environment.getProperty(key, Object.class);
      if (value.isPresent()) {
        return joined(value.get());
      }
      if (!environment.containsProperties(key)) {
        return null;
      }
      Map<String, Object> entries = environment.getProperties(key, StringConvention.RAW);
      return entries.isEmpty() ? null : joined(entries);
    } catch (ConfigurationException e) {
      return UNRESOLVED;
    }
  }

  /** A value as the text that its format reads. */
  static String joined(Object value) {
    if (value instanceof Iterable<?> list) {
      StringBuilder joined = new StringBuilder();
      for (Object entry : list) {
        joined.append(joined.isEmpty() ? "" : SEPARATOR).append(entry);
      }
      // an empty list is a value, an empty text is none
      return joined.isEmpty() ? SEPARATOR : joined.toString();
    }
    if (value instanceof Map<?, ?> map) {
      return joined(map.entrySet());
    }
    return String.valueOf(value);
  }

  private static String warning(Setting<?> setting, String text) {
    String shown = setting.secret() ? "the value" : "'" + printable(text) + "'";
    String used = setting.shownDefault().isEmpty() ? "nothing" : setting.shownDefault();
    return PREFIX
        + setting.key()
        + " must be "
        + setting.format().expected()
        + "; "
        + shown
        + " is not, using "
        + used;
  }

  /** Short, and without what could forge a line of the log. */
  static String printable(String text) {
    String cut = text.length() <= MAX_SHOWN_VALUE ? text : text.substring(0, MAX_SHOWN_VALUE) + "…";
    StringBuilder shown = new StringBuilder(cut);
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isISOControl(shown.charAt(i))) {
        shown.setCharAt(i, '?');
      }
    }
    return shown.toString();
  }
}
