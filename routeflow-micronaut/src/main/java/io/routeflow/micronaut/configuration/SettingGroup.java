package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Settings that one stage reads together, below one prefix. The same settings may be a group of
 * several prefixes, each with defaults of its own. Immutable.
 *
 * @param title the heading in the documentation
 * @param prefix what stands before each key, below {@code routeflow.}: empty, or ends with a dot
 * @param settings in the order of the documentation
 * @since 0.1.0
 */
@Internal
public record SettingGroup(String title, String prefix, List<Setting<?>> settings) {

  /** What stands before each key of the module. */
  public static final String ROOT = "routeflow.";

  /** Stands for a name in a prefix. */
  static final String ANY = "*";

  /** Copies the list. */
  public SettingGroup {
    settings = List.copyOf(settings);
  }

  /** A group of these settings. */
  public static SettingGroup of(String title, String prefix, Setting<?>... settings) {
    return new SettingGroup(title, prefix, List.of(settings));
  }

  /** The same settings below another prefix; a star in it stands for names that users give. */
  public SettingGroup under(String otherTitle, String otherPrefix) {
    return new SettingGroup(otherTitle, otherPrefix, settings);
  }

  /** The group of one name, where the prefix has a star. */
  public SettingGroup named(String name) {
    return new SettingGroup(title, prefix.replace(ANY, name), settings);
  }

  /**
   * The group with some settings replaced by their namesakes, such as those with another default.
   *
   * @throws IllegalArgumentException where there is no setting of that key and type
   */
  public SettingGroup with(Setting<?>... replacements) {
    List<Setting<?>> replaced = new ArrayList<>(settings);
    for (Setting<?> replacement : replacements) {
      int index = 0;
      while (index < replaced.size() && !isNamesake(replaced.get(index), replacement)) {
        index++;
      }
      if (index == replaced.size()) {
        throw new IllegalArgumentException(replacement.key());
      }
      replaced.set(index, replacement);
    }
    return new SettingGroup(title, prefix, replaced);
  }

  /** The group without some of its settings, which are known by their keys. */
  public SettingGroup without(Setting<?>... excluded) {
    List<Setting<?>> kept = new ArrayList<>(settings);
    for (Setting<?> setting : excluded) {
      kept.removeIf(other -> isNamesake(other, setting));
    }
    return new SettingGroup(title, prefix, kept);
  }

  /** The group with further settings at its end. */
  public SettingGroup plus(Setting<?>... further) {
    List<Setting<?>> all = new ArrayList<>(settings);
    all.addAll(List.of(further));
    return new SettingGroup(title, prefix, all);
  }

  /** Whether its prefix has a place for a name, so that it can only be read by name. */
  public boolean isTemplate() {
    return prefix.contains(ANY);
  }

  /** The key of a setting below {@code routeflow.}. */
  public String path(Setting<?> setting) {
    return prefix + setting.key();
  }

  /** The paths that a setting of a template may have. */
  Pattern patternOf(Setting<?> setting) {
    // the names of exporters may have dots
    String any = "\\E.+\\Q";
    String entries = setting.type().hasEntries() ? "([.].*)?" : "";
    return Pattern.compile("\\Q" + path(setting).replace(ANY, any) + "\\E" + entries);
  }

  private static boolean isNamesake(Setting<?> one, Setting<?> other) {
    return one.key().equals(other.key()) && one.type().getClass() == other.type().getClass();
  }
}
