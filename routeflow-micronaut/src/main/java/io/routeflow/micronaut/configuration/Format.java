package io.routeflow.micronaut.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What text a setting accepts. Parsing never throws: what is not accepted is empty.
 *
 * @param <T> the type of the value
 * @param expected what is accepted, in words that complete "must be …"
 * @param parser the value of stripped, non-empty text; it may throw {@link
 *     IllegalArgumentException}
 */
record Format<T>(String expected, Function<String, Optional<T>> parser) {

  private static final Pattern STAR_INSIDE = Pattern.compile("\\*[^*]");
  private static final int MAX_TEXT = 1024;
  private static final int MAX_LIST = 256;
  private static final int MAX_PORT = 65_535;

  Optional<T> parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.empty();
    }
    try {
      return parser.apply(stripped);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Format<Integer> integer(int min, int max) {
    return new Format<>(
        "a whole number from " + min + " to " + max,
        text -> Optional.of(Integer.valueOf(text)).filter(n -> n >= min && n <= max));
  }

  static Format<Double> decimal(double min, double max) {
    return new Format<>(
        "a number from " + min + " to " + max,
        text -> Optional.of(Double.valueOf(text)).filter(n -> n >= min && n <= max));
  }

  static Format<Boolean> flag() {
    return new Format<>(
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on", "1" -> Optional.of(true);
              case "false", "no", "off", "0" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  static Format<String> text(int maxLength) {
    return new Format<>(
        "1 to " + maxLength + " printable characters",
        text -> Optional.of(text).filter(t -> t.length() <= maxLength && isPrintable(t)));
  }

  /** Text that can stand in an HTTP header: visible ASCII without spaces. */
  static Format<String> token(int maxLength) {
    return token(1, maxLength);
  }

  /** As above, and long enough that nobody guesses it. */
  static Format<String> token(int minLength, int maxLength) {
    return new Format<>(
        minLength + " to " + maxLength + " visible ASCII characters without spaces",
        text ->
            Optional.of(text)
                .filter(t -> t.length() >= minLength && t.length() <= maxLength)
                .filter(t -> t.chars().allMatch(c -> c > 32 && c < 127)));
  }

  static Format<String> oneOf(String... choices) {
    return new Format<>(
        "one of " + String.join(", ", choices),
        text -> Arrays.stream(choices).filter(text::equalsIgnoreCase).findFirst());
  }

  static Format<String> path() {
    return new Format<>(
        "a path that starts with / and has no query",
        text ->
            Optional.of(text)
                .filter(t -> t.length() <= MAX_TEXT && t.startsWith("/") && !t.startsWith("//"))
                .filter(t -> t.chars().allMatch(c -> c > 32 && c < 127 && c != '?' && c != '#'))
                .filter(t -> URI.create(t).getRawPath().equals(t)));
  }

  /** As a path, but a star may only stand at its end: elsewhere it would match nothing. */
  static Format<String> pathPattern() {
    return new Format<>(
        path().expected() + ", nor a * but at its end",
        text -> path().parse(text).filter(t -> !STAR_INSIDE.matcher(t).find()));
  }

  static Format<URI> httpUrl() {
    return new Format<>(
        "an http or https URL with a host and without user, query or fragment",
        text -> {
          try {
            return Optional.of(new URI(text)).filter(Format::isPlainHttp);
          } catch (URISyntaxException e) {
            return Optional.empty();
          }
        });
  }

  static Format<List<String>> list(Format<String> element) {
    return new Format<>(
        "a list of at most " + MAX_LIST + " entries, each " + element.expected(),
        text -> {
          List<Optional<String>> entries =
              Arrays.stream(text.split(",", -1))
                  .filter(entry -> !entry.isBlank())
                  .map(element::parse)
                  .toList();
          return entries.size() <= MAX_LIST && entries.stream().allMatch(Optional::isPresent)
              ? Optional.of(entries.stream().map(Optional::orElseThrow).toList())
              : Optional.empty();
        });
  }

  static Format<Map<String, String>> map(int maxEntries) {
    return new Format<>(
        "at most " + maxEntries + " entries name=value, separated by commas",
        text -> {
          Map<String, String> map = new LinkedHashMap<>();
          for (String entry : text.split(",", -1)) {
            if (entry.isBlank()) {
              continue;
            }
            int equals = entry.indexOf('=');
            if (equals <= 0 || entry.length() > MAX_TEXT || !isPrintable(entry)) {
              return Optional.empty();
            }
            String name = entry.substring(0, equals).strip();
            String value = entry.substring(equals + 1).strip();
            if (name.isEmpty() || value.isEmpty()) {
              return Optional.empty();
            }
            map.put(name, value);
          }
          return Optional.of(Map.copyOf(map)).filter(m -> m.size() <= maxEntries);
        });
  }

  private static boolean isPrintable(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
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
}
