package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of each destination by its name. Used after the start, when the exporters and so the
 * names are known. Thread-safe.
 *
 * @since 0.1.0
 */
@Internal
@Singleton
public final class DestinationSettings {

  private final LenientReader reader;
  private final List<SettingCatalog> catalogs;
  private final Map<String, SettingGroup> byName = new HashMap<>();

  DestinationSettings(LenientReader reader, List<SettingCatalog> catalogs) {
    this.reader = reader;
    this.catalogs = List.copyOf(catalogs);
    for (SettingCatalog catalog : catalogs) {
      byName.putAll(catalog.destinations());
    }
  }

  /** The spool that all destinations share. */
  public SpoolSettings spool() {
    return SpoolSettings.read(reader);
  }

  /** The settings of a destination: one of this project, or an exporter of the application. */
  public LaneSettings of(String name) {
    SettingGroup group = byName.get(name);
    return LaneSettings.of(
        reader.read(group == null ? LaneSettings.DESTINATION.named(name) : group));
  }

  /**
   * The shortest flush interval of the destinations that the settings name, which is known before
   * there is one of them.
   *
   * @param longest where none is shorter
   */
  public Duration shortestFlushInterval(Duration longest) {
    Stream<Duration> ofExporters =
        reader.named(LaneSettings.DESTINATION, LaneSettings.FLUSH_INTERVAL).stream();
    return Stream.concat(ofExporters, catalogs.stream().flatMap(this::flushIntervals))
        .filter(interval -> interval.compareTo(longest) < 0)
        .min(Duration::compareTo)
        .orElse(longest);
  }

  /** Those of a module's destinations of which at least one setting is made. */
  private Stream<Duration> flushIntervals(SettingCatalog catalog) {
    return catalog.destinations().values().stream()
        .filter(lane -> catalog.groups().stream().anyMatch(group -> isNamed(group, lane)))
        .map(lane -> reader.read(lane).get(LaneSettings.FLUSH_INTERVAL));
  }

  private boolean isNamed(SettingGroup group, SettingGroup lane) {
    return group.prefix().equals(lane.prefix())
        && group.settings().stream().anyMatch(setting -> reader.isNamed(group, setting));
  }
}
