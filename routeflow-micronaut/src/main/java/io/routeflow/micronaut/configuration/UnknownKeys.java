package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.PropertySource;
import io.micronaut.core.naming.NameUtils;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys under {@code routeflow} that are no settings: a typo would otherwise be silent.
 *
 * <p>Sub-trees such as {@code routeflow.jdbc.*} belong to other modules and pass. In environment
 * variables they cannot be told from settings, and platforms put variables of their own there, so a
 * variable is only reported where it nearly names a setting.
 */
final class UnknownKeys {

  private static final String PREFIX = SettingsReader.PREFIX;
  private static final String VARIABLE_PREFIX = "ROUTEFLOW_";

  /** The sub-trees whose keys are all known here. */
  private static final Set<String> OWN_TREES = Set.of("console");

  /** More are not reported; each is at most one line in the log. */
  private static final int MAX_REPORTED = 20;

  private static final int MAX_KEY = 64;
  private static final int MAX_DISTANCE = 3;

  private final List<String> known;
  private final Set<String> warnings = new LinkedHashSet<>();

  UnknownKeys(List<String> known) {
    this.known = known;
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
        } else if (name.startsWith(PREFIX)) {
          property(name.substring(PREFIX.length()));
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
    String key = hyphenated(name);
    if (isOurs(key) && !known.contains(key)) {
      String near = nearest(key);
      report(PREFIX + name, near == null ? null : PREFIX + near);
    }
  }

  private static String hyphenated(String name) {
    String[] parts = name.split("\\.", 0);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = NameUtils.hyphenate(parts[i], true);
    }
    return String.join(".", parts);
  }

  /** A map's entries, such as {@code tags.team}, belong to the setting that is the map. */
  private boolean isOurs(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? !key.isEmpty() : OWN_TREES.contains(key.substring(0, dot));
  }

  private void variable(String name) {
    if (!name.startsWith(VARIABLE_PREFIX)) {
      return;
    }
    String key = keyOf(name);
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
          SettingsReader.printable(name)
              + " is no setting and has no effect"
              + (suggestion == null ? "" : "; did you mean " + suggestion + "?"));
    }
  }

  private @Nullable String nearest(String key) {
    if (key.length() > MAX_KEY) {
      return null;
    }
    String nearest = null;
    int least = 1 + Math.min(MAX_DISTANCE, key.length() / 2);
    for (String other : known) {
      int distance = distance(flat(key), flat(other));
      if (distance < least) {
        nearest = other;
        least = distance;
      }
    }
    return nearest;
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
