package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.PropertySource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys under {@code routeflow} that are no settings: a typo would otherwise be silent.
 *
 * <p>A sub-tree that no catalog knows may belong to a module that this application lacks. In
 * environment variables sub-trees cannot be recognized, and platforms put variables of their own
 * there. In both, a key is only reported where it nearly names a setting. Thread-confined.
 */
final class UnknownKeys {

  private static final String ROOT = SettingGroup.ROOT;
  private static final String VARIABLE_PREFIX = "ROUTEFLOW_";

  /** More are not reported; each is at most one line in the log. */
  private static final int MAX_REPORTED = 20;

  private static final int MAX_KEY = 64;
  private static final int MAX_DISTANCE = 3;

  /** Of a key with a name in its middle: what it is of, the name, the setting. */
  private static final int MAX_PARTS = 3;

  /** Paths that are settings. */
  private final List<String> known = new ArrayList<>();

  /** Paths whose entries may be keys of their own, such as {@code tags.team}. */
  private final List<String> withEntries = new ArrayList<>();

  /** Paths with a place for a name. */
  private final List<Pattern> named = new ArrayList<>();

  /** The same, as a template. */
  private final List<String> templates = new ArrayList<>();

  /** Prefixes below which all keys are known. */
  private final Set<String> trees = new LinkedHashSet<>();

  private final Set<String> warnings = new LinkedHashSet<>();

  UnknownKeys(List<SettingCatalog> catalogs) {
    for (SettingCatalog catalog : catalogs) {
      for (SettingGroup group : catalog.groups()) {
        for (Setting<?> setting : group.settings()) {
          know(group, setting);
        }
      }
    }
  }

  private void know(SettingGroup group, Setting<?> setting) {
    String path = group.path(setting);
    int dot = path.indexOf('.');
    if (dot > 0) {
      trees.add(path.substring(0, dot));
    }
    if (group.isTemplate()) {
      named.add(group.patternOf(setting));
      templates.add(path);
      return;
    }
    known.add(path);
    if (setting.type().hasEntries()) {
      withEntries.add(path + ".");
    }
  }

  /** One line for each unknown key. */
  Collection<String> warnings() {
    return warnings;
  }

  /** Looks at what the environment was made from. */
  void search(Collection<PropertySource> sources) {
    for (PropertySource source : sources) {
      boolean variables =
          source.getConvention() == PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE;
      for (String name : source) {
        if (variables) {
          variable(name);
        } else if (name.startsWith(ROOT)) {
          property(name.substring(ROOT.length()));
        }
      }
    }
  }

  /** Looks at a key below the prefix. */
  void property(String path) {
    if (known.contains(path)) {
      return;
    }
    int index = path.indexOf('[');
    String name = index < 0 ? path : path.substring(0, index);
    String key = RawValues.hyphenated(name);
    if (key.isEmpty() || isKnown(key)) {
      return;
    }
    String near = nearest(key);
    if (near != null || isInKnownTree(key)) {
      report(ROOT + name, near == null ? null : ROOT + near);
    }
  }

  private boolean isKnown(String key) {
    if (known.contains(key)) {
      return true;
    }
    for (String prefix : withEntries) {
      if (key.startsWith(prefix)) {
        return true;
      }
    }
    for (Pattern pattern : named) {
      if (pattern.matcher(key).matches()) {
        return true;
      }
    }
    return false;
  }

  private boolean isInKnownTree(String key) {
    int dot = key.indexOf('.');
    return dot < 0 || trees.contains(key.substring(0, dot));
  }

  private void variable(String name) {
    if (!name.startsWith(VARIABLE_PREFIX)) {
      return;
    }
    // the framework has entries in brackets
    int index = name.indexOf('[');
    String key = keyOf(index < 0 ? name : name.substring(0, index));
    for (String other : known) {
      String flat = flat(other);
      if (key.equals(flat) || key.startsWith(flat + "-")) {
        return;
      }
    }
    String near = nearest(key);
    if (near != null) {
      report(name, variableOf(near));
    }
  }

  private void report(String name, @Nullable String suggestion) {
    if (warnings.size() < MAX_REPORTED) {
      warnings.add(
          "Unknown setting "
              + RawValues.printable(name)
              + " has no effect"
              + (suggestion == null ? "" : "; did you mean " + suggestion + "?"));
    }
  }

  private @Nullable String nearest(String key) {
    if (key.length() > MAX_KEY) {
      return null;
    }
    String nearest = null;
    int least = 1 + Math.min(MAX_DISTANCE, key.length() / 2);
    for (String other : candidates(key)) {
      int distance = distance(flat(key), flat(other));
      if (distance < least) {
        nearest = other;
        least = distance;
      }
    }
    return nearest;
  }

  /** All settings, those with a place for a name where the key has a name there. */
  private List<String> candidates(String key) {
    String[] parts = key.split("[.]", MAX_PARTS);
    List<String> all = new ArrayList<>(known);
    for (String template : templates) {
      int place = template.indexOf(SettingGroup.ANY);
      if (parts.length == MAX_PARTS && template.startsWith(parts[0] + ".") && place > 0) {
        all.add(template.replace(SettingGroup.ANY, parts[1]));
      }
    }
    return all;
  }

  /** As a variable spells it, which has one separator only. */
  private static String flat(String key) {
    return key.replace('.', '-');
  }

  private static String keyOf(String variable) {
    return variable.substring(VARIABLE_PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String variableOf(String key) {
    return VARIABLE_PREFIX + flat(key).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** How many letters must be put in, taken out or replaced to make one word of the other. */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
