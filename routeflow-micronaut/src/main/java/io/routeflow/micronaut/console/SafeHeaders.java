package io.routeflow.micronaut.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headers of every answer below the console's path. What the console shows was made by
 * strangers, so that the browser is told to run nothing but the page's own scripts and to show it
 * in no frame; and no other origin is let in, even where the application lets it.
 */
final class SafeHeaders {

  private static final String CORS = "access-control-";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private SafeHeaders() {}

  /** Sets them, in the place of whatever others have set. */
  static <T> MutableHttpResponse<T> on(MutableHttpResponse<T> response) {
    MutableHttpHeaders headers = response.getHeaders();
    for (String name : List.copyOf(headers.names())) {
      if (name.toLowerCase(Locale.ROOT).startsWith(CORS)) {
        headers.remove(name);
      }
    }
    HEADERS.forEach(headers::set);
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    return response;
  }
}
