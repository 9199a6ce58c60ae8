package io.routeflow.micronaut.console.access;

import io.micronaut.core.annotation.Internal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last check, in the controllers themselves: no answer is made for a request that the filter
 * has not granted access. So it does not matter where filter and router understand a path
 * differently, what other filters have changed, or which server the request came by.
 */
@Internal
public final class AccessGuard {

  private final @Nullable OuterSecurity security;

  /**
   * Guards one controller.
   *
   * @param security Micronaut Security, where it is there
   */
  public AccessGuard(@Nullable OuterSecurity security) {
    this.security = security;
  }

  /** The answer, where the request may have it, else a refusal. */
  public HttpResponse<?> answer(HttpRequest<?> request, Supplier<HttpResponse<?>> answer) {
    AccessGrant grant = AccessGrant.of(request);
    if (grant == null) {
      return ConsoleResponses.refusal(request, Refusal.NOT_DECIDED);
    }
    if (grant == AccessGrant.LEFT_TO_SECURITY
        && (security == null || !security.hasLookedAt(request))) {
      return ConsoleResponses.refusal(request, Refusal.LEFT_TO_SECURITY);
    }
    return answer.get();
  }
}
