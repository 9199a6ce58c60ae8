package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of an HTTP header that says nothing about how the message is framed.
 *
 * @param isOpen whether the header's value is shown, so that it must be none that holds a secret
 */
record HeaderNameType(boolean isOpen) implements SettingType<String> {

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
    return "the name of a header of the application's own"
        + (isOpen ? " that holds no secret" : "")
        + ", at most "
        + MAX_LENGTH
        + " characters";
  }

  @Override
  public @Nullable String read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    if (text == null || text.length() > MAX_LENGTH) {
      return null;
    }
    String name = text.toLowerCase(Locale.ROOT);
    return isToken(name) && !FRAMING.contains(name) && !isRefused(name) ? name : null;
  }

  private boolean isRefused(String name) {
    return isOpen && SecretNames.isHeaderOf(name, List.of());
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
