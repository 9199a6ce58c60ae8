package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The name of an HTTP header that says nothing about how the message is framed. */
record HeaderNameType() implements SettingType<String> {

  private static final int MAX_LENGTH = 64;
  private static final String PUNCTUATION = "!#$%&'*+-.^_`|~";
  private static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "host",
          "keep-alive",
          "location",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  @Override
  public String expected() {
    return "the name of a header of the application's own, at most " + MAX_LENGTH + " characters";
  }

  @Override
  public @Nullable String read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    if (text == null || text.length() > MAX_LENGTH) {
      return null;
    }
    String name = text.toLowerCase(Locale.ROOT);
    return isToken(name) && !FRAMING.contains(name) ? name : null;
  }

  /** As RFC 9110 has it. */
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && PUNCTUATION.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
