package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host by its name, all below a domain, or all. */
record HostPatternType() implements SettingType<String> {

  private static final int MAX_LENGTH = 255;

  private static final Pattern NAME =
      Pattern.compile("\\*|(\\*\\.)?[a-z0-9_][a-z0-9._-]*|\\[?[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*]?");

  @Override
  public String expected() {
    return "a host name without a port, *.suffix or *";
  }

  @Override
  public @Nullable String read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    if (text == null || text.length() > MAX_LENGTH) {
      return null;
    }
    String pattern = text.toLowerCase(Locale.ROOT);
    return NAME.matcher(pattern).matches() ? pattern : null;
  }
}
