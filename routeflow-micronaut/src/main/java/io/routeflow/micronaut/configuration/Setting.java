package io.routeflow.micronaut.configuration;

/**
 * One setting: the only place that knows its default, its range and its description. The table of
 * the README and the metadata for editors are made from these.
 *
 * @param <T> the type of its value
 * @param key the key below {@code routeflow.}
 * @param format what text is accepted
 * @param defaultValue what holds where nothing, or nothing acceptable, is set
 * @param shownDefault the default as the documentation shows it
 * @param secret whether a value that is not accepted may hold a secret and must not be logged
 * @param description one sentence for the documentation
 */
record Setting<T>(
    String key,
    Format<T> format,
    T defaultValue,
    String shownDefault,
    boolean secret,
    String description) {

  static <T> Setting<T> of(String key, Format<T> format, T defaultValue, String description) {
    return new Setting<>(
        key, format, defaultValue, String.valueOf(defaultValue), false, description);
  }

  Setting<T> shown(String shown) {
    return new Setting<>(key, format, defaultValue, shown, secret, description);
  }

  Setting<T> asSecret() {
    return new Setting<>(key, format, defaultValue, shownDefault, true, description);
  }
}
