package io.routeflow.micronaut.console.access;

import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Why a request may use the console. Only {@link AccessFilter} attaches one, and without one the
 * controllers refuse.
 */
enum AccessGrant {
  /** It comes from this machine, and has the code or the cookie for it. */
  CODE,
  /** It has the token or the cookie for it. */
  TOKEN,
  /** It has neither, and Micronaut Security's rules decide. */
  LEFT_TO_SECURITY;

  private static final String ATTRIBUTE = "io.routeflow.micronaut.console.grant";

  /** Attaches it to the request. */
  void attachTo(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The grant that was attached, or {@code null}. */
  static @Nullable AccessGrant of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE).orElse(null) instanceof AccessGrant grant ? grant : null;
  }
}
