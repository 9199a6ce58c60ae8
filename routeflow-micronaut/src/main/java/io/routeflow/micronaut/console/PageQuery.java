package io.routeflow.micronaut.console;

import io.micronaut.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of the page's address: the view that is shown, and perhaps the token.
 *
 * @param parts as sent, between the ampersands
 */
record PageQuery(List<String> parts) {

  private static final String TOKEN = "token=";

  static PageQuery of(HttpRequest<?> request) {
    String query = request.getUri().getRawQuery();
    return new PageQuery(
        query == null || query.isEmpty() ? List.of() : Arrays.asList(query.split("&", -1)));
  }

  /** The token that the address carries, or {@code null}; of several the first. */
  @Nullable String token() {
    return parts.stream()
        .filter(part -> part.startsWith(TOKEN))
        .findFirst()
        .map(part -> decoded(part.substring(TOKEN.length())))
        .orElse(null);
  }

  boolean hasToken() {
    return parts.stream().anyMatch(part -> part.startsWith(TOKEN));
  }

  /** The query as it may stay in the address, with its question mark; empty where none is left. */
  String withoutToken() {
    String rest =
        parts.stream()
            .filter(part -> !part.startsWith(TOKEN) && !part.isEmpty())
            .collect(Collectors.joining("&"));
    return rest.isEmpty() ? "" : "?" + rest;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
