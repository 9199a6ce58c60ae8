package io.routeflow.micronaut.console.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes the code or token out of the page's address, where it would stay in the history, and gives
 * the browser a cookie for it.
 *
 * <p>The cookie has no path of its own, so that the browser gives it the path of the page as the
 * browser knows it, which a proxy may have changed; for the same reason the redirect is relative.
 * It is sent with navigations from other sites ({@code SameSite=Lax}), since a link to the page may
 * stand anywhere; the rules refuse the data to them.
 */
final class TokenLogin {

  private final AccessKeys keys;

  TokenLogin(AccessKeys keys) {
    this.keys = keys;
  }

  /** The way to the clean address, or {@code null} where the address has no code and no token. */
  @Nullable MutableHttpResponse<?> answer(
      HttpRequest<?> request, AccessRequest asked, AccessGrant grant) {
    // without its slash the cookie's path would be wrong; the page redirects there first
    if (!asked.query().hasSecret() || !request.getPath().endsWith("/")) {
      return null;
    }
    MutableHttpResponse<?> response =
        HttpResponse.status(HttpStatus.SEE_OTHER)
            .header(HttpHeaders.LOCATION, "./" + asked.query().withoutSecrets());
    AccessSecret secret = secretOf(grant);
    if (secret != null && secret.isInAddress(asked.query())) {
      boolean secure = request.isSecure() || asked.isForwardedFromTls();
      response.header(HttpHeaders.SET_COOKIE, cookie(asked.cookieName(), secret.proof(), secure));
    }
    return response;
  }

  private @Nullable AccessSecret secretOf(AccessGrant grant) {
    return switch (grant) {
      case CODE -> keys.code();
      case TOKEN -> keys.token();
      case LEFT_TO_SECURITY -> null;
    };
  }

  private static String cookie(String name, String proof, boolean secure) {
    return name + "=" + proof + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
  }
}
