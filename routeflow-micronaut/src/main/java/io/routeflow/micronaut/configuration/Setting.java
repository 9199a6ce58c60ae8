package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One setting: the only place that knows its default, its range and its description. Warnings,
 * documentation and the metadata for editors are made from these.
 *
 * @param <T> the type of its value
 * @param key the key below the prefix of its group
 * @param type which values are accepted
 * @param defaultValue what applies where nothing, or nothing acceptable, is set; may be null
 * @param shownDefault the default as documentation and warnings show it; may be empty
 * @param exposure who may see a value
 * @param fallbacks where a value is taken from while the key is not set, the first one winning
 * @param description what it is for, in one or two sentences
 * @since 0.1.0
 */
@Internal
public record Setting<T>(
    String key,
    SettingType<T> type,
    @Nullable T defaultValue,
    String shownDefault,
    Exposure exposure,
    List<Fallback> fallbacks,
    String description) {

  /** Who may see a value. */
  public enum Exposure {
    /** Everyone: a value that is not accepted is quoted in the warning. */
    OPEN,
    /** Operators, by the management endpoint; no warning quotes it. */
    UNQUOTED,
    /** None: operators see whether it is set. */
    SECRET
  }

  /** A setting with a default. */
  public static <T> Setting<T> of(
      String key, SettingType<T> type, T defaultValue, String description) {
    return new Setting<>(
        key,
        type,
        defaultValue,
        type.shown(defaultValue).toString(),
        Exposure.OPEN,
        List.of(),
        description);
  }

  /** A setting that has no value unless it is set. */
  public static <T> Setting<T> optional(String key, SettingType<T> type, String description) {
    return new Setting<>(key, type, null, "", Exposure.OPEN, List.of(), description);
  }

  /** The same with another default, for a group of its own. */
  public Setting<T> withDefault(T value) {
    String shown = type.shown(value).toString();
    return new Setting<>(key, type, value, shown, exposure, fallbacks, description);
  }

  /** The same, its default shown in other words. */
  public Setting<T> showing(String shown) {
    return new Setting<>(key, type, defaultValue, shown, exposure, fallbacks, description);
  }

  /** The same, its value seen by fewer. */
  public Setting<T> as(Exposure other) {
    return new Setting<>(key, type, defaultValue, shownDefault, other, fallbacks, description);
  }

  /** The same, taken from an environment variable while the key is not set. */
  public Setting<T> or(String variable) {
    return or(new Fallback(variable, 0));
  }

  /** The same, taken from elsewhere while the key is not set. */
  public Setting<T> or(Fallback fallback) {
    List<Fallback> more = new ArrayList<>(fallbacks);
    more.add(fallback);
    return new Setting<>(
        key, type, defaultValue, shownDefault, exposure, List.copyOf(more), description);
  }

  /**
   * Whether nothing in place of a value means that there is none, and is no mistake: what is often
   * handed in by a variable of the environment, as addresses and keys are.
   */
  boolean mayBeBlank() {
    return exposure != Exposure.OPEN && defaultValue == null;
  }

  /** A value as an operator may see it. */
  Object shown(@Nullable T value) {
    if (exposure == Exposure.SECRET && !Objects.equals(value, defaultValue)) {
      return value == null ? "(not set)" : "(set)";
    }
    if (value == null) {
      // what applies then, in words
      return exposure == Exposure.SECRET ? "(not set)" : shownDefault.replace("`", "");
    }
    return type.shown(value);
  }

  /**
   * An environment variable that another product defines.
   *
   * @param variable its name
   * @param increment what is added to its number, where it counts otherwise
   */
  public record Fallback(String variable, int increment) {

    /** The variable's text as this setting reads it, and by what name a warning calls that. */
    RawValues.Found of(String text) {
      if (increment == 0) {
        return new RawValues.Found(variable, text);
      }
      try {
        int sum = Math.addExact(Integer.parseInt(text.strip()), increment);
        return new RawValues.Found(variable + " + " + increment, sum);
      } catch (NumberFormatException | ArithmeticException e) {
        return new RawValues.Found(variable, text);
      }
    }
  }
}
