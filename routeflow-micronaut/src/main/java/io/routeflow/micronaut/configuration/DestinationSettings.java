package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private final Map<String, SettingGroup> byName = new HashMap<>();

  DestinationSettings(LenientReader reader, List<SettingCatalog> catalogs) {
    this.reader = reader;
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
}
