package io.routeflow.micronaut.configuration;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings as text and parses them itself, because a value that cannot be bound would
 * otherwise stop the application or, worse, fail each of its requests. A bad value is reported once
 * and replaced by the default.
 */
final class SettingsReader {

  private static final int MAX_SHOWN_VALUE = 64;

  private final Function<String, @Nullable String> source;
  private final Consumer<String> warnings;

  SettingsReader(Function<String, @Nullable String> source, Consumer<String> warnings) {
    this.source = source;
    this.warnings = warnings;
  }

  <T> T read(Setting<T> setting) {
    String text = source.apply(setting.key());
    if (text == null) {
      return setting.defaultValue();
    }
    Optional<T> value = setting.format().parse(text);
    if (value.isEmpty()) {
      warnings.accept(warning(setting, text));
    }
    return value.orElse(setting.defaultValue());
  }

  private static String warning(Setting<?> setting, String text) {
    String shown = setting.secret() ? "the value" : "'" + printable(text) + "'";
    String used = setting.shownDefault().isEmpty() ? "nothing" : setting.shownDefault();
    return "routeflow."
        + setting.key()
        + " must be "
        + setting.format().expected()
        + "; "
        + shown
        + " is not, using "
        + used;
  }

  /** Short, and without what could forge a line of the log. */
  static String printable(String text) {
    String cut = text.length() <= MAX_SHOWN_VALUE ? text : text.substring(0, MAX_SHOWN_VALUE) + "…";
    StringBuilder shown = new StringBuilder(cut.length());
    cut.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
