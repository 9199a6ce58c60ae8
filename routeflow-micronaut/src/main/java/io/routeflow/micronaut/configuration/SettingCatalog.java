package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.List;
import java.util.Map;

/**
 * The settings of one module, a bean of each. From these come documentation, metadata for editors
 * and the warnings of unknown keys, so that no module does that for itself.
 *
 * @since 0.1.0
 */
@Internal
public interface SettingCatalog {

  /** The artifact that has the settings. */
  String module();

  /** All groups, in the order of the documentation. */
  List<SettingGroup> groups();

  /** Those of the groups that say how events wait and are sent, by the destination's name. */
  default Map<String, SettingGroup> destinations() {
    return Map.of();
  }
}
