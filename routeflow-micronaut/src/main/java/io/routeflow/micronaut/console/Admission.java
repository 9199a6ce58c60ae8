package io.routeflow.micronaut.console;

import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Why a request to the console may go on. */
enum Admission {
  /** It comes from this machine. */
  LOCAL,
  /** It has the token. */
  TOKEN,
  /** It comes from elsewhere, and Micronaut Security's rules decide. */
  LEFT_TO_SECURITY;

  private static final String ATTRIBUTE = "io.routeflow.micronaut.console.admission";

  /** Notes it with the request. */
  void note(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** What was noted, or {@code null}. */
  static @Nullable Admission of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE).orElse(null) instanceof Admission admission
        ? admission
        : null;
  }
}
