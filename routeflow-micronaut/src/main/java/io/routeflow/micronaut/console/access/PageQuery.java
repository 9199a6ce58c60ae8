package io.routeflow.micronaut.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of the page's address: the view that is shown, and perhaps a code or token.
 *
 * @param parts as sent, between the ampersands
 */
record PageQuery(List<String> parts) {

  /** The parameter of the code. */
  static final String CODE = "code";

  /** The parameter of the token. */
  static final String TOKEN = "token";

  static final PageQuery NONE = new PageQuery(List.of());

  private static final List<String> SECRETS = List.of(CODE + "=", TOKEN + "=");

  static PageQuery of(HttpRequest<?> request) {
    String query = request.getUri().getRawQuery();
    return query == null || query.isEmpty()
        ? NONE
        : new PageQuery(Arrays.asList(query.split("&", -1)));
  }

  /** The value of a parameter, or {@code null}; of several the first. */
  @Nullable String value(String name) {
    String start = name + "=";
    return parts.stream()
        .filter(part -> part.startsWith(start))
        .findFirst()
        .map(part -> decoded(part.substring(start.length())))
        .orElse(null);
  }

  boolean hasSecret() {
    return parts.stream().anyMatch(PageQuery::isSecret);
  }

  /** The query as it may stay in the address, with its question mark; empty where none is left. */
  String withoutSecrets() {
    String rest =
        parts.stream()
            .filter(part -> !part.isEmpty() && !isSecret(part))
            .collect(Collectors.joining("&"));
    return rest.isEmpty() ? "" : "?" + rest;
  }

  private static boolean isSecret(String part) {
    return SECRETS.stream().anyMatch(part::startsWith);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
