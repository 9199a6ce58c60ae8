package io.routeflow.micronaut.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.routeflow.micronaut.configuration.ConsolePath;
import org.jspecify.annotations.Nullable;

/**
 * Takes the token out of the page's address, where it would stay in the history, and gives the
 * browser a cookie for it.
 */
final class SignIn {

  private final ConsolePath console;
  private final @Nullable TokenCheck token;

  SignIn(ConsolePath console, @Nullable TokenCheck token) {
    this.console = console;
    this.token = token;
  }

  /** The way to the clean address, or {@code null} where the request is no page with a token. */
  @Nullable MutableHttpResponse<?> answer(HttpRequest<?> request) {
    if (!console.isPage(request.getPath())) {
      return null;
    }
    PageQuery query = PageQuery.of(request);
    if (!query.hasToken()) {
      return null;
    }
    MutableHttpResponse<?> response =
        HttpResponse.status(HttpStatus.SEE_OTHER)
            .header(HttpHeaders.LOCATION, console.base() + "/" + query.withoutToken());
    if (token != null && token.isToken(query.token())) {
      response.header(HttpHeaders.SET_COOKIE, cookie(token.proof(), request.isSecure()));
    }
    return response;
  }

  private String cookie(String proof, boolean secure) {
    return TokenCheck.COOKIE
        + "="
        + proof
        + "; Path="
        + console.base()
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }
}
