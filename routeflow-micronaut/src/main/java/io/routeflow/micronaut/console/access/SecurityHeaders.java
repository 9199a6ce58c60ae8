package io.routeflow.micronaut.console.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headers of every answer below the console's path. What the console shows was made by
 * strangers, so that the browser may run nothing but the page's own scripts and show it in no
 * frame; and no other origin is let in, even where the application lets it.
 */
final class SecurityHeaders {

  private static final String CORS = "access-control-";

  /** For the page, its files and its data. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private SecurityHeaders() {}

  /** Sets them, in the place of whatever others have set. */
  static <T> MutableHttpResponse<T> on(MutableHttpResponse<T> response) {
    return on(response, POLICY);
  }

  /** Sets them with this content security policy. */
  static <T> MutableHttpResponse<T> on(MutableHttpResponse<T> response, String policy) {
    MutableHttpHeaders headers = response.getHeaders();
    for (String name : List.copyOf(headers.names())) {
      if (name.toLowerCase(Locale.ROOT).startsWith(CORS)) {
        headers.remove(name);
      }
    }
    HEADERS.forEach(headers::set);
    headers.set("Content-Security-Policy", policy);
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    return response;
  }
}
