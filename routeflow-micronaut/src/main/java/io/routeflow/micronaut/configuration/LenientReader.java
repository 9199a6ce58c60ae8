package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads settings so that no value stops the application or fails its requests: one that is not
 * accepted is logged once, and the default applies. Values from code win over the environment.
 *
 * <p>All groups but templates are read when the reader is made, so that their warnings stand
 * together at the start of the log. Thread-safe.
 *
 * @since 0.1.0
 */
@Internal
@Singleton
public final class LenientReader {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.configuration");

  private final RawValues raw;
  private final ConversionService conversion;
  private final Consumer<String> warnings;

  /** Bounded by the groups that there are, times the names of destinations. */
  private final Map<String, Read> read = new LinkedHashMap<>();

  /** A group with its values. */
  private record Read(SettingGroup group, SettingValues values) {}

  @Inject
  LenientReader(
      Environment environment,
      ConversionService conversion,
      OverridesInCode overrides,
      List<SettingCatalog> catalogs) {
    this(
        new RawValues(overrides.ask(LenientReader::warn), environment, System.getenv()),
        conversion,
        LenientReader::warn);
    UnknownKeys unknown = new UnknownKeys(catalogs);
    for (String path : raw.inCode().keySet()) {
      unknown.property(path);
    }
    unknown.search(environment.getPropertySources());
    for (String warning : unknown.warnings()) {
      warn(warning);
    }
    readAll(catalogs);
  }

  LenientReader(RawValues raw, ConversionService conversion, Consumer<String> warnings) {
    this.raw = raw;
    this.conversion = conversion;
    this.warnings = warnings;
  }

  /**
   * The values of a group; the same ones each time.
   *
   * @throws IllegalArgumentException where the group is a template
   */
  public synchronized SettingValues read(SettingGroup group) {
    if (group.isTemplate()) {
      throw new IllegalArgumentException(group.prefix() + " needs a name");
    }
    String id = group.prefix() + group.title();
    Read known = read.get(id);
    if (known == null) {
      known = new Read(group, values(group));
      read.put(id, known);
    }
    return known.values();
  }

  /**
   * Whether a setting is set by its own key, in code or in the environment, to whatever value; a
   * blank one counts only where it means something.
   */
  public boolean isSet(SettingGroup group, Setting<?> setting) {
    RawValues.Found own = raw.own(group.path(setting));
    return own != null && !isNothing(own, setting);
  }

  /** Whether a setting has no value that is accepted, but others; a blank one counts as none. */
  boolean isRejected(SettingGroup group, Setting<?> setting) {
    boolean named = false;
    for (RawValues.Found found : candidates(raw, group.path(setting), setting)) {
      if (setting.type().read(found.value(), conversion) != null) {
        return false;
      }
      named |= !isBlank(found.value());
    }
    return named;
  }

  /** Whether a setting has a value, accepted or not; a blank one counts as none. */
  public boolean isNamed(SettingGroup group, Setting<?> setting) {
    return candidates(raw, group.path(setting), setting).stream()
        .anyMatch(found -> !isBlank(found.value()));
  }

  /** The values of a setting below all names that stand for the star of a template. */
  <T> List<T> named(SettingGroup template, Setting<T> setting) {
    return raw.named(template.patternOf(setting)).stream()
        .flatMap(value -> Stream.ofNullable(setting.type().read(value, conversion)))
        .toList();
  }

  /** Whether a flag is on, for conditions: without a warning, and before there are beans. */
  public static boolean isOn(
      PropertyResolver properties, SettingGroup group, Setting<Boolean> flag) {
    Boolean value = flagOf(properties, group, flag);
    return value == null ? Boolean.TRUE.equals(flag.defaultValue()) : value;
  }

  /** The flag as it is set; {@code null} where it is not, or to nothing that is accepted. */
  static @Nullable Boolean flagOf(
      PropertyResolver properties, SettingGroup group, Setting<Boolean> flag) {
    Object value = RawValues.find(properties, SettingGroup.ROOT + group.path(flag));
    return value == null ? null : flag.type().read(value, ConversionService.SHARED);
  }

