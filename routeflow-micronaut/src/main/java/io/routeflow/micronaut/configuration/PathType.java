package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The path of a URL; as a pattern with stars at its end only: elsewhere they match nothing. */
record PathType(boolean isPattern) implements SettingType<String> {

  @Override
  public String expected() {
    String path = "a path that starts with / and has no query";
    return isPattern ? path + ", nor a * but at its end" : path;
  }

  @Override
  public @Nullable String read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    return text != null && isPath(text, conversion) && !(isPattern && hasStarInside(text))
        ? text
        : null;
  }

  private static boolean isPath(String text, ConversionService conversion) {
    return text.length() <= MAX_TEXT
        && text.startsWith("/")
        && !text.startsWith("//")
        && TextType.isVisible(text)
        && text.indexOf('?') < 0
        && text.indexOf('#') < 0
        && conversion.convert(text, URI.class).isPresent();
  }

  private static boolean hasStarInside(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i - 1) == '*' && text.charAt(i) != '*') {
        return true;
      }
    }
    return false;
  }
}
