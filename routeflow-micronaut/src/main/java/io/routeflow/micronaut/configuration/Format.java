package io.routeflow.micronaut.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What text a setting accepts. Parsing never throws: what is not accepted is empty.
 *
 * <p>All formats are one class and their kinds are words, because these are read at every start of
 * an application: a class or a lambda for each would be paid for there.
 *
 * @param <T> the type of the value
 */
final class Format<T> {

  private static final String INTEGER = "integer";
  private static final String DECIMAL = "decimal";
  private static final String FLAG = "flag";
  private static final String TEXT = "text";
  private static final String TOKEN = "token";
  private static final String CHOICE = "choice";
  private static final String PATH = "path";
  private static final String PATH_PATTERN = "path pattern";
  private static final String URL = "url";
  private static final String LIST = "list";
  private static final String MAP = "map";
  private static final String OPTIONAL = "optional";

  private static final int MAX_TEXT = 1024;
  private static final int MAX_LIST = 256;
  private static final int MAX_PORT = 65_535;

  private final String kind;
  private final String expected;

  /** The range of a number, of a text's length or of a map's size. */
  private final double min;

  private final double max;

  private final String[] choices;
  private final @Nullable Format<?> element;

  private Format(
      String kind,
      String expected,
      double min,
      double max,
      @Nullable Format<?> element,
      String... choices) {
    this.kind = kind;
    this.expected = expected;
    this.min = min;
    this.max = max;
    this.element = element;
    this.choices = choices;
  }

  private Format(String kind, String expected) {
    this(kind, expected, 0, MAX_TEXT, null);
  }

  /** What is accepted, in words that complete "must be …". */
  String expected() {
    return expected;
  }

  @SuppressWarnings("unchecked") // each factory method names the type of what its kind makes
  Optional<T> parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable((T) value(stripped));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Format<Integer> integer(int min, int max) {
    return new Format<>(INTEGER, "a whole number from " + min + " to " + max, min, max, null);
  }

  static Format<Double> decimal(double min, double max) {
    return new Format<>(DECIMAL, "a number from " + min + " to " + max, min, max, null);
  }

  static Format<Boolean> flag() {
    return new Format<>(FLAG, "true or false");
  }

  static Format<String> text(int maxLength) {
    return new Format<>(TEXT, "1 to " + maxLength + " printable characters", 1, maxLength, null);
  }

  /** Text that can stand in an HTTP header: visible ASCII without spaces. */
  static Format<String> token(int maxLength) {
    return token(1, maxLength);
  }

  /** As above, and long enough that nobody guesses it. */
  static Format<String> token(int minLength, int maxLength) {
    return new Format<>(
        TOKEN,
        minLength + " to " + maxLength + " visible ASCII characters without spaces",
        minLength,
        maxLength,
        null);
  }

  static Format<String> oneOf(String... choices) {
    return new Format<>(CHOICE, "one of " + String.join(", ", choices), 0, MAX_TEXT, null, choices);
  }

  static Format<String> path() {
    return new Format<>(PATH, "a path that starts with / and has no query");
  }

  /** As a path, but a star may only stand at its end: elsewhere it would match nothing. */
  static Format<String> pathPattern() {
    return new Format<>(PATH_PATTERN, path().expected() + ", nor a * but at its end");
  }

  static Format<URI> httpUrl() {
    return new Format<>(
        URL, "an http or https URL with a host and without user, query or fragment");
  }

  static Format<List<String>> list(Format<String> element) {
    return new Format<>(
        LIST,
        "a list of at most " + MAX_LIST + " entries, each " + element.expected(),
        0,
        MAX_LIST,
        element);
  }

  static Format<Map<String, String>> map(int maxEntries) {
    return new Format<>(
        MAP,
        "at most " + maxEntries + " entries name=value, separated by commas",
        0,
        maxEntries,
        null);
  }

  /** For a setting without a default: empty text is bad, no text is an empty value. */
  static <T> Format<Optional<T>> optional(Format<T> format) {
    return new Format<>(OPTIONAL, format.expected(), 0, MAX_TEXT, format);
  }

  /** The value, or {@code null} where the text is not accepted. */
  private @Nullable Object value(String text) {
    return switch (kind) {
      case INTEGER -> inRange(Integer.valueOf(text));
      case DECIMAL -> inRange(Double.valueOf(text));
      case FLAG -> flag(text);
      case TEXT -> fits(text.length()) && isPrintable(text) ? text : null;
      case TOKEN -> fits(text.length()) && isVisible(text) ? text : null;
      case CHOICE -> choice(text);
      case PATH -> isPath(text) ? text : null;
      case PATH_PATTERN -> isPath(text) && !hasStarInside(text) ? text : null;
      case URL -> url(text);
      case LIST -> list(text);
      case MAP -> map(text);
      case OPTIONAL -> optional(text);
      default -> null;
    };
  }

  private <N extends Number> @Nullable N inRange(N number) {
    return number.doubleValue() >= min && number.doubleValue() <= max ? number : null;
  }

  private boolean fits(int length) {
    return length >= min && length <= max;
  }

  private static @Nullable Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> null;
    };
  }

  private @Nullable String choice(String text) {
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(text)) {
        return choice;
      }
    }
    return null;
  }

  private static @Nullable URI url(String text) {
    try {
      URI uri = new URI(text);
      return isPlainHttp(uri) ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean isPlainHttp(URI uri) {
    return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() != 0
        && uri.getPort() <= MAX_PORT
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private @Nullable List<Object> list(String text) {
    List<Object> values = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      Object value = element == null ? null : element.parse(entry).orElse(null);
      if (value != null) {
        values.add(value);
      } else if (!entry.isBlank()) {
        return null;
      }
    }
    return values.size() <= max ? List.copyOf(values) : null;
  }

  private @Nullable Map<String, String> map(String text) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.indexOf('=');
      if (equals <= 0 || entry.length() > MAX_TEXT || !isPrintable(entry)) {
        return null;
      }
      String name = entry.substring(0, equals).strip();
      String value = entry.substring(equals + 1).strip();
      if (name.isEmpty() || value.isEmpty()) {
        return null;
      }
      map.put(name, value);
    }
    return map.size() <= max ? Map.copyOf(map) : null;
  }

  private @Nullable Object optional(String text) {
    Optional<?> value = element == null ? Optional.empty() : element.parse(text);
    return value.isPresent() ? value : null;
  }

  private static boolean isPath(String text) {
    return text.length() <= MAX_TEXT
        && text.startsWith("/")
        && !text.startsWith("//")
        && isVisible(text)
        && text.indexOf('?') < 0
        && text.indexOf('#') < 0
        && URI.create(text).getRawPath().equals(text);
  }

  private static boolean hasStarInside(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i - 1) == '*' && text.charAt(i) != '*') {
        return true;
      }
    }
    return false;
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(String text) {
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
        return false;
      }
    }
    return true;
  }
}
