package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of one group: accepted ones and defaults. Immutable.
 *
 * @since 0.1.0
 */
@Internal
public final class SettingValues {

  private final Map<String, Optional<Object>> byKey;

  SettingValues(Map<String, Optional<Object>> byKey) {
    this.byKey = byKey;
  }

  /** The value of a setting that has a default, which applies where the group lacks it. */
  public <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow();
  }

  /** The value of a setting, if it is set or has a default. */
  @SuppressWarnings("unchecked") // a group has one setting of a key, and namesakes have one type
  public <T> Optional<T> find(Setting<T> setting) {
    Optional<Object> value = byKey.get(setting.key());
    return value == null ? Optional.ofNullable(setting.defaultValue()) : (Optional<T>) value;
  }

  /** The value of a setting, {@code null} where it is neither set nor has a default. */
  public <T> @Nullable T orNull(Setting<T> setting) {
    return find(setting).orElse(null);
  }
}