  /** Everything that was read, by path, as an operator may see it. */
  synchronized Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Read one : read.values()) {
      for (Setting<?> setting : one.group.settings()) {
        shown.put(one.group.path(setting), shown(setting, one.values));
      }
    }
    return shown;
  }

  private static <T> Object shown(Setting<T> setting, SettingValues values) {
    return setting.shown(values.orNull(setting));
  }

  /** Logs what follows from several settings together. */
  void remark(String warning) {
    warnings.accept(warning);
  }

  /** A log that fails costs its line, not the start of the application. */
  private static void warn(String warning) {
    try {
      LOG.warn(warning);
    } catch (Throwable ignored) {
      // nothing can be logged about a failing log
    }
  }

  private void readAll(List<SettingCatalog> catalogs) {
    for (SettingCatalog catalog : catalogs) {
      for (SettingGroup group : catalog.groups()) {
        if (!group.isTemplate()) {
          SettingValues unused = read(group);
        }
      }
    }
  }

  private SettingValues values(SettingGroup group) {
    Map<String, Optional<Object>> byKey = new HashMap<>();
    for (Setting<?> setting : group.settings()) {
      byKey.put(setting.key(), Optional.ofNullable(value(group.path(setting), setting)));
    }
    return new SettingValues(byKey);
  }

  private <T> @Nullable T value(String path, Setting<T> setting) {
    List<RawValues.Found> candidates = candidates(path, setting);
    for (int i = 0; i < candidates.size(); i++) {
      RawValues.Found found = candidates.get(i);
      T value = setting.type().read(found.value(), conversion);
      if (value != null) {
        remark(found, setting);
        return value;
      }
      if (!setting.mayBeBlank() || !isBlank(found.value())) {
        boolean isLast = i == candidates.size() - 1;
        warnings.accept(warning(found, setting, isLast ? null : candidates.get(i + 1)));
      }
    }
    return setting.defaultValue();
  }

  private void remark(RawValues.Found found, Setting<?> setting) {
    String remark = setting.type().remark(found.value());
    if (remark != null) {
      warnings.accept(
          "Unexpected form of "
              + found.name()
              + ": expected "
              + setting.type().expected()
              + "; "
              + remark);
    }
  }

  private List<RawValues.Found> candidates(String path, Setting<?> setting) {
    if (!setting.type().isReadBeforeBeans()) {
      return candidates(raw, path, setting);
    }
    if (raw.inCode().containsKey(path)) {
      warnings.accept(
          SettingGroup.ROOT
              + path
              + " has no effect in RouteflowOverrides, since it decides which beans there are; set"
              + " it in the configuration");
    }
    return candidates(raw.withoutCode(), path, setting);
  }

  /**
   * What may be the value, in this order: that of the key alone, where it is set, else those of the
   * other variables.
   */
  private List<RawValues.Found> candidates(RawValues from, String path, Setting<?> setting) {
    RawValues.Found own = from.own(path);
    if (own != null && !isNothing(own, setting)) {
      return List.of(own);
    }
    List<RawValues.Found> others = from.others(setting.fallbacks());
    return own == null || !others.isEmpty() ? others : List.of(own);
  }

  /** Whether it is blank, and is not for the setting to make something of. */
  private boolean isNothing(RawValues.Found found, Setting<?> setting) {
    return isBlank(found.value()) && setting.type().read(found.value(), conversion) == null;
  }

  /** As {@code ${INGEST_URL:}} is where the variable is not set: then the setting is not either. */
  private static boolean isBlank(Object value) {
    return value instanceof CharSequence text && text.toString().isBlank();
  }

  private static String warning(
      RawValues.Found found, Setting<?> setting, RawValues.@Nullable Found next) {
    boolean isQuoted = setting.exposure() == Setting.Exposure.OPEN;
    String shown = setting.shownDefault().replace("`", "");
    return "Invalid value"
        + (isQuoted ? " '" + RawValues.printable(found.value()) + "'" : "")
        + " for "
        + found.name()
        + ": expected "
        + setting.type().expected()
        + "; "
        + (next != null
            ? "trying " + next.name()
            : shown.isEmpty() ? "leaving it unset" : "using the default " + shown);
  }
}
